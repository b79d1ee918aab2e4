"""The pages as a whole: nothing that exists is left unsaid, and nothing is linked or named that does not exist."""

import re
import shlex
from pathlib import Path

import click
import pytest

from planner import __version__
from planner.app.cli import COMMANDS, planner
from planner.app.reference import reference

ROOT = Path(__file__).resolve().parents[2]
MADE = {"build", "dist"}
"""Folders that building the wheel makes."""

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`(planner [^`]+)`")
TYPED = re.compile(r"^(?:\.venv/bin/)?(planner .+)$", re.MULTILINE)
Pages = dict[str, str]


def test_the_reference_is_what_the_declarations_say(pages: Pages) -> None:
    assert pages["docs/reference.md"] == reference(), "python -m planner.app.reference > docs/reference.md"


def test_the_change_log_has_the_version() -> None:
    assert f"\n## {__version__}\n" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_map_of_the_readme_names_every_folder_and_package(pages: Pages) -> None:
    shown = pages["README.md"].partition("## Map of the folders")[2].partition("\n## ")[0]
    folders = [p.parts[len(ROOT.parts)] for ending in ("py", "md") for p in ROOT.glob(f"[!._]*/**/*.{ending}")]
    rooms = [p.name for p in (ROOT / "planner").iterdir() if (p / "__init__.py").exists()]
    packages = [p.name for shelf in ("graphql", "importers", "exports") for p in (ROOT / shelf).glob("planner_*")]
    wanted = [f"`{name}/`" for name in sorted({*folders} - MADE - {"planner"})] + [
        f"`planner/{room}`" for room in rooms
    ]
    assert [name for name in (*wanted, *(f"`{name}`" for name in packages)) if name not in shown] == []


def test_every_command_is_explained(pages: Pages) -> None:
    text = "".join(pages.get(f"docs/{name}.md", "") for name in ("guide", "explaining", "operations"))
    assert [name for name in COMMANDS if f"planner {name}" not in text and f"make {name}" not in text] == []


def test_every_command_line_on_a_page_exists(pages: Pages) -> None:
    shown = {(page, line) for page, text in pages.items() for line in (*CODE.findall(text), *TYPED.findall(text))}
    assert len(shown) > 30
    assert {(page, line, problem) for page, line in shown if (problem := unknown(line))} == set()


def test_commands_and_options_that_do_not_exist_are_noticed() -> None:
    assert unknown("planner -d sqlite:///copy.db audit verify --json  # a remark") == ""
    assert unknown("planner import FILE --aply") == "--aply"
    assert unknown("planner audit check") == "check"


def unknown(line: str) -> str:
    """Return the first command or option of a command line that does not exist."""
    command: click.Command = planner
    words = iter(shlex.split(line.replace("…", ""), comments=True)[1:])
    for word in words:
        options = {name: item for item in command.params for name in (*item.opts, *item.secondary_opts)}
        if word.startswith("-") and word != "-":
            option = options.get(word)
            if option is None and word not in ("--help", "-h"):
                return word
            if isinstance(option, click.Option) and not option.is_flag:
                next(words, None)
        elif isinstance(command, click.Group) and not word.isupper():  # COMMAND stands for any
            found = command.get_command(click.Context(command), word)
            if found is None:
                return word
            command = found
    return ""


def headings(text: str) -> set[str]:
    """Return the anchors of a page: headings in small letters, without punctuation, words joined by hyphens."""
    titles = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_link_leads_somewhere(pages: Pages) -> None:
    broken = []
    for page, text in pages.items():
        for link in LINK.findall(text):
            if re.match(r"[a-z]+:", link):
                continue
            path, _, anchor = link.partition("#")
            target = (ROOT / page).parent / path if path else ROOT / page
            if not target.exists() or (anchor and anchor not in headings(target.read_text("utf-8"))):
                broken.append((page, link))
    assert broken == []


@pytest.mark.parametrize("page", ["README.md", "docs/guide.md", "docs/findings.md", "docs/operations.md"])
def test_no_page_names_a_machine(pages: Pages, page: str) -> None:
    assert re.findall(r"(?<![\w/:])/(?:home|root|Users|tmp|work)/", pages[page]) == []
