"""Mistakes that users make are answered with a sentence and a remedy, never with a traceback."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def person(reader: Any, tmp_path: Path) -> Any:
    """Someone at a terminal in an empty folder, with an empty plan."""
    reader.folder, reader.environment = tmp_path, {}
    assert reader.run("init", "--author", "Ada") == 0
    reader.said = ""
    return reader


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["export", "planner.zip", "-o", "gone/p.zip"], 4, "gone/p.zip cannot be written: No such file or directory."),
        (["import", "a.csv", "--save-map", "gone/m.yaml"], 4, "gone/m.yaml cannot be written: No such file"),
        (["import", "a.csv", "--map", "picture.png"], 4, "picture.png is not a mapping: it is not text in UTF-8."),
        (["import", "picture.png"], 4, "picture.png cannot be read: it is a picture."),
        (["export", "plan.docx"], 1, "There is no export 'plan.docx'."),
        (["schedule", "POL-9"], 1, "There is no initiative or launch 'POL-9'."),
        (["undo", "7"], 1, "There is no revision '7'. The newest is 1."),
        (["export", "planner.xlsx", "--revision", "7"], 1, "There is no revision '7'. The newest is 1."),
        (["-d", "sqlite:///other.db", "findings"], 4, "There is no plan at sqlite:///other.db."),
        (["-d", "excel:///plan", "findings"], 4, "Planner cannot use excel:///plan."),
    ],
)
def test_a_mistake_is_answered_with_a_sentence(person: Any, arguments: list[str], code: int, said: str) -> None:
    (person.folder / "a.csv").write_text("ID,Task,Duration\nA,First,1d\n")
    (person.folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe")
    before = sorted(path.name for path in person.folder.iterdir())
    assert person.run(*arguments) == code
    assert said in person.said
    assert "Traceback" not in person.said
    assert sorted(path.name for path in person.folder.iterdir()) == before


def test_an_import_without_changes_says_so(person: Any) -> None:
    (person.folder / "a.csv").write_text("ID,Task,Duration,Owner\nA,First,1d,Ada\n")
    assert person.run("import", "a.csv", "--apply") == 0
    assert "no findings; 1 initiative created.\nSaved as revision 2.\n" in person.said
    person.said = ""
    assert person.run("import", "a.csv", "--apply") == 0
    assert person.said.endswith("no findings; no changes.\nNothing to save.\n")
