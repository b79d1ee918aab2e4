"""Answers kept: the bytes of a query's answer depend on revision, who asks, text and variables, and on nothing else.

So the answer to one key never changes: it is kept as bytes, compressed once if anyone wants it compressed, and
the key's hash is its ETag, known before anything is computed.
"""

import gzip
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock

import orjson

from planner_graphql.parameters import Parameters

WORTH_COMPRESSING = 1_400
"""Bytes of the smallest answer that is compressed: below it fits one packet anyway."""


@dataclass(slots=True)
class Answer:
    """The bytes of an answer, plain and, once asked for, compressed."""

    body: bytes
    _compressed: bytes | None = None

    def compressed(self) -> bytes:
        """Return the bytes compressed by gzip, made once."""
        if self._compressed is None:
            self._compressed = gzip.compress(self.body, compresslevel=5, mtime=0)
        return self._compressed

    @property
    def size(self) -> int:
        """Return the bytes of memory set aside for it: JSON compresses to a fifth or less."""
        return len(self.body) * 5 // 4


def etag_of(version: str, revision: int, scope: str, parameters: Parameters) -> str:
    """Return the ETag of the answer to a query; ``version`` names the schema, ``scope`` what the asker may see."""
    variables = orjson.dumps(parameters.variables, option=orjson.OPT_SORT_KEYS)
    parts = (version, str(revision), scope, parameters.operation_name or "", parameters.query)
    digest = blake2b(variables, digest_size=16)
    for part in parts:
        encoded = part.encode(errors="surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return f'W/"{digest.hexdigest()}"'


class Answers:
    """Answers by ETag, the least recently used dropped when they outgrow ``budget`` bytes."""

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._kept: OrderedDict[str, Answer] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, etag: str) -> Answer | None:
        """Return the answer kept under an ETag."""
        with self._lock:
            answer = self._kept.get(etag)
            if answer is not None:
                self._kept.move_to_end(etag)
            return answer

    def keep(self, etag: str, answer: Answer) -> None:
        """Keep an answer, unless it alone would fill a quarter of the budget."""
        if answer.size > self._budget // 4:
            return
        with self._lock:
            if etag in self._kept:
                return
            self._kept[etag] = answer
            self._size += answer.size
            while self._size > self._budget:
                _, dropped = self._kept.popitem(last=False)
                self._size -= dropped.size
