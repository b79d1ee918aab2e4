"""Write the schema to the file that reviews see: ``python -m planner_graphql.print_schema [FILE]``."""

import sys
from pathlib import Path

from planner_graphql.schema import build_schema

GOLDEN = Path(__file__).resolve().parent.parent / "schema.graphql"


def printed_schema() -> str:
    """Return the schema as text, ending in a newline."""
    return build_schema().as_str().rstrip() + "\n"


def main(arguments: list[str]) -> None:
    """Write the schema to the file named, or to the one beside the package."""
    target = Path(arguments[0]) if arguments else GOLDEN
    target.write_text(printed_schema(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
