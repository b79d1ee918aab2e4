"""A process that commits numbered revisions until it is ended: ``url name count``; prints each acknowledged one.

Each revision edits field ``name`` of markets m0 to m4 to its own number, so that half of one would show.
"""

import sys
from datetime import UTC, datetime

from planner.plan.changes import Action, ChangeSet, Operation
from planner.store import Store

MARKETS = [f"m{number}" for number in range(5)]


def main(url: str, field: str, count: int) -> None:
    """Commit ``count`` revisions (0: without end) that each set one field of every market."""
    at = datetime(2026, 3, 2, tzinfo=UTC)
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    with Store.open(url) as store:
        sys.stdout.write("ready\n")
        number = 0
        while not count or number < count:
            number += 1
            value = f"{store.head.number + 1}"
            edits = tuple(Operation(Action.UPDATE, "market", id_, {field: value}) for id_ in MARKETS)
            done = store.commit(ChangeSet(edits, "writer", value, base_revision=store.head.number), at=at)
            sys.stdout.write(f"{done.revision.number}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
