"""`--update-cases` rewrites what the golden cases expect; review the diff."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-cases", action="store_true", help="rewrite what the golden cases of blocks expect")
