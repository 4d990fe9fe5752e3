"""The widget on other people's pages: under a strict policy, among hostile styles and scripts, leaving no trace."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.browser.support.scripted_chat import ChatServer

pytestmark = pytest.mark.browser

POLICY = (
    "default-src 'self'; script-src 'nonce-abc'; style-src 'nonce-abc'; frame-src 'self'; "
    "require-trusted-types-for 'script'; base-uri 'none'; object-src 'none'"
)

LISTEN = """<script nonce="abc">
window.broken = [];
addEventListener("securitypolicyviolation", (e) => broken.push(e.violatedDirective + e.blockedURI));
</script>"""


def host(chat: ChatServer, flow: str, kind: str, head: str = "", more: str = "", **headers: str) -> str:
    """Serve a page that embeds a flow and return its address."""
    return chat.page(
        "/host",
        f'<!doctype html><html lang="en"><head><title>Host</title>{head}</head><body><h1>A page</h1>'
        f'<script src="/embed.js" nonce="abc" data-flow="{flow}" data-kind="{kind}" {more}></script></body></html>',
        **headers,
    )


@pytest.mark.parametrize("kind", ["standard", "bubble", "popup"])
def test_a_strict_policy_is_never_violated(page: Page, chat: ChatServer, kind: str) -> None:
    page.goto(host(chat, "whole", kind, LISTEN, Content_Security_Policy=POLICY))
    if kind == "bubble":
        page.get_by_role("button", name="Open chat").click()
    if kind == "popup":
        page.evaluate("DialogKit.open()")

    page.get_by_role("button", name="Toothache").click()
    page.get_by_role("radio", name="4").click()
    page.get_by_role("button", name="None of these").click()
    page.get_by_role("textbox").fill("31 November")
    page.keyboard.press("Enter")
    page.get_by_role("alert").filter(has_text="30 days").wait_for()

    assert page.evaluate("window.broken") == []


@pytest.mark.parametrize("scene", ["media", "arabic", "file", "rich", "cards"])
def test_no_state_violates_a_strict_policy(page: Page, chat: ChatServer, scene: str) -> None:
    page.goto(host(chat, scene, "standard", LISTEN, Content_Security_Policy=POLICY))
    page.locator(".ask").wait_for()
    if scene == "file":
        page.locator("input[type=file]").set_input_files(FilePayload(name="dot.png", mimeType="image/png", buffer=DOT))
        page.get_by_text("dot.png").wait_for()

    assert page.evaluate("window.broken") == []


DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cfc0f01f0005000201"
    "a5d7e4c50000000049454e44ae426082"
)


def test_the_page_has_one_global_more_and_none_when_the_chat_is_destroyed(page: Page, chat: ChatServer) -> None:
    page.goto(chat.page("/plain", "<!doctype html><html lang=en><title>Plain</title>"))
    before = set(page.evaluate("Object.getOwnPropertyNames(window)"))
    page.goto(host(chat, "text", "bubble"))
    page.get_by_role("button", name="Open chat").wait_for()

    assert set(page.evaluate("Object.getOwnPropertyNames(window)")) - before == {"DialogKit"}
    page.evaluate("DialogKit.destroy()")
    assert page.evaluate("[typeof DialogKit, document.querySelectorAll('dialogkit-chat').length]") == ["undefined", 0]


def test_nothing_is_asked_or_stored_before_the_visitor_does_something(page: Page, chat: ChatServer) -> None:
    chat.scenes["text"].flow["settings"] = {
        "typing": {"enabled": False},
        "resume": {"enabled": True, "storage": "local"},
    }
    stored = "() => [localStorage.length, sessionStorage.length, document.cookie]"
    page.goto(host(chat, "text", "bubble"))
    page.get_by_role("button", name="Open chat").wait_for()
    assert chat.posted("/conversations") == []

    page.get_by_role("button", name="Open chat").click()
    field = page.get_by_role("textbox", name="What is your name?")
    field.fill("Ada")
    assert page.evaluate(stored) == [0, 0, ""]
    assert page.context.cookies() == []

    field.press("Enter")
    page.locator(".over").wait_for()
    assert page.evaluate(stored) == [1, 0, ""]


HOSTILE = """
<style>
* { all: unset !important; display: none !important; font: 40px/1 cursive !important; color: red !important }
dialogkit-chat { display: none !important; opacity: 0 !important; transform: scale(0) !important }
html, head, body, h1 { display: block !important }
body { transform: translateZ(0); overflow: hidden }
</style>
<script>
Array.prototype.toJSON = function () { return "broken"; };
Object.prototype.leak = "leak";
Array.prototype.more = function () {};
String.prototype.toJSON = function () { return "broken"; };
window.name = "x"; window.process = { env: {} }; window.define = function () {}; define.amd = {};
Element.prototype.remove = function () { this.parentNode.removeChild(this); return this; };
Array.from = function (list) { return [].slice.call(list); };
</script>
"""


def test_hostile_styles_and_prototypes_break_nothing(page: Page, chat: ChatServer) -> None:
    page.goto(host(chat, "several", "bubble", HOSTILE))
    launcher = page.get_by_role("button", name="Open chat")
    expect(launcher).to_be_visible()
    assert launcher.bounding_box() == {"x": 944, "y": 688, "width": 56, "height": 56}
    launcher.click()
    page.get_by_role("checkbox", name="My gums").check()
    page.get_by_role("button", name="Send", exact=True).click()
    page.locator(".over").wait_for()

    assert '"items":["i2"]' in chat.posted("/turns")[0]
    assert "leak" not in chat.posted("/turns")[0]
    assert page.locator(".bubble.you").evaluate("(one) => getComputedStyle(one).color") == "rgb(255, 255, 255)"


SHIFTS = """<script>
window.shift = 0;
new PerformanceObserver((list) => list.getEntries().forEach((one) => {
    if (!one.hadRecentInput) window.shift += one.value;
})).observe({ type: "layout-shift", buffered: true });
</script>"""


def test_the_page_is_not_moved_and_its_paint_not_delayed(page: Page, chat: ChatServer) -> None:
    page.goto(host(chat, "text", "bubble", SHIFTS, 'data-preview="Hello there"'))
    page.get_by_text("Hello there").click()
    page.get_by_role("textbox").wait_for()

    assert page.evaluate("window.shift") == 0
    loaded = page.evaluate(
        "performance.getEntriesByType('resource').filter((one) => one.name.endsWith('widget.js'))[0].startTime"
    )
    assert loaded >= page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventStart")


def test_a_page_speaks_to_its_chat(page: Page, chat: ChatServer) -> None:
    url = host(chat, "text", "popup", more='data-variables-first-name="Ada" data-locale="de"')
    page.goto(url)
    page.evaluate("DialogKit.setVariables({ plan: 'gold' }); DialogKit.open()")
    page.get_by_role("textbox").wait_for()
    page.evaluate("DialogKit.submitInput('Grace')")
    page.locator(".over").wait_for()
    page.evaluate("DialogKit.close()")

    expect(page.get_by_role("dialog")).to_be_hidden()
    opening = chat.posted("/conversations")[0]
    assert '"variables":{"first_name":"Ada","plan":"gold"}' in opening
    assert '"locale":"de"' in opening
    assert f'"page":"{url}"' in opening
    assert '"text":"Grace"' in chat.posted("/turns")[0]


def test_a_chat_looks_as_light_or_dark_as_its_page(browser: Browser, chat: ChatServer) -> None:
    context = browser.new_context(color_scheme="dark", reduced_motion="reduce")
    page = context.new_page()
    ground = "(chat) => getComputedStyle(chat).backgroundColor"
    page.goto(host(chat, "text", "standard", '<style nonce="abc">body{background:#fff}</style>'))
    assert page.locator(".chat").evaluate(ground) == "rgb(255, 255, 255)"
    page.goto(host(chat, "text", "standard", '<style nonce="abc">body{background:#101418}</style>'))
    assert page.locator(".chat").evaluate(ground) == "rgb(17, 17, 19)"
    context.close()
