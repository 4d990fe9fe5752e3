"""What the browser tests share: one Chromium for all, a fresh context each, and a chat that says what is written."""

from __future__ import annotations

import copy
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.support.scenes import SCENES
from tests.browser.support.scripted_chat import WIDGET, ChatServer

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor nobody has seen before."""
    fresh = browser.new_context(viewport={"width": 1024, "height": 768}, reduced_motion="reduce")
    fresh.set_default_timeout(5000)
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A tab of that visitor."""
    return context.new_page()


@pytest.fixture
def chat() -> Iterator[ChatServer]:
    """A server with every scene, whose pages are `/f/{scene}`."""
    assert (WIDGET / "widget.js").is_file(), "build the widget first: make web"
    server = ChatServer()
    server.scenes = copy.deepcopy(SCENES)
    for slug in server.scenes:
        server.page(f"/f/{slug}", flow_page(slug))
    server.page("/frame", "<!doctype html><title>Hours</title><p>Monday to Friday, 8 to 18</p>")
    yield server.start()
    server.stop()


def flow_page(slug: str, attributes: str = "") -> str:
    """Return the shell of a flow's own page."""
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Chat</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        "<style>body{margin:0}</style>"
        f'<main><dialogkit-chat flow="{slug}" kind="page" {attributes}></dialogkit-chat></main>'
        '<script type="module" src="/static/widget/page.js"></script></html>'
    )
