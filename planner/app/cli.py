"""The ``planner`` command: each subcommand is imported only when it runs, so that help comes at once.

Exit codes: 0 done; 1 refused (errors in the input or the plan, nothing changed); 2 the command line is wrong;
3 conflict with what someone else changed; 4 the surroundings are at fault (file, database, port).
"""

import sys
from importlib import import_module

import click

from planner import __version__

COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("planner.app.commands.setup:init", "Create a portfolio."),
    "demo": ("planner.app.commands.setup:demo", "Build the Northstar portfolio, write its workbook, serve it."),
    "import": ("planner.app.commands.intake:import_plan", "Read plans from files: dry run first, then --apply."),
    "findings": ("planner.app.commands.reports:findings", "List what is wrong or worth knowing."),
    "schedule": ("planner.app.commands.reports:schedule", "Show computed dates and floats."),
    "critical-path": ("planner.app.commands.reports:critical_path", "Show the chain that decides a date."),
    "explain": ("planner.app.commands.reasons:explain", "Say why a date is what it is, back to its root."),
    "paths": ("planner.app.commands.reasons:paths", "Rank the chains that lead to a target by their float."),
    "impact": ("planner.app.commands.reasons:impact", "Show what a change would move, without saving it."),
    "what-would-it-take": (
        "planner.app.commands.reasons:what_would_it_take",
        "Search for the cheapest changes that reach a date.",
    ),
    "level": ("planner.app.commands.level:level", "Propose dates that teams and people can keep."),
    "readiness": (
        "planner.app.commands.readiness:readiness",
        "Show which markets are ready, what blocks the others, and when.",
    ),
    "risk": ("planner.app.commands.risk:risk", "Show how likely launches are in time, and what moves them."),
    "training": (
        "planner.app.commands.training:training",
        "Show who is certified, who is missing, and when enough are.",
    ),
    "localise": (
        "planner.app.commands.localise:localise",
        "Make the translation work of a launch, or bring it up to date.",
    ),
    "template": ("planner.app.commands.template:template", "Make work from templates, and templates from work."),
    "roadmap": ("planner.app.commands.reports:roadmap", "Show what runs in which fiscal quarter."),
    "baseline": ("planner.app.commands.promises:baseline", "Lock dates as promised; list what was promised."),
    "capacity": ("planner.app.commands.capacity:capacity", "Show what teams can give and what is asked of them."),
    "plan-quarter": (
        "planner.app.commands.plan_quarter:plan_quarter",
        "Choose what is done in which quarter, and say why.",
    ),
    "scenario": (
        "planner.app.commands.scenario:scenario",
        "Keep edits beside the plan, compare them, merge one.",
    ),
    "export": ("planner.app.commands.outlet:export", "Write a workbook, csv or graph."),
    "history": ("planner.app.commands.record:history", "Show who changed what, when and why."),
    "undo": ("planner.app.commands.record:undo", "Take a revision back, as a new revision."),
    "audit": ("planner.app.commands.record:audit", "Check that history has not been tampered with."),
    "serve": ("planner.app.commands.serving:serve", "Serve the API on this machine."),
}


class LazyCommands(click.Group):
    """A group that knows its commands' names and short help without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which people need them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command; None if there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name][0].split(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands for ``--help``."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_) for name, (_, help_) in COMMANDS.items()])


@click.group(
    cls=LazyCommands,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "PLANNER", "max_content_width": 100},
    epilog="Every option can be set as PLANNER_<COMMAND>_<OPTION>, the database as PLANNER_DATABASE. "
    "Exit codes: 0 done, 1 refused, 2 wrong usage, 3 conflict, 4 file, database or port.",
)
@click.option(
    "-d",
    "--database",
    default="sqlite:///planner.db",
    show_default=True,
    metavar="URL",
    help="Where the plan is kept: sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME.",
)
@click.version_option(__version__, prog_name="planner")
@click.pass_context
def planner(ctx: click.Context, database: str) -> None:
    """Plan initiatives, dependencies, capacity and launches as one graph."""
    ctx.obj = database


def main() -> None:
    """Run the command line, turning refusals into one clear line and an exit code."""
    from planner.plan.errors import PlannerError

    try:
        sys.exit(planner.main(standalone_mode=False))  # the exit code that a command asked for, or None
    except click.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except click.ClickException as problem:
        problem.show()
        sys.exit(2)
    except PlannerError as refusal:
        from planner.app.output import exit_code, show_refusal

        show_refusal(refusal)
        sys.exit(exit_code(refusal))
