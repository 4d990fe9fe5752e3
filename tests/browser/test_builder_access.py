"""Every page of the builder for everybody: axe in both schemes, a phone's width, no request to anywhere else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.support.builder import Builder, sign_in, violations
from tests.browser.support.studio import fill
from tests.support.server import Server

pytestmark = pytest.mark.browser

PAGES = {
    "flows": "/flows",
    "canvas": "/flows/clinic/build",
    "form": "/flows/clinic/build?block=ask_reason",
    "problem": "/flows/clinic/build?block=portrait",
    "list": "/flows/clinic/build?view=list",
    "preview": "/flows/clinic/build?preview=true",
    "empty flow": "/flows/empty/build",
    "results": "/flows/clinic/results",
    "no results": "/flows/recall/results",
    "versions": "/flows/clinic/versions",
    "no versions": "/flows/recall/versions",
    "share": "/flows/clinic/share",
    "nothing to share": "/flows/recall/share",
    "no such flow": "/flows/none/build",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with flows on it, which these tests only read."""
    with Server(tmp_path_factory.mktemp("builder") / "data") as running:
        fill(running)
        with running.owner() as owner:
            document = {"format": 1, "id": "empty", "name": "Nothing yet"}
            assert owner.post("/flows", json={"document": document}).status_code == 201
        yield running


@pytest.fixture(scope="module")
def state(browser: Browser, server: Server) -> Any:
    """What a signed-in browser remembers."""
    return sign_in(browser, server)


def opened(browser: Browser, server: Server, state: Any, path: str, **options: Any) -> Builder:
    context = browser.new_context(storage_state=state, reduced_motion="reduce", **options)
    context.set_default_timeout(20_000)
    builder = Builder(context, server)
    builder.open(path)
    return builder


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(
    browser: Browser, server: Server, state: Any, name: str, scheme: Literal["light", "dark"]
) -> None:
    size = {"width": 1440, "height": 900}
    builder = opened(browser, server, state, PAGES[name], color_scheme=scheme, viewport=size)

    assert violations(builder.page) == []
    assert builder.faults == []
    builder.page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("open_with", ["Control+k", "?", "publish", "columns", "new"])
def test_axe_finds_nothing_in_what_opens_over_a_page(
    browser: Browser, server: Server, state: Any, open_with: str, scheme: Literal["light", "dark"]
) -> None:
    paths = {"columns": "/flows/clinic/results", "new": "/flows"}
    builder = opened(browser, server, state, paths.get(open_with, "/flows/clinic/build"), color_scheme=scheme)
    page = builder.page
    buttons = {"publish": "Publish", "columns": "Columns", "new": "New flow"}
    if open_with in buttons:
        page.get_by_role("button", name=buttons[open_with], exact=True).click()
    else:
        page.keyboard.press(open_with)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.wait_for_load_state("networkidle")

    assert violations(page) == []
    assert builder.faults == []
    page.context.close()


@pytest.mark.parametrize("name", ["flows", "canvas", "form", "results", "versions", "share"])
def test_a_page_fits_a_phone(browser: Browser, server: Server, state: Any, name: str) -> None:
    builder = opened(browser, server, state, PAGES[name], viewport={"width": 390, "height": 844})
    page = builder.page

    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    assert violations(page) == []
    page.context.close()


def test_a_stranger_finds_a_page_everybody_can_use(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/flows")
    expect(page.get_by_role("heading", name="Sign in with your link")).to_be_visible()

    assert violations(page) == []


def test_nothing_is_fetched_from_anywhere_else(browser: Browser, server: Server, state: Any) -> None:
    context = browser.new_context(storage_state=state)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    builder = Builder(context, server)

    builder.open(PAGES["canvas"])
    builder.open(PAGES["results"])

    assert [url for url in asked if not url.startswith((server.url, "data:", "blob:"))] == []
    context.close()


def test_the_server_failing_is_said_with_what_was_kept(browser: Browser, server: Server, state: Any) -> None:
    builder = opened(browser, server, state, "/flows")
    builder.page.route("**/api/v1/flows/clinic", lambda route: route.abort())

    builder.page.get_by_role("link", name="Book a dentist").first.click()

    expect(builder.page.get_by_role("alert")).to_contain_text("Nothing of yours is lost", timeout=15_000)
    builder.page.unroute("**/api/v1/flows/clinic")
    builder.page.get_by_role("button", name="Try again").click()
    expect(builder.page.get_by_role("article", name="Welcome")).to_be_visible()
    builder.page.context.close()
