"""Identifiers of entities: opaque, unique without asking anyone, and sorted by when they were made."""

from uuid_utils import uuid7


def new_id() -> str:
    """Return a new UUIDv7 as text (RFC 9562, section 5.7), such as ``0199c0de-7f3a-7c4e-9d0b-3f1f6f0a1b2c``."""
    return str(uuid7())
