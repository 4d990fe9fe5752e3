"""The widget by keys alone: a whole conversation, the focus where one expects it, and never stolen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.support.scenes import CARDS, CITIES, PICTURES, ask, end, items
from tests.browser.support.scripted_chat import ChatServer, Scene

pytestmark = pytest.mark.browser

FOCUS = """() => {
    const host = document.activeElement;
    const inner = host?.shadowRoot?.activeElement ?? host;
    const style = getComputedStyle(inner.closest(".field, .check") ?? inner);
    return { tag: host.tagName.toLowerCase(), outline: `${style.outlineStyle} ${style.outlineWidth}`,
        what: inner.outerHTML.slice(0, 90) };
}"""

EMBED = '<script src="/embed.js" data-flow="{flow}" data-kind="{kind}" {more}></script>'


def embed(chat: ChatServer, flow: str, kind: str, body: str = "", more: str = "") -> str:
    """Serve a page with a chat on it and return its address."""
    script = EMBED.format(flow=flow, kind=kind, more=more)
    return chat.page(
        "/host", f'<!doctype html><html lang="en"><title>Host</title><body><main>{body}</main>{script}</body></html>'
    )


def test_a_whole_conversation_is_held_by_keys_alone(page: Page, chat: ChatServer) -> None:
    chat.scenes["tour"] = Scene(
        [
            ask("text", "Name?"),
            ask("choice", "Colour?", items=items("Red", "Green", "Blue")),
            ask("choice", "Which ones?", items=items("One", "Two", "Three"), multiple=True),
            ask("choice", "Town?", items=CITIES, searchable=True),
            ask("rating", "How was it?", style="numbers", to=5, one_tap=True, **{"from": 1}),
            ask("rating", "And the food?", style="icons", to=5, **{"from": 1}),
            ask("picture", "Cake?", items=PICTURES),
            ask("cards", "Service?", items=CARDS),
            ask("number", "How many?", min=1, max=9),
            ask("email", "E-mail?", optional=True),
            ask("time", "When?"),
            ask("date", "Which day?"),
            end("Thank you."),
        ]
    )
    page.goto(chat.page("/f/tour", chat.pages["/f/text"][0].replace('flow="text"', 'flow="tour"')))
    expect(page.get_by_role("textbox", name="Name?")).to_be_focused()
    outlines = []

    def press(*keys: str) -> None:
        for key in keys:
            outlines.append(page.evaluate(FOCUS))
            page.keyboard.press(key)

    def asked(words: str) -> None:
        page.locator(".ask").filter(has=page.locator(":focus")).wait_for()
        expect(page.get_by_text(words).last).to_be_visible()
        outlines.append(page.evaluate(FOCUS))

    page.keyboard.type("Ada")
    press("Enter")
    asked("Colour?")
    press("Tab", "Enter")
    asked("Which ones?")
    press("Space", "Tab", "Tab", "Space", "Tab", "Enter")
    asked("Town?")
    page.keyboard.type("car")
    press("ArrowDown", "ArrowDown", "Enter")
    asked("How was it?")
    press("ArrowRight", "ArrowRight", "ArrowRight", "Enter")
    asked("And the food?")
    press("ArrowRight", "ArrowRight", "Tab", "Enter")
    asked("Cake?")
    press("Tab", "Space")
    asked("Service?")
    press("Tab", "Enter")
    asked("How many?")
    page.keyboard.type("3")
    press("Enter")
    asked("E-mail?")
    press("Tab", "Tab", "Enter")
    asked("When?")
    page.keyboard.type("0230PM")
    press("Enter")
    asked("Which day?")
    page.keyboard.type("03142026")
    press("Enter")

    expect(page.get_by_text("The chat has ended")).to_be_visible()
    said = page.locator(".bubble.you").all_inner_texts()
    assert [line.removeprefix("You:\n") for line in said] == [
        "Ada",
        "Green",
        "One, Three",
        "Carmarthen",
        "Honey & orange",
        "Check-up: Tell me more",
        "3",
        "2:30 PM",
        "March 14, 2026",
    ]
    assert [one for one in outlines if one["outline"] != "solid 3px"] == []


def test_the_bubble_keeps_the_focus_inside_and_escape_gives_it_back(page: Page, chat: ChatServer) -> None:
    page.goto(embed(chat, "buttons", "bubble", '<button id="host">On the page</button>'))
    launcher = page.get_by_role("button", name="Open chat")
    launcher.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Tomorrow, 08:30")).to_be_focused()

    for key in ("Tab", "Shift+Tab"):
        for _ in range(14):
            page.keyboard.press(key)
            assert page.evaluate(FOCUS)["tag"] == "dialogkit-chat"
    page.keyboard.press("Escape")

    expect(page.get_by_role("button", name="Open chat")).to_be_focused()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_the_popup_is_modal_and_gives_the_focus_back_to_what_opened_it(page: Page, chat: ChatServer) -> None:
    page.goto(
        embed(
            chat,
            "text",
            "popup",
            '<button id="talk">Talk to us</button><a href="#x">Elsewhere</a>',
            'data-target="#talk"',
        )
    )
    page.get_by_role("button", name="Talk to us").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox")).to_be_focused()

    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS)["tag"] in ("dialogkit-chat", "body")
    page.keyboard.press("Escape")

    expect(page.get_by_role("button", name="Talk to us")).to_be_focused()


def test_an_embedded_chat_takes_no_focus_and_interrupts_no_typing(page: Page, chat: ChatServer) -> None:
    chat.weather.delay = 0.2
    page.goto(embed(chat, "whole", "standard", '<label>Search <input id="search"></label>'))
    page.get_by_role("button", name="Toothache").wait_for()
    assert page.evaluate(FOCUS)["tag"] == "body"

    page.get_by_role("button", name="Toothache").click()
    page.locator("#search").click()
    page.keyboard.type("open", delay=30)
    page.get_by_role("radio", name="4").wait_for()
    page.keyboard.type("ing hours")

    expect(page.locator("#search")).to_have_value("opening hours")
