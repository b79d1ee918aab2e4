"""Speed of the API on 10,000 initiatives, side by side with orjson alone: ``python -m benchmarks.api``.

Every line is a request over ASGI, without sockets. The floor is a Starlette route that answers the same bytes
from ready dicts by orjson: what an API without GraphQL, and without any freedom to ask, would cost.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message

ROOT = Path(__file__).resolve().parent.parent
for shelf in ("graphql", "importers", "exports"):
    sys.path.append(str(ROOT / shelf))

from planner.plan.changes import Action, ChangeSet, Operation  # noqa: E402
from planner.plan.entities import Level  # noqa: E402
from planner.plan.snapshot import Plan  # noqa: E402
from planner.plan.values import Duration  # noqa: E402
from planner.schedule import schedule  # noqa: E402
from planner.store import Store, new_id  # noqa: E402
from planner_graphql import GraphQLApp, Services  # noqa: E402
from planner_graphql.table_frame import table  # noqa: E402
from planner_graphql.timeline import timeline_columns  # noqa: E402

INITIATIVES = 10_000
TABLE = "query($columns: [String!]) { table(kind: INITIATIVE, columns: $columns) }"
COLUMNS = [
    *("code", "name", "level", "parent", "kind", "status", "stage", "priorityClass", "owner", "lineOfBusiness"),
    *("policyArea", "tags", "markets", "duration", "percentComplete", "deadline", "constraint", "start", "finish"),
    *("totalFloatDays", "critical", "startQuarter", "effectiveOwner", "effectiveLineOfBusiness", "effectivePolicyArea"),
]
LINKS = 13_000
PAGE = """query($first: Int) { initiatives(first: $first) { totalCount pageInfo { hasNextPage endCursor } nodes {
  id code name level status owner lineOfBusiness policyArea percentComplete deadline tags stage
  schedule { start finish critical totalFloatDays }
  predecessors { id type lag predecessor { id code } }
} } }"""
ROADMAP = """{ roadmap(fromQuarter: "2027Q1", quarters: 4, groupBy: LINE_OF_BUSINESS) {
  quarters { label } groups { label rows {
    initiative { code name } start finish startWeek finishWeek critical spans { quarter firstWeek lastWeek }
  } }
} }"""


def operations() -> list[Operation]:
    """Return a plan of programmes of fifty initiatives, each waiting for one or two before it."""
    made = [Operation(Action.CREATE, "portfolio", "portfolio", {"name": "Large", "start": datetime(2027, 1, 4)})]
    programmes = [f"p{number:04}" for number in range(INITIATIVES // 50)]
    for number, id_ in enumerate(programmes):
        values = {"code": f"PRG-{number}", "name": f"Programme {number}", "level": Level.PROGRAMME, "owner": "Ada"}
        made.append(Operation(Action.CREATE, "initiative", id_, values))
    for number in range(INITIATIVES - len(programmes)):
        work: dict[str, object] = {
            "code": f"POL-{number}",
            "name": f"Policy work number {number}",
            "parent_id": programmes[number % len(programmes)],
            "duration": Duration.parse(f"{number % 9 + 1}d"),
            "line_of_business": f"LOB {number % 12}",
            "tags": ("eu", "ads"),
        }
        made.append(Operation(Action.CREATE, "initiative", f"i{number:05}", work))
    return made + _links(INITIATIVES - len(programmes))


def _links(count: int) -> list[Operation]:
    pairs = [(successor - step, successor) for step in (211, 431) for successor in range(step, count)]
    return [
        Operation(
            Action.CREATE,
            "dependency",
            f"d{number:05}",
            {"predecessor_id": f"i{predecessor:05}", "successor_id": f"i{successor:05}"},
        )
        for number, (predecessor, successor) in enumerate(pairs[:LINKS])
    ]


async def call(app: ASGIApp, query: str, encoding: str = "identity", **variables: object) -> bytes:
    """Return the body that an application answers a query with."""
    body = orjson.dumps({"query": query, "variables": variables})
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"content-type", b"application/json"), (b"accept-encoding", encoding.encode())]
    scope: dict[str, Any] = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": headers}
    await app({**scope, "http_version": "1.1", "scheme": "http"}, receive, send)
    assert sent[0]["status"] == 200
    return b"".join(message.get("body", b"") for message in sent[1:])


async def median(ask: Callable[[], Awaitable[bytes]], times: int) -> tuple[float, int]:
    """Return the median of milliseconds, and the bytes answered; one call warms up."""
    size = len(await ask())
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        await ask()
        taken.append((time.perf_counter() - started) * 1_000)
    return statistics.median(taken), size


def floor(value: object) -> ASGIApp:
    """Return an application that answers ready values by orjson."""

    async def answer(request: Request) -> Response:
        orjson.loads(await request.body())
        return Response(orjson.dumps({"data": value}), media_type="application/json")

    return Starlette(routes=[Route("/", answer, methods=["POST"])])


async def measure(store: Store) -> list[tuple[str, float, int, float]]:
    """Return lines of (what, milliseconds, bytes, times the floor)."""
    services = Services(store, lambda: datetime.now(UTC), new_id, "bench")
    uncached, cached = GraphQLApp.fixed(services, memory=0), GraphQLApp.fixed(services)
    lines: list[tuple[str, float, int, float]] = []
    asked: tuple[tuple[str, str, dict[str, Any], int], ...] = (
        ("timeline, 10,000 bars", "{ timeline }", {}, 40),
        ("table, 25 columns", TABLE, {"columns": COLUMNS}, 40),
        ("roadmap, 4 quarters", ROADMAP, {}, 5),
        ("page of 50", PAGE, {"first": 50}, 60),
    )
    for what, query, variables, times in asked:
        data = orjson.loads(await call(uncached, query, **variables))["data"]
        ready = floor(data)
        least, size = await median(lambda app=ready, q=query: call(app, q), times)  # type: ignore[misc]
        lines.append((f"{what}: orjson alone", least, size, 1.0))
        for name, app, encoding in (
            ("GraphQL", uncached, "identity"),
            ("GraphQL, answer kept", cached, "identity"),
            ("GraphQL, answer kept, gzip", cached, "gzip"),
        ):
            ask = lambda a=app, q=query, e=encoding, v=variables: call(a, q, e, **v)  # noqa: E731
            taken, size = await median(ask, times)
            lines.append((f"{what}: {name}", taken, size, taken / least))
    return lines


def first_frames(plan: Plan) -> dict[str, float]:
    """Return milliseconds of making each frame, once per revision, with the schedule and the look-ups known."""
    fresh = Plan(plan.entities, plan.revision)
    schedule(fresh)
    frames: dict[str, Callable[[], object]] = {
        "timeline": lambda: timeline_columns(fresh),
        "table of 25 columns": lambda: table(fresh, "initiative", COLUMNS),
    }
    taken = {}
    for name, make in frames.items():
        started = time.perf_counter()
        orjson.dumps(make())
        taken[name] = (time.perf_counter() - started) * 1_000
    return taken


def main() -> None:
    """Print the table."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        store = stack.enter_context(Store.open(f"sqlite:///{folder}/plan.db"))
        started = time.perf_counter()
        store.commit(ChangeSet(tuple(operations()), "bench"), at=datetime(2027, 1, 4, tzinfo=UTC))
        print(f"{date.today()}  saved {len(store.plan()):,} entities in {time.perf_counter() - started:.1f} s")
        started = time.perf_counter()
        schedule(store.plan())
        print(f"schedule: {(time.perf_counter() - started) * 1_000:.0f} ms (first call)")
        frames = [first_frames(store.plan()) for _ in range(5)]
        for name in frames[0]:
            print(f"{name}, made once per revision: {statistics.median(found[name] for found in frames):.0f} ms")
        print(f"\n{'request over ASGI':<48}{'median ms':>10}{'kB':>9}{'× floor':>9}")
        for what, taken, size, ratio in asyncio.run(measure(store)):
            print(f"{what:<48}{taken:>10.2f}{size / 1_000:>9.0f}{ratio:>9.1f}")


if __name__ == "__main__":
    main()
