r"""Portfolios kept as YAML: one record per file, in an archive, a folder or a single file.

Kubernetes' enhancement records are the best known of the kind; any folder of YAML files or Markdown files with
front matter whose records have a title is read in the same way.

**What makes a dependency.** Only keys that say order do: ``depends-on``, ``requires``, ``blocked-by``, ``blocks``
and their like, and the stages of one record (beta waits for alpha, stable for beta). ``see-also``, ``replaces`` and
``superseded-by`` say that records belong together, not that work waits; the records they name are looked up all
the same and stand in the description by their codes.

**Approvals and exceptions.** A file that names approvers of a record's stages becomes a launch with gates and
sign-offs; an entry that says when a request was approved or denied becomes a waiver or a rejected sign-off.

>>> from itertools import count
>>> files = Archive((Member("keps/12-dry-run/kep.yaml", b"title: Dry run\nkep-number: 12\nstatus: implemented\n"),))
>>> result = import_yaml_portfolio(files, "keps.tar.gz", Plan({}), new_id=map(str, count()).__next__)
>>> [(o.values["code"], o.values["name"], o.values["status"].value) for o in result.operations]
[('KEP-12', 'Dry run', 'done')]
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath

from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan
from planner_importers.archive import Archive, Member
from planner_importers.result import ImportResult
from planner_importers.tabular.refusals import UnreadableFileError
from planner_importers.yaml_approvals import ApprovalFile, ExceptionRequest, approvals_of, exception_of, lead_in
from planner_importers.yaml_gates import GateBuilder
from planner_importers.yaml_graph import PortfolioGraph
from planner_importers.yaml_records import Record, is_template, is_test_data, record_of, records_of, untitled
from planner_importers.yaml_text import Document, YamlError, read_front_matter, read_yaml

FORMAT = "yaml-portfolio"
YAML_ENDINGS = (".yaml", ".yml")
MARKDOWN_ENDINGS = (".md", ".markdown")
_ENDINGS = (".tar.gz", ".tar.bz2", ".tar.xz", ".tgz", ".tar", ".zip", *YAML_ENDINGS, *MARKDOWN_ENDINGS)


def import_yaml_portfolio(archive: Archive, file: str, plan: Plan, *, new_id: Callable[[], str]) -> ImportResult:
    """Return what brings the records of a portfolio into the plan; raises UnreadableFileError if there are none.

    Records are known again by their path, else by their code.
    """
    reading = _Reading(file, list(archive.findings))
    for member in archive.members:
        reading.read(member)
    if not reading.found and not any(finding.severity is Severity.ERROR for finding in reading.findings):
        hint = "A record is a YAML mapping, or Markdown with front matter, that has a title or name."
        raise UnreadableFileError(file, "it holds no record of a portfolio.", hint)
    graph = PortfolioGraph(file, plan, f"{FORMAT}:{_stem(file)}", new_id, reading.findings)
    graph.build(reading.records)
    gates = GateBuilder(graph)
    gates.approve(reading.approvals)
    gates.let_through(reading.exceptions)
    findings = [*reading.findings, *gates.notes(), *reading.summary(graph)]
    return ImportResult(tuple(graph.draft.operations), tuple(findings), None, FORMAT)


def _stem(file: str) -> str:
    lower = file.lower()
    ending = next((ending for ending in _ENDINGS if lower.endswith(ending)), "")
    return file[: len(file) - len(ending)] or file


class _Reading:
    """Files of a portfolio being read: records, findings, and counts of what is left aside."""

    def __init__(self, file: str, findings: list[Finding]) -> None:
        self.file = file
        self.findings = findings
        self.records: list[Record] = []
        self.approvals: list[ApprovalFile] = []
        self.exceptions: list[ExceptionRequest] = []
        self._aside: Counter[str] = Counter()
        self._used: Counter[tuple[str, str]] = Counter()
        self._named: dict[str, list[str]] = {}

    @property
    def found(self) -> bool:
        """Return whether anything was read."""
        return bool(self.records or self.approvals or self.exceptions)

    def read(self, member: Member) -> None:
        """Take the records of one file, or count why it has none."""
        ending = PurePosixPath(member.path).suffix.lower()
        if ending not in YAML_ENDINGS + MARKDOWN_ENDINGS:
            self._aside["files neither YAML nor Markdown"] += 1
        elif is_test_data(member.path):
            self._aside["files in folders of test data"] += 1
        elif is_template(member.path):
            self._note("template-skipped", f"{member.path} is a template to copy from, not a record.", member.path)
        else:
            self._documents(member, ending in MARKDOWN_ENDINGS)

    def _documents(self, member: Member, is_markdown: bool) -> None:
        try:
            text = member.data.decode("utf-8-sig")
            documents = _front_matter(text) if is_markdown else _yaml(text)
            if documents is None:
                self._aside["files of Markdown without front matter"] += 1
                return
        except UnicodeDecodeError as error:
            line = member.data.count(b"\n", 0, error.start) + 1
            self._error(member.path, YamlError("it is not UTF-8 text", line, "Save it as UTF-8."))
            return
        except YamlError as error:
            self._error(member.path, error)
            return
        lead = "" if is_markdown else lead_in(text)
        for document in documents:
            self._document(member.path, document, len(documents) > 1, lead)

    def _document(self, path: str, document: Document, is_one_of_several: bool, lead: str) -> None:
        for key, line in document.repeated:
            message = f"The key {key!r} is given twice; the later value is taken."
            place = Place(file=self.file, sheet=path, row=line, column=key)
            self.findings.append(Finding(Severity.WARNING, "repeated-key", message, place, "Remove one of them."))
        approvals = approvals_of(document, path)
        if approvals is not None:
            self.approvals.append(approvals)
            return
        records = records_of(document, path)
        for record in records:
            request = exception_of(record, lead)
            if request is not None:
                self.exceptions.append(request)
                continue
            label = record.part or (record.label if is_one_of_several else "")
            self._used[path, label] += 1
            again = self._used[path, label]
            self.records.append(replace(record, part=f"{label}~{again}" if again > 1 else label))
        self._aside["entries without a title"] += untitled(document)
        number = record_of(document.values, {}, path).number
        if not records and number:
            self._named.setdefault(_group(path), []).append(number)
        elif not records:
            self._aside["documents without a record"] += 1

    def summary(self, graph: PortfolioGraph) -> list[Finding]:
        """Return one note for each sort of file that gave no record, with its count."""
        found = []
        for folder, numbers in sorted(self._named.items()):
            missing = sum(graph.index.find(number) is None for number in numbers)
            message = (
                f"{len(numbers)} files in {folder} add to records by their number"
                f" and are not imported; {missing} of them name no record here."
            )
            found.append(Finding(Severity.INFO, "additions-not-imported", message, Place(file=self.file, sheet=folder)))
        for why, count in sorted(self._aside.items()):
            message = f"Not imported: {why} ({count})."
            if count:
                found.append(Finding(Severity.INFO, "left-aside", message, Place(file=self.file)))
        return found

    def _note(self, code: str, message: str, path: str) -> None:
        self.findings.append(Finding(Severity.INFO, code, message, Place(file=self.file, sheet=path)))

    def _error(self, path: str, error: YamlError) -> None:
        place = Place(file=self.file, sheet=path, row=error.line)
        message = f"{path}, line {error.line}: {error.message}."
        self.findings.append(Finding(Severity.ERROR, "unreadable-yaml", message, place, error.hint))


def _front_matter(text: str) -> tuple[Document, ...] | None:
    found = read_front_matter(text)
    return None if found is None else (found,)


def _yaml(text: str) -> tuple[Document, ...]:
    """Return the documents of a text without the ending of Markdown, which may have front matter all the same."""
    try:
        return read_yaml(text)
    except YamlError:
        found = _front_matter(text)
        if found is None:
            raise
        return found


def _group(path: str) -> str:
    """Return the first two folders of a path."""
    return "/".join(PurePosixPath(path).parts[:-1][:2]) or "the top folder"
