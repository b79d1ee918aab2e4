"""Files over plain HTTP: plans in by ``POST /imports``, workbooks, tables and graphs out by ``GET /exports/…``."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, File, Form, Query, Response, UploadFile

from planner.app import exporting, imports
from planner.app.commands.intake import intake_json
from planner.plan.errors import PlannerError
from planner.store import Store

MAX_UPLOAD_BYTES = 50 * 1024 * 1024


class UploadTooLargeError(PlannerError):
    """An upload over the limit."""

    code = "TOO_LARGE"

    def __init__(self) -> None:
        super().__init__(
            f"The file is larger than {MAX_UPLOAD_BYTES // 2**20} MB.", "Split it, or use `planner import`."
        )


def imports_router(store: Store, clock: Callable[[], datetime], author: str) -> APIRouter:
    """Return the routes that take files in."""
    router = APIRouter()

    @router.post("/imports")
    def post_import(
        file: Annotated[UploadFile, File(description="The plan: xlsx, csv, GanttProject, YAML, or an archive.")],
        mapping: Annotated[str | None, Form(description="A mapping, as a dry run returned it, perhaps edited.")] = None,
        apply: Annotated[bool, Form(description="Save the result; without it the import is a dry run.")] = False,
        partial: Annotated[bool, Form(description="Take what is sound and list the rest.")] = False,
        message: Annotated[str, Form(description="Why; kept in the history.")] = "",
    ) -> dict[str, object]:
        """Read a plan from a file; a refused import changes nothing and says why."""
        data = file.file.read(MAX_UPLOAD_BYTES + 1)
        if len(data) > MAX_UPLOAD_BYTES:
            raise UploadTooLargeError
        intake = imports.read(
            store,
            data,
            file.filename or "upload",
            author=author,
            today=clock().date(),
            mapping=mapping,
            partial=partial,
            message=message,
        )
        revision = None
        if apply and not intake.refused:
            revision = imports.commit(store, intake, at=clock()).revision.number
        return intake_json(intake) | {"revision": revision}

    return router


def exports_router(store: Store, clock: Callable[[], datetime]) -> APIRouter:
    """Return the routes that give files out."""
    router = APIRouter()

    @router.get("/exports/{name}")
    def get_export(
        name: str,
        revision: Annotated[int | None, Query(description="Revision to export; without it, the latest.")] = None,
        focus: Annotated[str | None, Query(description="Code at the centre of a graph.")] = None,
        depth: Annotated[int, Query(ge=1, le=50, description="Links away from the focus.")] = 3,
    ) -> Response:
        """Give out a file: planner.xlsx, planner.zip (csv of every kind), KIND.csv, graph.mmd or graph.dot."""
        made = exporting.export(store, name, at=clock(), revision=revision, focus=focus, depth=depth)
        headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "X-Content-Type-Options": "nosniff"}
        return Response(made.data, media_type=made.media_type, headers=headers)

    return router
