"""The builder's pages and states, on a server of its own that is filled for the purpose."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser.support.builder import sign_in
from tests.browser.support.clinic import clinic, long_flow
from tests.browser.support.studio import EXAMPLES, fill
from tests.support.server import Server
from tools.screens.shot import Shot

__all__ = ("scenes",)

NO_FLOWS = """const ask = fetch;
window.fetch = (what, ...more) => what.url?.includes("/flows?") ? new Promise(() => {}) : ask(what, ...more);"""


def scenes(browser: Browser) -> Iterator[tuple[Shot, Any]]:
    """Yield the first run's shots, then those of a server in use."""
    with tempfile.TemporaryDirectory() as folder:
        with Server(Path(folder) / "new") as server:
            state = sign_in(browser, server)
            for shot in _first_run(server.url):
                yield shot, state
        with Server(Path(folder) / "used", sorted(EXAMPLES.glob("*/flow.yaml"))) as server:
            fill(server)
            server.publish(long_flow(1000))
            state = sign_in(browser, server)
            for shot in _in_use(server.url):
                yield shot, state


def _first_run(url: str) -> Iterator[Shot]:
    yield Shot(name="builder-signed-out", url=f"{url}/flows", signed_in=False, phone=True)
    yield Shot(name="builder-first-run", url=f"{url}/flows", phone=True)
    yield Shot(name="builder-new-flow", url=f"{url}/flows", act=_choose_an_example, phone=True)


def _in_use(url: str) -> Iterator[Shot]:
    flow = f"{url}/flows/clinic"
    yield Shot(name="builder-flows", url=f"{url}/flows", phone=True)
    yield Shot(name="builder-loading", url=f"{url}/flows", act=_unanswered, schemes=("light",))
    yield Shot(name="builder-unreachable", url=f"{url}/flows", act=_unreachable)
    yield Shot(name="builder-import", url=f"{url}/flows", act=_import)
    yield Shot(name="builder-import-refused", url=f"{url}/flows", act=_import_nonsense, schemes=("light",))
    yield Shot(name="builder-palette", url=f"{flow}/build", act=_find)
    yield Shot(name="builder-keys", url=f"{flow}/build", act=_key("?"), schemes=("light",))
    yield from _building(url, flow)
    yield Shot(name="builder-publish", url=f"{flow}/build", act=_press("Publish"))
    yield Shot(name="builder-publish-stopped", url=f"{url}/flows/recall/build", act=_press("Publish"))
    yield Shot(name="builder-results", url=f"{flow}/results", phone=True)
    yield Shot(name="builder-transcript", url=f"{flow}/results", act=_open_row)
    yield Shot(name="builder-columns", url=f"{flow}/results", act=_press("Columns"), schemes=("light",))
    yield Shot(name="builder-no-results", url=f"{url}/flows/recall/results", schemes=("light",))
    yield Shot(name="builder-versions", url=f"{flow}/versions", phone=True)
    yield Shot(name="builder-roll-back", url=f"{flow}/versions?version=1", act=_press("Roll back to version 1"))
    yield Shot(name="builder-share", url=f"{flow}/share", phone=True)
    yield Shot(name="builder-missing", url=f"{url}/flows/none/build", schemes=("light",))


def _building(url: str, flow: str) -> Iterator[Shot]:
    yield Shot(name="builder-canvas", url=f"{flow}/build", phone=True)
    yield Shot(name="builder-form", url=f"{flow}/build?block=ask_reason", phone=True)
    yield Shot(name="builder-problem", url=f"{flow}/build?block=portrait")
    yield Shot(name="builder-problems", url=f"{flow}/build", act=_press(" problem"))
    yield Shot(name="builder-list", url=f"{flow}/build?view=list")
    yield Shot(name="builder-preview", url=f"{flow}/build?preview=true", seconds=4)
    yield Shot(name="builder-example", url=f"{url}/flows/appointment/build")
    yield Shot(name="builder-long", url=f"{url}/flows/long/build", schemes=("light",))
    yield Shot(name="builder-far", url=f"{url}/flows/long/build", act=_far)


def _press(name: str) -> Any:
    def act(page: Page) -> None:
        page.get_by_role("button", name=name, exact=name.strip() == name).first.click()

    return act


def _choose_an_example(page: Page) -> None:
    page.get_by_role("button", name="New flow").first.click()
    page.get_by_role("radio", name="Book an appointment").check()


def _unanswered(page: Page) -> None:
    """Leave the page waiting for its flows."""
    page.add_init_script(NO_FLOWS)
    page.reload(wait_until="commit")
    page.get_by_role("status", name="Loading").wait_for()


def _unreachable(page: Page) -> None:
    page.route("**/api/v1/flows?*", lambda route: route.abort())
    page.reload()
    page.get_by_role("button", name="Try again").wait_for()


def _key(key: str) -> Any:
    def act(page: Page) -> None:
        page.keyboard.press(key)

    return act


def _import(page: Page) -> None:
    _pick(page, "clinic.json", json.dumps(clinic()).encode())
    page.get_by_role("link", name="Open the flow").wait_for()


def _import_nonsense(page: Page) -> None:
    _pick(page, "cat.json", b'{"cat": true}')
    page.get_by_role("alert").wait_for()


def _pick(page: Page, name: str, data: bytes) -> None:
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "application/json", "buffer": data})


def _find(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("ask")


def _open_row(page: Page) -> None:
    page.get_by_role("row").filter(has_text="Grace Adeyemi").click()
    page.get_by_role("complementary", name="Transcript").get_by_role("listitem").first.wait_for()


def _far(page: Page) -> None:
    for _ in range(6):
        page.keyboard.press("-")
