"""Commands that make a portfolio: an empty one, or the Northstar demo."""

from datetime import datetime
from pathlib import Path

import click

from planner.app.output import json_option, print_json
from planner.app.session import author_option, now, open_store
from planner.plan.changes import Action, ChangeSet, Operation
from planner.plan.entities.portfolio import PORTFOLIO_ID
from planner.plan.errors import PlannerError


class PortfolioExistsError(PlannerError):
    """``init`` on a database that holds a portfolio already."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The database holds the portfolio {name!r} already.", "Name another one with --database.")


@click.command(epilog="Example: planner init --name 'Trust & Safety' --fiscal-year-start 4 --country US")
@click.option("--name", default="Portfolio", show_default=True, help="Name of the portfolio.")
@click.option("--fiscal-year-start", type=click.IntRange(1, 12), default=1, show_default=True, help="First month.")
@click.option("--time-zone", default="UTC", show_default=True, help="IANA time zone of the plan's dates.")
@click.option("--country", default="", help="ISO code of the country whose public holidays the default calendar has.")
@click.option("--subdivision", default="", help="Its subdivision, such as CA.")
@click.option("--start", type=click.DateTime(["%Y-%m-%d"]), help="Day before which nothing starts. Default: today.")
@author_option
@json_option
@click.pass_obj
def init(
    database: str,
    name: str,
    fiscal_year_start: int,
    time_zone: str,
    country: str,
    subdivision: str,
    start: datetime | None,
    author: str,
    as_json: bool,
) -> None:
    """Create a portfolio with its settings, a default working calendar and the shipped score models."""
    from planner.roadmap.score_models import add_shipped_models

    code = "-".join(part for part in (country.upper(), subdivision.upper()) if part) or "STANDARD"
    calendar = {"code": code, "name": code, "country": country.upper(), "subdivision": subdivision.upper()}
    settings = {
        "name": name,
        "fiscal_year_start_month": fiscal_year_start,
        "time_zone": time_zone,
        "default_calendar_id": code.casefold(),
        "start": start or now().replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None),
    }
    with open_store(database, create=True) as store:
        if store.plan().revision:
            raise PortfolioExistsError(store.plan().portfolio.name)
        operations = (
            Operation(Action.CREATE, "calendar", code.casefold(), calendar),
            Operation(Action.CREATE, "portfolio", PORTFOLIO_ID, settings),
            *add_shipped_models(store.plan()),
        )
        done = store.commit(ChangeSet(operations, author, f"Create {name}"), at=now())
    if as_json:
        print_json({"database": database, "revision": done.revision.number, "calendar": code})
    else:
        click.echo(f"Created {name!r} in {database}. Next: planner import FILE")


@click.command(epilog="Examples: planner demo   planner demo --data northstar --port 8100   planner demo --no-serve")
@click.option(
    "--data", type=click.Path(path_type=Path), default=Path("data/northstar"), show_default=True, help="Folder."
)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 picks a free one.")
@click.option("--serve/--no-serve", default=True, show_default=True, help="Serve the API when all is computed.")
def demo(data: Path, port: int, serve: bool) -> None:
    """Build the Northstar portfolio in a folder, write its workbook, serve its API; a built one is reused."""
    from planner.app.demo_run import run_demo

    run_demo(data, port=port, serve=serve)
