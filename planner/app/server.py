"""The HTTP application: GraphQL mounted as ASGI, files in and out beside it, health checks, and the page.

Uploads and downloads use the same functions as the command line; GraphQL does everything else.
"""

from collections.abc import Callable
from datetime import datetime

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute

from planner import __version__
from planner.app.built_page import BuiltPage
from planner.app.files import exports_router, imports_router
from planner.app.schedule_keeping import keep_schedules
from planner.plan.errors import PlannerError
from planner.store import Store, new_id
from planner_graphql import GraphQLApp, Services


def create_app(store: Store, *, clock: Callable[[], datetime], author: str, development: bool = False) -> FastAPI:
    """Return the ASGI application that serves one store; closing it is the caller's business."""
    keep_schedules(store)
    services = Services(store=store, clock=clock, new_id=new_id, author=author, development=development)

    app = FastAPI(title="Planner", version=__version__, docs_url=None, redoc_url=None)
    app.add_exception_handler(PlannerError, _refuse)
    app.include_router(imports_router(store, clock, author))
    app.include_router(exports_router(store, clock))
    graphql = GraphQLApp.fixed(services)  # routes, because a mount would redirect to /graphql/
    app.router.routes.extend([Route("/graphql", graphql), WebSocketRoute("/graphql", graphql)])

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        """Say that the process answers."""
        return {"status": "ok", "version": __version__}

    @app.get("/readyz")
    def readyz() -> dict[str, object]:
        """Say which revision is served."""
        return {"status": "ready", "revision": store.plan().revision}

    app.router.default = BuiltPage(otherwise=app.router.default)
    return app


def _refuse(_: Request, problem: Exception) -> JSONResponse:
    from planner.app.refusing import refusal_json, refusal_status

    assert isinstance(problem, PlannerError)
    return JSONResponse(refusal_json(problem), status_code=refusal_status(problem))
