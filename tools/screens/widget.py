"""The widget in every state and every kind of embed, on a server that says what is written in its scenes."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator

from playwright.sync_api import Browser, Page

from tests.browser.conftest import flow_page
from tests.browser.support.scenes import SCENES
from tests.browser.support.scripted_chat import ChatServer
from tools.screens.shot import Shot

__all__ = ("scenes",)

BAKERY = """<!doctype html><html lang="en"><title>Marlow &amp; Rye</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<style>
body { margin: 0; padding: 48px; background: #f8f1e4; color: #3a2417; font: 18px/28px Georgia, serif }
h1 { max-width: 9em; font: 500 64px/68px Georgia, serif } p { max-width: 26em }
</style>
<main><h1>Bread that took two days</h1><p>Cornish wheat, stone-milled on Tuesday, mixed on Wednesday, in your hands on
Friday morning while the crust still sings.</p><button id="talk">Ask us</button></main>
<script src="/embed.js" data-flow="bakery" data-kind="KIND" MORE></script></html>"""


def scenes(browser: Browser) -> Iterator[tuple[Shot, None]]:
    """Yield every state on its own page, then the embeds."""
    server = ChatServer()
    server.scenes = copy.deepcopy(SCENES)
    for slug in server.scenes:
        server.page(f"/f/{slug}", flow_page(slug))
    server.page("/frame", "<!doctype html><title>Hours</title><p>Monday to Friday, 8 to 18</p>")
    server.page("/bubble", _bakery("bubble", 'data-preview="Cake for Saturday? Order by noon."'))
    server.page("/popup", _bakery("popup", 'data-target="#talk"'))
    server.start()
    try:
        for slug in server.scenes:
            yield _shot(f"widget-{slug.replace('_', '-')}", f"{server.url}/f/{slug}", ACTS.get(slug, _ready)), None
        yield _shot("widget-bubble-closed", f"{server.url}/bubble", _visible(".launcher")), None
        yield _shot("widget-bubble", f"{server.url}/bubble", _order_a_cake), None
        yield _shot("widget-popup", f"{server.url}/popup", _open_popup), None
    finally:
        server.stop()


def _bakery(kind: str, more: str) -> str:
    return BAKERY.replace("KIND", kind).replace("MORE", more)


def _shot(name: str, url: str, act: Callable[[Page], None]) -> Shot:
    return Shot(name=name, url=url, act=act, signed_in=False, phone=True)


def _visible(selector: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.locator(selector).first.wait_for()

    return act


_ready = _visible(".ask, .over")


def _refused(page: Page) -> None:
    page.get_by_role("button", name="Toothache").click()
    page.get_by_role("radio", name="4").click()
    page.get_by_role("button", name="None of these").click()
    page.get_by_role("textbox").fill("31 November")
    page.keyboard.press("Enter")
    page.get_by_role("alert").filter(has_text="30 days").wait_for()


def _yes(page: Page) -> None:
    page.get_by_role("button", name="Yes").click()
    page.locator(".over").wait_for()


def _arabic(page: Page) -> None:
    page.get_by_role("button").nth(2).click()
    page.get_by_role("radio").first.wait_for()


def _order_a_cake(page: Page) -> None:
    page.get_by_role("button", name="Open chat").click()
    page.get_by_role("button", name="A birthday cake").click()
    page.get_by_role("textbox").fill("No nuts please")
    page.keyboard.press("Enter")
    page.locator(".tile").first.wait_for()


def _open_popup(page: Page) -> None:
    page.get_by_role("button", name="Ask us").click()
    page.get_by_role("button", name="A birthday cake").wait_for()


ACTS: dict[str, Callable[[Page], None]] = {"whole": _refused, "ended": _yes, "failed": _yes, "arabic": _arabic}
