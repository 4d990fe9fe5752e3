"""The widget in the visitor's language: where it begins, how it changes, and reading from right to left."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.support.scripted_chat import ChatServer, Json
from tests.browser.test_widget_embedding import host

pytestmark = pytest.mark.browser


@pytest.fixture
def german(browser: Browser) -> Iterator[Page]:
    """A tab of somebody whose browser speaks German, and English if it must."""
    context = browser.new_context(locale="de-AT", reduced_motion="reduce")
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()


def languages_of(chat: ChatServer) -> list[str]:
    """Return the language of each conversation that was begun."""
    return [json.loads(body)["locale"] for body in chat.posted("/conversations")]


def choice_of_language(page: Page) -> Locator:
    return page.get_by_role("combobox")


def rate(page: Page, stars: int) -> None:
    page.get_by_role("radio").nth(stars - 1).click()
    page.get_by_role("textbox").wait_for()


def test_a_chat_begins_in_the_language_of_the_browser(german: Page, chat: ChatServer) -> None:
    german.goto(f"{chat.url}/f/languages")
    german.get_by_role("radio").first.wait_for()

    assert languages_of(chat) == ["de"]
    expect(german.get_by_role("button", name="Neu beginnen")).to_be_visible()
    expect(choice_of_language(german)).to_have_value("de")


def test_the_page_around_a_chat_is_heard_before_the_browser(german: Page, chat: ChatServer) -> None:
    german.goto(host(chat, "languages", "standard"))
    german.get_by_role("radio").first.wait_for()
    german.goto(host(chat, "languages", "standard", more='data-locale="pt"'))
    german.get_by_role("radio").first.wait_for()

    assert languages_of(chat) == ["en", "pt-BR"]


def test_a_flow_in_one_language_offers_no_choice(german: Page, chat: ChatServer) -> None:
    german.goto(f"{chat.url}/f/text")
    german.get_by_role("textbox").wait_for()

    expect(choice_of_language(german)).to_have_count(0)


def test_changing_the_language_begins_anew_at_once_where_nothing_is_answered(page: Page, chat: ChatServer) -> None:
    page.goto(f"{chat.url}/f/languages")
    page.get_by_role("radio").first.wait_for()
    choice_of_language(page).select_option("Deutsch")
    page.get_by_role("button", name="Neu beginnen").wait_for()
    page.get_by_role("radio").first.wait_for()

    assert languages_of(chat) == ["en", "de"]
    assert page.locator(".root").get_attribute("lang") == "de"


def test_changing_the_language_asks_before_answers_are_lost(page: Page, chat: ChatServer) -> None:
    page.goto(f"{chat.url}/f/languages")
    rate(page, 4)
    choice_of_language(page).select_option("Deutsch")
    expect(page.get_by_role("group", name="Start again from the beginning?")).to_be_visible()
    page.get_by_role("button", name="Keep going").click()
    expect(choice_of_language(page)).to_have_value("en")
    assert languages_of(chat) == ["en"]
    choice_of_language(page).select_option("Deutsch")
    page.get_by_role("group").get_by_role("button", name="Start again").click()
    page.get_by_role("button", name="Neu beginnen").wait_for()

    assert languages_of(chat) == ["en", "de"]
    expect(page.get_by_role("img", name="4 von 5")).to_have_count(0)


def test_a_chat_in_the_text_has_its_choice_at_the_foot(page: Page, chat: ChatServer) -> None:
    page.goto(host(chat, "languages", "standard"))
    rate(page, 5)
    choice_of_language(page).select_option("Deutsch")
    page.get_by_role("group").get_by_role("button", name="Start again").click()
    page.get_by_role("radio").first.wait_for()

    assert languages_of(chat) == ["en", "de"]


def test_hebrew_reads_from_right_to_left(page: Page, chat: ChatServer) -> None:
    page.goto(f"{chat.url}/f/languages?locale=he")
    page.get_by_role("radio").first.wait_for()

    assert page.locator(".root").get_attribute("dir") == "rtl"
    expect(page.get_by_role("button", name="התחלה מחדש")).to_be_visible()


def test_a_conversation_keeps_its_language_over_a_reload(page: Page, chat: ChatServer) -> None:
    resume: Json = {"typing": {"enabled": False}, "resume": {"enabled": True, "storage": "local"}}
    chat.scenes["languages"].flow["settings"] = resume
    page.goto(f"{chat.url}/f/languages?locale=de")
    rate(page, 3)
    page.goto(f"{chat.url}/f/languages?locale=pt")

    expect(page.get_by_role("img", name="3 von 5")).to_be_visible()
    assert languages_of(chat) == ["de"]
