"""Approvals and exceptions of a YAML portfolio as launches with gates, sign-offs and waivers.

Each approval file is the launch of its record: a gate for every stage that it names, fed by the record's milestone of
that stage and signed by the approver. A stage that the record has reached was approved, one ahead is pending.

An exception that was granted is a waiver on the gate of what it is let through (a code freeze, for instance); one
that was refused is a rejected sign-off there. A waiver needs a day, so one without is named and left out.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath

from planner.plan.entities import SignOffState, Status
from planner.plan.findings import Finding, Place, Severity
from planner_importers.yaml_approvals import Approval, ApprovalFile, ExceptionRequest, Outcome, purpose_of
from planner_importers.yaml_graph import PortfolioGraph
from planner_importers.yaml_launches import LaunchBook, launch_code
from planner_importers.yaml_records import Meaning
from planner_importers.yaml_values import stage_rank

_RELEASED = 3
"""Rank of the last stage that a launch cannot do without; those behind it end a feature."""
_EXCEPTION = "exception"
_NOT_ASKED = "No approval is asked of a stage before the first that the file names."


class GateBuilder:
    """Puts approvals and exceptions into the draft of a portfolio, and counts them."""

    def __init__(self, graph: PortfolioGraph) -> None:
        self.graph = graph
        self.book = LaunchBook(graph.draft)
        self.purpose = ""
        self.launches: set[str] = set()
        self.files = self.signed = self.waived = self.refused = 0

    def approve(self, files: Collection[ApprovalFile]) -> None:
        """Put the launch of each approval file with its gates and sign-offs."""
        self.purpose = purpose_of(files)
        self.files = len(files)
        ranked = ((each.rank, each.stage) for file in files for each in file.approvals if each.rank is not None)
        usual = {rank: stage for rank, stage in ranked if rank <= _RELEASED}
        for file, number in self._numbered(files):
            launch, identity = self._launch(file, number)
            self.launches.add(launch)
            for approval in file.approvals:
                self._approval(file, approval, launch, identity)
            self._skipped(file, launch, usual)

    def _numbered(self, files: Collection[ApprovalFile]) -> Iterator[tuple[ApprovalFile, str]]:
        """Yield each file with the number of its record: what it says, else what it is called.

        A number is not believed where another file is called so, or where only the file's name is that of a record.
        """
        stems = {PurePosixPath(file.record.path).stem for file in files}
        for file in files:
            path = PurePosixPath(file.record.path)
            number, stem, find = file.record.number, path.stem, self.graph.index.find_in
            why = "has a file of its own" if number in stems else ""
            if not why and find(path.parent.name, number) is None and find(path.parent.name, stem) is not None:
                why = "is no record here"
            if why and stem.isdigit() and stem != number:
                message = f"It says {number}, which {why}; it is read as {stem}, as it is called."
                place = self._place(file, file.record.line_of(Meaning.NUMBER))
                self._say(Severity.WARNING, "number-differs", message, "Correct the number.", place)
                number = stem
            yield file, number

    def _launch(self, file: ApprovalFile, number: str) -> tuple[str, str | None]:
        record, graph = file.record, self.graph
        identity = graph.index.find_in(PurePosixPath(record.path).parent.name, number)
        place = self._place(file, record.line)
        if identity is None:
            name = f"{record.prefix} {number}".strip()
            message = f"{record.path} approves {name}, which is no record here; its launch stands alone."
            self._say(Severity.WARNING, "approval-of-nothing", message, "Correct the number.", place)
            values: dict[str, object] = {"code": launch_code(name.replace(" ", "-")), "name": f"{name}: launch"}
            return self.book.launch(number, record.path, values, place, leads=True), None
        work = graph.put[identity]
        values = {
            "code": launch_code(str(work["code"])),
            "name": f"{str(work['name'])[:480]}: launch",
            "status": work["status"],
            "owner": work["owner"],
            "line_of_business": work["line_of_business"],
        }
        launch = self.book.launch(number, record.path, values, place, leads=True)
        graph.depend(graph.last(identity), launch, place)
        return launch, identity

    def _approval(self, file: ApprovalFile, approval: Approval, launch: str, identity: str | None) -> None:
        place = self._place(file, approval.line)
        group, stage = self.purpose, approval.stage
        template = self._template(stage, approval.rank)
        fed = self.graph.stages[identity].get(stage) if identity else None
        known = self.book.known_gate(launch, template)
        asked = {"applies": True, "note": ""} if known is not None and known.note == _NOT_ASKED else {}
        gate = self.book.gate(launch, template, asked | ({"initiative_ids": (fed,)} if fed else {}), place)
        signed = approval.decided is not None or self._reached(approval, identity)
        values: dict[str, object] = {
            "approver": approval.approver,
            "state": SignOffState.APPROVED if signed else SignOffState.PENDING,
            "decided_on": approval.decided,
        }
        if self.book.sign_off(gate, group.replace("-", " ")[:200], values, place):
            self.signed += 1
        else:
            message = f"Another file approves {stage} of the same record; its approver is kept."
            self._say(Severity.WARNING, "repeated-approval", message, "Keep one of the files.", place)

    def _template(self, stage: str, rank: int | None) -> str:
        code, title = f"{self.purpose}-{stage}".upper()[:64], self.purpose.replace("-", " ").capitalize()
        hard = rank is None or rank <= _RELEASED
        return self.book.template(code, f"{title}: {stage}"[:200], rank or 50, hard=hard)

    def _skipped(self, file: ApprovalFile, launch: str, usual: Mapping[int, str]) -> None:
        """Mark stages before the first that a file names: the record was past them when approvals began."""
        named = [approval.rank for approval in file.approvals if approval.rank is not None]
        for rank, stage in usual.items():
            template = self._template(stage, rank)
            if rank < min(named, default=0) and self.book.known_gate(launch, template) is None:
                place = self._place(file, file.record.line)
                self.book.gate(launch, template, {"applies": False, "note": _NOT_ASKED}, place)

    def _reached(self, approval: Approval, identity: str | None) -> bool:
        """Return whether a record is at a stage or past it, so that the stage must have been approved."""
        if identity is None or approval.rank is None:
            return False
        current = stage_rank(self.graph.readers[identity].record.text(Meaning.STAGE))
        if self.graph.put[identity]["status"] is Status.DONE:
            return current is None or approval.rank <= max(current, _RELEASED)
        return current is not None and approval.rank <= current

    def let_through(self, requests: Iterable[ExceptionRequest]) -> None:
        """Put waivers for what was granted, rejected sign-offs for what was refused, the newest first."""
        newest = sorted(requests, key=lambda each: each.reviewed or each.requested or date.min, reverse=True)
        for request in newest:
            self._check_days(request)
            granted = request.outcome is Outcome.GRANTED
            if granted and request.reviewed is None and request.requested is None:
                name = request.record.text(Meaning.TITLE)
                message = f"The exception {name!r} was {request.word} without a day, so it is no waiver yet."
                self._say(Severity.WARNING, "undated-waiver", message, "Say when it was reviewed.", _at(self, request))
                continue
            gate = self._gate_of(request)
            if granted:
                self._waive(request, gate)
            else:
                self._refuse(request, gate)

    def _gate_of(self, request: ExceptionRequest) -> str:
        title, place = request.record.text(Meaning.TITLE), _at(self, request)
        about = request.number or title[:57]
        values: dict[str, object] = {"code": launch_code(about), "name": f"{title[:480]}: launch"}
        launch = self.book.launch(about, f"{_EXCEPTION}:{about}", values, place)
        code = f"{_EXCEPTION}-{request.freeze}".rstrip("-").upper().replace(" ", "-")[:64]
        name = f"In time for the {request.freeze}"[:200] if request.freeze else "In time"
        return self.book.gate(launch, self.book.template(code, name, 90, hard=False), {}, place)

    def _waive(self, request: ExceptionRequest, gate: str) -> None:
        self.waived += 1
        place = _at(self, request)
        if not request.approver:
            message = f"Nothing says who {request.word} the exception {request.record.text(Meaning.TITLE)!r}."
            self._say(Severity.WARNING, "waiver-without-approver", message, "Name the approver.", place)
        values: dict[str, object] = {
            "approver": request.approver or "not named",
            "reason": _why(request),
            "granted_on": request.reviewed or request.requested,
            "expires_on": request.expires,
            "url": request.url,
        }
        self.book.waiver(gate, values, place)

    def _refuse(self, request: ExceptionRequest, gate: str) -> None:
        self.refused += 1
        values: dict[str, object] = {
            "approver": request.approver,
            "state": SignOffState.REJECTED,
            "submitted_on": request.requested,
            "decided_on": request.reviewed,
            "note": _why(request),
        }
        function = f"{_EXCEPTION} {request.release}".strip()
        if not self.book.sign_off(gate, function, values, _at(self, request)):
            message = f"{request.record.text(Meaning.TITLE)!r} was {request.word} more than once; the newest is kept."
            self._say(Severity.INFO, "repeated-refusal", message, "", _at(self, request))

    def _check_days(self, request: ExceptionRequest) -> None:
        if request.requested and request.reviewed and request.reviewed < request.requested:
            message = f"It was reviewed on {request.reviewed}, before it was requested on {request.requested}."
            self._say(Severity.WARNING, "dates-inverted", message, "Correct one of the days.", _at(self, request))

    def notes(self) -> Iterable[Finding]:
        """Yield what was made of approvals and exceptions, in numbers."""
        place = Place(file=self.graph.file)
        if self.launches:
            message = f"Approval files: {self.files}; launches of them: {len(self.launches)}; sign-offs: {self.signed}."
            yield Finding(Severity.INFO, "approvals-imported", message, place)
        if self.waived or self.refused:
            message = f"Exceptions granted, so waivers: {self.waived}; refused, so rejected sign-offs: {self.refused}."
            yield Finding(Severity.INFO, "exceptions-imported", message, place)

    def _place(self, file: ApprovalFile, line: int) -> Place:
        return Place(file=self.graph.file, sheet=file.record.path, row=line)

    def _say(self, severity: Severity, code: str, message: str, hint: str, place: Place) -> None:
        self.graph.findings.append(Finding(severity, code, message, place, hint))


def _at(builder: GateBuilder, request: ExceptionRequest) -> Place:
    record = request.record
    return Place(file=builder.graph.file, sheet=record.path, row=record.line, value=record.number or None)


def _why(request: ExceptionRequest) -> str:
    """Return the reason with what it was let through or not, the release, and the day of the request."""
    about = [request.freeze, request.release, f"requested {request.requested}" if request.requested else ""]
    said = ", ".join(part for part in about if part)
    return f"{request.reason} ({said})" if said else request.reason
