"""What tests and the examples in docstrings share: none of them finds the event loop of a browser beside it."""

from asyncio import events
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _no_loop_of_a_browser(request: pytest.FixtureRequest) -> Iterator[None]:
    """Hide the event loop that a browser of the same worker keeps running from tests that run one of their own."""
    if {"browser", "playwright"} & set(request.fixturenames):
        yield
        return
    loop = events._get_running_loop()
    events._set_running_loop(None)
    yield
    events._set_running_loop(loop)
