"""Where a plan is kept: its present state, its whole history, and the proof that neither was tampered with.

``Store`` is the one way in. The names are loaded when first used, because the database library takes longer to
load than ``planner --help`` may take in all.

Adding an entity kind needs one thing here, a migration; tables, loading and history follow the declaration:

1. Declare the kind in ``planner.plan.entities`` (its own recipe).
2. Run ``python -m planner.store.migrations "Add person"``: it writes ``migrations/versions/NNNN_add_person.py``.
3. Read what it wrote and format it. A new field of an old kind needs ``server_default``, the declared default as it
   is stored. History is never rewritten: ``planner.store.ledger.typed`` must go on reading a field's former name.
4. Run ``pytest tests/store``: it fails while the migrations and the declarations differ.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.store.identity import new_id
    from planner.store.record import Commit, Revision, Verification
    from planner.store.store import Store

__all__ = ["Commit", "Revision", "Store", "Verification", "new_id"]

_HOMES = {
    "Commit": "record",
    "Revision": "record",
    "Store": "store",
    "Verification": "record",
    "new_id": "identity",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
