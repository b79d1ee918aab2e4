"""The hash chain that makes history tamper-evident.

A revision's hash is SHA-256 over lines of canonical JSON: its entry, which names the hash of the revision before,
then its changes in order. Changing, removing or reordering anything changes that hash and breaks every later link:

>>> canonical({"b": 1.0, "a": ["é"]})
'{"a":["é"],"b":1.0}'
"""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256

from planner.plan.codec import Json
from planner.store.record import MAIN, Revision

_encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def canonical(value: Json) -> str:
    """Return the one JSON text of a value: sorted keys, no blanks, numbers in their shortest exact form."""
    return _encoder.encode(value)


def hash_of(revision: Revision, changes: Iterable[Mapping[str, Json]], branch: str = MAIN) -> str:
    """Return the hash of a revision with these changes (kind, id, before, after, place) as hexadecimal text."""
    entry = {
        "branch": branch,
        "number": revision.number,
        "author": revision.author,
        "message": revision.message,
        "at": revision.at.isoformat(),
        "undoes": revision.undoes,
        "idempotency_key": revision.idempotency_key,
        "size": revision.size,
        "previous_hash": revision.previous_hash,
    }
    digest = sha256(canonical(entry).encode())
    for change in changes:
        digest.update(b"\n" + canonical(change).encode())
    return digest.hexdigest()
