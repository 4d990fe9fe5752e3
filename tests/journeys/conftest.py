"""Journeys of people through a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.flows import GREETING, REFERENCE
from tests.support.server import Server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with two published flows, shared by the tests of a module."""
    folder: Path = tmp_path_factory.mktemp("server")
    with Server(folder / "data") as running:
        running.publish(GREETING)
        running.publish(REFERENCE)
        yield running
