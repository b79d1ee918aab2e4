"""Files over plain HTTP: plans in by ``POST /imports``, workbooks, tables and graphs out by ``GET /exports/…``."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile
from fastapi.responses import StreamingResponse

from planner.app import exporting, imports
from planner.app.import_answer import import_answer
from planner.app.import_progress import MEDIA_TYPE, progress_lines
from planner.app.imports import Step, Tell
from planner.plan.errors import PlannerError
from planner.roadmap import GroupBy
from planner.store import Store

MAX_UPLOAD_BYTES = 50 * 1024 * 1024


class UploadTooLargeError(PlannerError):
    """An upload over the limit."""

    code = "TOO_LARGE"

    def __init__(self) -> None:
        super().__init__(
            f"The file is larger than {MAX_UPLOAD_BYTES // 2**20} MB.", "Split it, or use `planner import`."
        )


class ForeignFormError(PlannerError):
    """A form that a page of another site sent with the browser of somebody who can reach this server."""

    code = "FOREIGN"

    def __init__(self, origin: str) -> None:
        super().__init__(f"Imports are not taken from pages of {origin}.", "Import in the page of this server.")


def imports_router(store: Store, clock: Callable[[], datetime], author: str) -> APIRouter:
    """Return the routes that take files in."""
    router = APIRouter()

    @router.post("/imports", response_model=None)
    def post_import(
        request: Request,
        file: Annotated[UploadFile, File(description="The plan: a sheet, a project file, records, or an archive.")],
        mapping: Annotated[str | None, Form(description="A mapping, as a dry run returned it, perhaps edited.")] = None,
        apply: Annotated[bool, Form(description="Save the result; without it the import is a dry run.")] = False,
        partial: Annotated[bool, Form(description="Take what is sound and list the rest.")] = False,
        message: Annotated[str, Form(description="Why; kept in the history.")] = "",
        expected_revision: Annotated[int | None, Form(description="Refuse unless this is the newest revision.")] = None,
        pseudonyms: Annotated[
            str | None, Form(description="Secret with which the people of a roster are made pseudonymous.")
        ] = None,
    ) -> Response | dict[str, object]:
        """Read a plan from a file; a refused import changes nothing and says why."""
        _refuse_foreign(request)
        data = file.file.read(MAX_UPLOAD_BYTES + 1)
        if len(data) > MAX_UPLOAD_BYTES:
            raise UploadTooLargeError
        name = file.filename or "upload"
        given = _Given(data, name, mapping, apply, partial, message, expected_revision, pseudonyms or None)

        def work(tell: Tell) -> dict[str, object]:
            return _taken(store, given, author, clock(), tell)

        if MEDIA_TYPE in request.headers.get("accept", ""):
            return StreamingResponse(progress_lines(work), media_type=MEDIA_TYPE)
        return work(lambda step: None)

    return router


@dataclass(frozen=True, slots=True)
class _Given:
    """An import as it was asked for."""

    data: bytes
    file: str
    mapping: str | None
    apply: bool
    partial: bool
    message: str
    expected_revision: int | None
    pseudonyms: str | None


def _taken(store: Store, given: _Given, author: str, at: datetime, tell: Tell) -> dict[str, object]:
    """Return the answer to an import, saved where that was asked for and nothing refuses it."""
    intake = imports.read(
        store,
        given.data,
        given.file,
        author=author,
        today=at.date(),
        mapping=given.mapping,
        partial=given.partial,
        message=given.message,
        expected_revision=given.expected_revision,
        tell=tell,
        pseudonyms=given.pseudonyms,
    )
    tell(Step.DATING)
    answer = import_answer(intake, given.data)
    revision = None
    if given.apply and not intake.refused:
        tell(Step.SAVING)
        revision = imports.commit(store, intake, at=at).revision.number
    return answer | {"revision": revision}


def _refuse_foreign(request: Request) -> None:
    """Refuse a form of another site: a browser sends those without asking anybody, and names where they are from."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise ForeignFormError(origin)


def exports_router(store: Store, clock: Callable[[], datetime]) -> APIRouter:
    """Return the routes that give files out."""
    router = APIRouter()

    @router.get("/exports/{name}")
    def get_export(
        name: str,
        revision: Annotated[int | None, Query(description="Revision to export; without it, the latest.")] = None,
        focus: Annotated[str | None, Query(description="Code at the centre of a graph.")] = None,
        depth: Annotated[int, Query(ge=1, le=50, description="Links away from the focus.")] = 3,
        group_by: Annotated[
            GroupBy, Query(alias="groupBy", description="What the roadmap of the workbook is grouped by.")
        ] = GroupBy.LINE_OF_BUSINESS,
    ) -> Response:
        """Give out a file: planner.xlsx, planner.zip (csv of every kind), KIND.csv, graph.mmd or graph.dot."""
        made = exporting.export(store, name, at=clock(), revision=revision, focus=focus, depth=depth, group_by=group_by)
        headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "X-Content-Type-Options": "nosniff"}
        return Response(made.data, media_type=made.media_type, headers=headers)

    return router
