"""A small plan in a real store, and a client that talks to the application in process."""

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from planner.plan.changes import Action, ChangeSet, Operation
from planner.plan.entities import Calendar, DatePrecision, LaunchTier, Level, LinkType, PriorityClass, Status
from planner.plan.values import Duration
from planner.store import Store
from planner_graphql import GraphQLApp, Limits, Services

GRAPHQL_JSON = "application/graphql-response+json"
MORNING = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)


@dataclass
class Client:
    """Asks the application over HTTP, in process."""

    app: GraphQLApp
    store: Store
    asked: list[httpx.Response] = field(default_factory=list)

    def http(self, method: str = "POST", **options: Any) -> httpx.Response:
        """Return the response to one HTTP request."""

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://planner") as client:
                return await client.request(method, "/graphql", **options)

        response = asyncio.run(send())
        self.asked.append(response)
        return response

    def post(self, query: str, variables: Mapping[str, Any] | None = None, **options: Any) -> Any:
        """Return the body of the answer to a query or mutation."""
        headers = {"accept": GRAPHQL_JSON}
        return self.http(json={"query": query, "variables": variables or {}, **options}, headers=headers).json()

    def ask(self, query: str, **variables: Any) -> Any:
        """Return the data of an answer without errors."""
        body = self.post(query, variables)
        assert "errors" not in body, json.dumps(body["errors"], indent=2)
        return body["data"]

    def error(self, query: str, **variables: Any) -> tuple[str, str]:
        """Return message and code of the only error of an answer."""
        errors = self.post(query, variables)["errors"]
        assert len(errors) == 1, errors
        return errors[0]["message"], errors[0]["extensions"]["code"]


def create(kind: str, id_: str, **values: object) -> Operation:
    return Operation(Action.CREATE, kind, id_, values)


SMALL = (
    create("calendar", "cal", code="OFFICE", name="Office", week=Calendar(id="", code="").week),
    create("portfolio", "portfolio", name="Northstar", start=datetime(2027, 1, 4), default_calendar_id="cal"),
    create("market", "de", code="DE", name="Germany", region="EMEA", calendar_id="cal"),
    create("market", "fr", code="FR", name="France", region="EMEA"),
    create("team", "pol", code="POLICY", name="Policy", calendar_id="cal", headcount=4.0),
    create("team", "eng", code="ENG", name="Engineering", headcount=6.0),
    create(
        "initiative",
        "p",
        code="PRG-1",
        name="Ads integrity",
        level=Level.PROGRAMME,
        owner="Ada",
        line_of_business="Integrity",
        priority_class=PriorityClass.REGULATORY_MUST_DO,
        calendar_id="cal",
    ),
    create(
        "initiative",
        "a",
        code="POL-101",
        name="Write the policy",
        parent_id="p",
        position=1,
        duration=Duration.parse("2w"),
        status=Status.IN_PROGRESS,
        market_ids=("de", "fr"),
        tags=("eu", "ads"),
        deadline=datetime(2027, 1, 29, 23, 59),
        policy_area="Scams",
    ),
    create(
        "initiative",
        "b",
        code="POL-102",
        name="Train reviewers",
        parent_id="p",
        position=2,
        duration=Duration.parse("1w"),
        owner="Bo",
        status=Status.APPROVED,
        tags=("eu",),
    ),
    create("initiative", "c", code="POL-103", name="Tidy the macros", owner="Cy", duration=Duration.parse("3d")),
    create("initiative", "m", code="MS-1", name="Ready", owner="Ada", level=Level.MILESTONE),
    create(
        "launch",
        "l",
        code="LCH-1",
        name="Scam ads",
        owner="Ada",
        tier=LaunchTier.TIER_1,
        target_date=datetime(2027, 1, 29, 23, 59),
    ),
    create("launch_market", "l-de", launch_id="l", market_id="de", wave=1),
    create("launch_market", "l-fr", launch_id="l", market_id="fr", wave=2),
    create("dependency", "ab", predecessor_id="a", successor_id="b"),
    create("dependency", "bm", predecessor_id="b", successor_id="m"),
    create("dependency", "ml", predecessor_id="m", successor_id="l", type=LinkType.FS, note="Go live"),
    create("demand", "a-pol", initiative_id="a", team_id="pol", fte=2.0),
    create("demand", "b-pol", initiative_id="b", team_id="pol", fte=1.0),
    create(
        "obligation",
        "dsa",
        code="EU-DSA",
        instrument="DSA Art 34",
        day=date(2027, 3, 31),
        precision=DatePrecision.QUARTER,
        market_ids=("de", "fr"),
        initiative_ids=("a",),
        launch_ids=("l",),
    ),
)
"""Two initiatives in a programme, one beside it, a milestone, a launch in two markets, one duty in law."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path}/plan.db") as opened:
        yield opened


@pytest.fixture
def connect(store: Store) -> Callable[..., Client]:
    """Return what makes a client of the store: author, development, limits and memory may be given."""

    def make(
        *, author: str = "ada", development: bool = True, limits: Limits | None = None, memory: int = 1_000_000
    ) -> Client:
        numbers, minutes = count(1), count()
        services = Services(
            store,
            clock=lambda: MORNING + timedelta(minutes=next(minutes)),
            new_id=lambda: f"new{next(numbers)}",
            author=author,
            development=development,
        )
        return Client(GraphQLApp(lambda request: services, limits or Limits(), memory=memory), store)

    return make


@pytest.fixture
def api(connect: Callable[..., Client]) -> Client:
    """Return a client of an empty plan."""
    return connect()


@pytest.fixture
def small(store: Store, connect: Callable[..., Client]) -> Client:
    """Return a client of the small plan, which is revision 1."""
    store.commit(ChangeSet(SMALL, "eve", "Start"), at=MORNING)
    return connect()


@pytest.fixture
def gid() -> Callable[[str, str], str]:
    """Return the function from kind and id to global id."""
    from planner_graphql.identity import global_id

    return global_id
