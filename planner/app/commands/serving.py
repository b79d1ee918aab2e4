"""The command that serves the API."""

import click

from planner.app.session import author_option, open_store
from planner.plan.errors import PlannerError

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class NotLoopbackError(PlannerError):
    """An address that other machines could reach, while nobody has to sign in."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"Planner has no sign-in yet and serves this machine only; {host} would let others in.",
            f"Use one of {', '.join(LOOPBACK)}, and a tunnel (ssh -L) from elsewhere.",
        )


@click.command(epilog="Examples: planner serve   planner serve --port 8100 --development")
@click.option("--host", default="127.0.0.1", show_default=True, help="Loopback address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 picks a free one.")
@click.option("--development", is_flag=True, help="With GraphiQL and introspection.")
@author_option
@click.pass_obj
def serve(database: str, host: str, port: int, development: bool, author: str) -> None:
    """Serve GraphQL, imports and exports on this machine until Ctrl-C."""
    from planner.app.serving import bind, run_server

    if host not in LOOPBACK:
        raise NotLoopbackError(host)
    with open_store(database, follow=True) as store:
        run_server(store, bind(host, port), author=author, development=development)
