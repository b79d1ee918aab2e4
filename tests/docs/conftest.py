"""A person at a terminal who types what a page shows: files, commands, environment, a server and its requests."""

import io
import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).resolve().parents[2]
MAIN = "from planner.app.cli import main; main()"
PATIENCE = 60
"""Seconds to wait for an answer: a server beside other work answers slowly."""
FENCE = re.compile(r"^```(\w+)[ ]?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass
class Reader:
    """Types the commands of a page in one folder; ``said`` is what the last block printed, ``code`` how it ended."""

    folder: Path
    environment: dict[str, str]
    said: str = ""
    code: int = 0
    server: subprocess.Popen[str] | None = None
    address: str = ""
    blocks: int = field(default=0)

    def follow(self, page: Path) -> Iterator[tuple[str, str]]:
        """Do what the page says, block by block; yield each piece of it that does not come true."""
        for language, note, text in FENCE.findall(page.read_text("utf-8")):
            self.blocks += 1
            match language:
                case "sh":
                    codes = [self.type(line) for line in text.splitlines()]
                    wanted = int(note.removeprefix("exit ")) if note else 0
                    if codes[-1] != wanted or any(codes[:-1]):
                        yield text, f"ended with {codes}: {self.said}"
                case "text":
                    missing = unseen(text, self.said)
                    if missing:
                        yield missing, f"is not in: {self.said}"
                    self.said = ""
                case _ if note:
                    target = self.folder / note
                    target.parent.mkdir(exist_ok=True)
                    target.write_text(text, "utf-8")

    def type(self, line: str) -> int:
        """Do one command line; return its exit code."""
        command, *arguments = shlex.split(line)
        match command:
            case "export":
                name, _, value = arguments[0].partition("=")
                self.environment[name] = value
                return 0
            case "make":
                assert arguments == ["demo"]
                return self.run("demo", "--no-serve")
            case "curl":
                self.said += request(arguments, self.address, self.folder)
                return 0
            case "planner" if arguments[0] == "serve":
                return self.serve(arguments)
        assert command == "planner", line
        return self.run(*arguments)

    def run(self, *arguments: str) -> int:
        """Run the command line in this process, so that thirty commands cost the imports of one."""
        from planner.app.cli import main

        printed = io.BytesIO()
        out = io.TextIOWrapper(printed, "utf-8", write_through=True)
        code = 0
        with self.surroundings(out, arguments):
            try:
                main()
            except SystemExit as end:
                code = int(end.code or 0)
        self.said += printed.getvalue().decode()
        return code

    @contextmanager
    def surroundings(self, out: io.TextIOWrapper, arguments: tuple[str, ...]) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            for name in [name for name in os.environ if name.startswith("PLANNER_")]:
                patch.delenv(name)
            for name, value in self.environment.items():
                patch.setenv(name, value)
            patch.chdir(self.folder)
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", out)
            patch.setattr(sys, "argv", ["planner", *arguments])
            yield

    def serve(self, arguments: list[str]) -> int:
        """Start the server on a free port; requests of the page go there."""
        at = arguments.index("--port") + 1
        shown = f"http://127.0.0.1:{arguments[at]}"
        self.server = subprocess.Popen(
            [sys.executable, "-c", MAIN, *arguments[:at], "0", *arguments[at + 1 :]],
            stdout=subprocess.PIPE,
            text=True,
            cwd=self.folder,
            env={**os.environ, **self.environment},
        )
        assert self.server.stdout is not None
        first = self.server.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", first)
        assert found, first
        self.address = found[0]
        self.said += first.replace(self.address, shown)
        return 0

    def leave(self) -> str:
        """End the server as Ctrl-C does; return what it still said."""
        if self.server is None:
            return ""
        self.server.send_signal(signal.SIGINT)
        said, _ = self.server.communicate(timeout=30)
        self.server = None
        return said


def request(arguments: list[str], address: str, folder: Path) -> str:
    """Do what curl does with these arguments; return the body, unless it is written to a file."""
    options = dict(zip(arguments[:-1:2], arguments[1:-1:2], strict=True))
    url = re.sub(r"http://127\.0\.0\.1:\d+", address, arguments[-1])
    if "-F" in options:
        name, _, path = options["-F"].partition("=@")
        answer = httpx.post(url, files={name: (folder / path).open("rb")}, timeout=PATIENCE)
    elif "-d" in options:
        header, _, value = options["-H"].partition(": ")
        answer = httpx.post(url, content=options["-d"], headers={header: value}, timeout=PATIENCE)
    else:
        answer = httpx.get(url, timeout=PATIENCE)
    answer.raise_for_status()
    if "-o" in options:
        (folder / options["-o"]).write_bytes(answer.content)
        return ""
    return answer.text + "\n"


def unseen(shown: str, said: str) -> str:
    """Return the first shown line that is not among the printed ones, in order; ``…`` is anything, widths are free."""
    ahead = iter([" ".join(line.split()) for line in said.splitlines()])
    for line in shown.splitlines():
        pattern = re.compile(".*".join(re.escape(part) for part in " ".join(line.split()).split("…")))
        if not any(pattern.fullmatch(printed) for printed in ahead):
            return line
    return ""


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    someone = Reader(tmp_path_factory.mktemp("reader"), {"PYTHONIOENCODING": "utf-8"})
    yield someone
    someone.leave()


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The pages of the documentation and the README, by their path in the repository."""
    found = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in found}


@pytest.fixture(scope="session")
def not_shown() -> Callable[[str, str], str]:
    """The comparison of what a page shows with what was printed."""
    return unseen
