"""What a change touched: the entities a rule is asked about, where it need not look at the whole plan."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet

Touched = AbstractSet[tuple[str, str]]
"""(kind, id) of entities that exist after a change and differ from before."""

ChangedFields = Mapping[tuple[str, str], Collection[str]]
"""Names of the fields that a change set, by (kind, id)."""
