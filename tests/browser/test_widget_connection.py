"""The widget on a bad line: nothing is lost, doubled or out of order; other tabs, reloads and blocked storage."""

from __future__ import annotations

import json
import mimetypes

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from tests.browser.support.scenes import ask, end, refuse
from tests.browser.support.scripted_chat import ChatServer, Scene

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def interview(chat: ChatServer) -> Scene:
    """Three questions that are remembered in this browser."""
    scene = Scene([ask("text", "Name?"), ask("text", "Age?"), ask("text", "Town?"), end("Thank you.")])
    scene.flow = {"settings": {"typing": {"enabled": False}, "resume": {"enabled": True, "storage": "local"}}}
    chat.scenes["interview"] = scene
    chat.page("/f/interview", chat.pages["/f/text"][0].replace('flow="text"', 'flow="interview"'))
    return scene


def begin(page: Page, chat: ChatServer) -> None:
    page.goto(f"{chat.url}/f/interview")
    page.get_by_role("textbox", name="Name?").wait_for()


def answer(page: Page, text: str) -> None:
    page.get_by_role("textbox").fill(text)
    page.get_by_role("textbox").press("Enter")


def turn_ids(chat: ChatServer) -> list[str]:
    return [json.loads(body)["id"] for body in chat.posted("/turns")]


def said(page: Page) -> list[str]:
    return [text.removeprefix("You:\n") for text in page.locator(".messages .bubble:not(.dots)").all_inner_texts()]


def a_file(name: str, size: int = 4) -> FilePayload:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return FilePayload(name=name, mimeType=kind, buffer=b"0" * size)


def test_two_clicks_send_one_answer(page: Page, chat: ChatServer) -> None:
    chat.weather.delay = 0.1
    page.goto(f"{chat.url}/f/buttons")
    page.get_by_role("button", name="Tomorrow, 08:30").dblclick()
    page.locator(".over").wait_for()

    assert len(chat.posted("/turns")) == 1


def test_a_lost_answer_is_asked_for_again_under_the_same_id(page: Page, chat: ChatServer) -> None:
    begin(page, chat)
    chat.weather.lose_answer = 2
    answer(page, "Ada")
    expect(page.get_by_role("textbox", name="Age?")).to_be_visible()

    assert len(turn_ids(chat)) == 3
    assert len(set(turn_ids(chat))) == 1
    assert said(page) == ["Name?", "Ada", "Age?"]


def test_a_busy_server_is_given_time(page: Page, chat: ChatServer) -> None:
    begin(page, chat)
    chat.weather.fail = 3
    answer(page, "Ada")
    expect(page.get_by_role("textbox", name="Age?")).to_be_visible()

    assert len(set(turn_ids(chat))) == 1


def test_what_is_typed_survives_being_offline(page: Page, chat: ChatServer, context: BrowserContext) -> None:
    begin(page, chat)
    context.set_offline(True)
    answer(page, "Ada")
    expect(page.get_by_role("status").filter(has_text="You are offline")).to_be_visible()
    page.get_by_role("textbox").fill("thirty-six")
    context.set_offline(False)
    expect(page.get_by_text("Age?")).to_be_visible(timeout=15_000)

    expect(page.get_by_role("textbox", name="Age?")).to_have_value("thirty-six")
    assert said(page) == ["Name?", "Ada", "Age?"]


def test_one_of_two_tabs_wins_and_both_show_what_holds(page: Page, chat: ChatServer, context: BrowserContext) -> None:
    begin(page, chat)
    answer(page, "Ada")
    page.get_by_role("textbox", name="Age?").wait_for()
    other = context.new_page()
    other.goto(f"{chat.url}/f/interview")
    other.get_by_role("textbox", name="Age?").wait_for()
    answer(page, "36")
    page.get_by_role("textbox", name="Town?").wait_for()
    answer(other, "37")
    expect(other.get_by_text("This chat went on in another tab.")).to_be_visible()

    assert said(other) == said(page) == ["Name?", "Ada", "Age?", "36", "Town?"]
    expect(other.get_by_role("textbox", name="Town?")).to_have_value("")


def test_a_reload_finds_the_conversation_again(page: Page, chat: ChatServer) -> None:
    begin(page, chat)
    answer(page, "Ada")
    page.get_by_role("textbox", name="Age?").wait_for()
    page.reload()
    page.get_by_role("textbox", name="Age?").wait_for()

    assert said(page) == ["Name?", "Ada", "Age?"]
    assert len(chat.posted("/conversations")) == 1


def test_an_answered_scale_looks_after_a_reload_as_before(page: Page, chat: ChatServer, interview: Scene) -> None:
    interview.turns[0] = ask("rating", "How was it?", style="icons", icon="heart", to=5, one_tap=True, **{"from": 1})
    page.goto(f"{chat.url}/f/interview")
    page.get_by_role("radio", name="4 of 5").click()
    page.get_by_role("textbox", name="Age?").wait_for()
    answered = page.get_by_role("img", name="You: 4 of 5")
    before = answered.inner_html()
    page.reload()
    page.get_by_role("textbox", name="Age?").wait_for()

    assert answered.inner_html() == before


def test_a_refused_answer_is_refused_after_a_reload_too(page: Page, chat: ChatServer, interview: Scene) -> None:
    interview.turns[2] = refuse("That is no age.", "text")
    begin(page, chat)
    answer(page, "Ada")
    page.get_by_role("textbox", name="Age?").wait_for()
    answer(page, "old")
    expect(page.get_by_text("That is no age.")).to_be_visible()
    page.reload()

    expect(page.get_by_text("That is no age.")).to_be_visible()
    assert said(page) == ["Name?", "Ada", "Age?"]


def test_start_again_asks_first_and_then_begins_anew(page: Page, chat: ChatServer) -> None:
    begin(page, chat)
    answer(page, "Ada")
    page.get_by_role("textbox", name="Age?").wait_for()
    page.get_by_role("button", name="Start again").click()
    page.get_by_role("button", name="Keep going").click()
    assert said(page) == ["Name?", "Ada", "Age?"]
    page.get_by_role("button", name="Start again").click()
    page.get_by_role("group", name="Start again from the beginning?").get_by_role("button", name="Start again").click()
    page.get_by_role("textbox", name="Name?").wait_for()

    assert said(page) == ["Name?"]
    assert page.evaluate("localStorage.length") == 0


def test_blocked_storage_only_means_forgetting(page: Page, chat: ChatServer) -> None:
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError') } })"
    )
    begin(page, chat)
    answer(page, "Ada")
    page.get_by_role("textbox", name="Age?").wait_for()

    assert said(page) == ["Name?", "Ada", "Age?"]


def test_answers_without_streaming_are_as_good(page: Page, chat: ChatServer) -> None:
    chat.weather.stream = False
    begin(page, chat)
    answer(page, "Ada")
    page.get_by_role("textbox", name="Age?").wait_for()

    assert said(page) == ["Name?", "Ada", "Age?"]


def test_a_chat_that_does_not_exist_says_so_in_words(page: Page, chat: ChatServer) -> None:
    page.goto(chat.page("/f/none", chat.pages["/f/text"][0].replace('flow="text"', 'flow="none"')))

    expect(page.get_by_text("This chat is not available.")).to_be_visible()


def test_a_server_that_stays_away_leaves_a_way_to_try_again(page: Page, chat: ChatServer) -> None:
    begin(page, chat)
    page.clock.install()
    chat.weather.fail = 8
    answer(page, "Ada")
    for _ in range(30):
        page.clock.run_for(20_000)
        page.wait_for_timeout(50)
        if page.get_by_role("button", name="Try again").is_visible():
            break
    page.get_by_role("button", name="Try again").click()

    expect(page.get_by_role("textbox", name="Age?")).to_be_visible()
    assert len(set(turn_ids(chat))) == 1


def test_files_are_checked_uploaded_and_sent(page: Page, chat: ChatServer) -> None:
    page.goto(f"{chat.url}/f/file")
    chooser = page.locator("input[type=file]")
    chooser.set_input_files([a_file("note.pdf"), a_file("run.exe")])
    expect(page.get_by_role("alert").filter(has_text="run.exe is not accepted here.")).to_be_visible()
    chooser.set_input_files(a_file("big.pdf", size=5_000_001))
    expect(page.get_by_role("alert").filter(has_text="big.pdf is larger than 5 MB.")).to_be_visible()
    chooser.set_input_files(a_file("refused.png"))
    expect(page.get_by_role("alert").filter(has_text="could not be read as an image")).to_be_visible()
    chooser.set_input_files(a_file("plan.pdf"))
    page.get_by_role("button", name="Remove note.pdf").click()
    page.get_by_role("button", name="Send", exact=True).click()
    page.locator(".over").wait_for()

    assert said(page)[1] == "plan.pdf"
    assert [file["name"] for file in json.loads(chat.posted("/turns")[0])["input"]["files"]] == ["plan.pdf"]
