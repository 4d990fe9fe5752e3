"""What every test may ask for: the folder of foreign flows, and a browser.

`make test` finds both. In CI neither may be missing; on a user's machine the tests that need one say why they are
left out.
"""

import os
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import settings

from tools.run_tests import find_chromium, find_corpus

# How long one example takes says more of what else the machine does than of the code.
settings.register_profile("dialogkit", deadline=None)
settings.load_profile("dialogkit")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser tests last: Playwright keeps an event loop in the main thread, beside which no other can run."""
    items.sort(key=lambda item: "browser" in item.path.parts)


def _left_out(reason: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Return the folder of flows that nobody here wrote; their text never enters this repository."""
    folder = find_corpus()
    if folder is None:
        _left_out("the folder of foreign flows is not here: name it in DIALOGKIT_CORPUS")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of a Chromium, to be started with `--no-sandbox`."""
    path = find_chromium()
    if path is None:
        _left_out("there is no Chromium on this machine: name one in DIALOGKIT_CHROMIUM")
    return path
