"""The widget by keys alone: a whole conversation, the focus where one expects it, and never stolen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.support.scenes import CARDS, CITIES, PICTURES, ask, end, items
from tests.browser.support.scripted_chat import ChatServer, Scene, Turn

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


TOUR: list[tuple[Turn, str, tuple[str, ...]]] = [
    (ask("text", "Name?"), "Ada", ("Enter",)),
    (ask("choice", "Colour?", items=items("Red", "Green", "Blue")), "", ("Tab", "Enter")),
    (
        ask("choice", "Which ones?", items=items("One", "Two", "Three"), multiple=True),
        "",
        ("Space", "Tab", "Tab", "Space", "Tab", "Enter"),
    ),
    (ask("choice", "Town?", items=CITIES, searchable=True), "car", ("ArrowDown", "ArrowDown", "Enter")),
    (
        ask("rating", "How was it?", style="numbers", to=5, one_tap=True, **{"from": 1}),
        "",
        ("ArrowRight", "ArrowRight", "ArrowRight", "Enter"),
    ),
    (
        ask("rating", "And the food?", style="icons", to=5, **{"from": 1}),
        "",
        ("ArrowRight", "ArrowRight", "Tab", "Enter"),
    ),
    (ask("picture", "Cake?", items=PICTURES), "", ("Tab", "Space")),
    (ask("cards", "Service?", items=CARDS), "", ("Tab", "Enter")),
    (ask("number", "How many?", min=1, max=9), "3", ("Enter",)),
    (ask("email", "E-mail?", optional=True), "", ("Tab", "Tab", "Enter")),
    (ask("time", "When?"), "0230PM", ("Enter",)),
    (ask("date", "Which day?"), "03142026", ("Enter",)),
]
"""Every kind of question, what is typed, and the keys that answer it."""

SAID = ["Ada", "Green", "One, Three", "Carmarthen", "Honey & orange", "Check-up: Tell me more", "3", "2:30 PM"]


def test_a_whole_conversation_is_held_by_keys_alone(page: Page, chat: ChatServer) -> None:
    chat.scenes["tour"] = Scene([*(turn for turn, _, _ in TOUR), end("Thank you.")])
    page.goto(chat.page("/f/tour", chat.pages["/f/text"][0].replace('flow="text"', 'flow="tour"')))
    expect(page.get_by_role("textbox", name="Name?")).to_be_focused()

    outlines = [outline for turn, typed, keys in TOUR for outline in _answer(page, _question(turn), typed, keys)]

    expect(page.get_by_text("The chat has ended")).to_be_visible()
    said = page.locator(".bubble.you").all_inner_texts()
    assert [line.removeprefix("You:\n") for line in said] == [*SAID, "March 14, 2026"]
    assert [one for one in outlines if one["outline"] != "solid 3px"] == []


def _question(turn: Turn) -> str:
    messages = turn["messages"]
    assert isinstance(messages, list)
    message = messages[-1]
    assert isinstance(message, dict)
    return str(message["text"])


def _answer(page: Page, question: str, typed: str, keys: tuple[str, ...]) -> list[dict[str, str]]:
    """Answer by keys alone; return how what has the focus is outlined at each step."""
    expect(page.get_by_text(question).last).to_be_visible()
    page.locator(".ask").filter(has=page.locator(":focus")).wait_for()
    outlines = [page.evaluate(FOCUS)]
    if typed:
        page.keyboard.type(typed)
    for key in keys:
        outlines.append(page.evaluate(FOCUS))
        page.keyboard.press(key)
    return outlines


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


def test_a_scale_of_emoji_is_named_by_its_numbers(page: Page, chat: ChatServer) -> None:
    chat.scenes["stars"].turns[0] = ask("rating", "How hot?", style="icons", icon="🌶️", to=5, **{"from": 1})
    page.goto(f"{chat.url}/f/stars")

    expect(page.get_by_role("radio", name="3 of 5")).to_have_text("🌶️")
