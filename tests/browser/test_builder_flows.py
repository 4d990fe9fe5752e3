"""The builder's door and its first page: signing in, the list of flows, the first run, the import."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.support.builder import Builder, sign_in
from tests.browser.support.clinic import clinic
from tests.browser.support.studio import fill
from tests.support.server import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Server]:
    """A server that was just started, with nothing on it."""
    with Server(tmp_path / "data") as running:
        yield running


def signed_in(browser: Browser, server: Server) -> Builder:
    context = browser.new_context(storage_state=sign_in(browser, server), reduced_motion="reduce")
    context.set_default_timeout(20_000)
    return Builder(context, server)


def test_a_stranger_is_told_how_to_get_in(empty: Server, page: Page) -> None:
    page.goto(f"{empty.url}/flows")

    expect(page.get_by_role("heading", name="Sign in with your link")).to_be_visible()
    page.get_by_label("Or sign in with the owner key").fill("dk_wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("not the owner key")


def test_the_printed_link_signs_in_once_and_says_so_when_it_is_used_up(browser: Browser, empty: Server) -> None:
    sign_in(browser, empty)
    stranger = browser.new_page()

    stranger.goto(empty.link)

    expect(stranger.get_by_role("alert")).to_contain_text("used already")
    stranger.close()


def test_the_owner_key_signs_in_too(empty: Server, page: Page) -> None:
    page.goto(f"{empty.url}/flows")
    page.get_by_label("Or sign in with the owner key").fill(empty.key)
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("heading", name="Draw your first conversation")).to_be_visible()


def test_the_first_run_leads_to_a_flow_by_name(browser: Browser, empty: Server) -> None:
    builder = signed_in(browser, empty)
    page = builder.open("/flows")

    page.get_by_role("button", name="Start a flow").click()
    page.get_by_label("What is it about?").fill("Opening hours")
    page.get_by_role("button", name="Create").click()

    expect(page.get_by_role("heading", level=1, name="Opening hours")).to_be_visible()
    assert builder.faults == []


def test_a_new_flow_begins_as_an_example_and_lends_its_name(browser: Browser, empty: Server) -> None:
    builder = signed_in(browser, empty)
    page = builder.open("/flows")

    page.get_by_role("button", name="New flow").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("radio")).to_have_count(6)
    dialog.get_by_role("radio", name="Quiz").check()
    expect(page.get_by_label("What is it about?")).to_have_value("Quiz")
    page.get_by_label("What is it about?").fill("Trivia night")
    page.get_by_role("button", name="Create").click()

    expect(page.get_by_role("heading", level=1, name="Trivia night")).to_be_visible()
    expect(page.get_by_role("article").first).to_be_visible()
    with empty.owner() as owner:
        assert owner.get("/flows/trivia-night").json()["problems"] == []
    assert builder.faults == []


def test_a_new_flow_is_chosen_with_the_keyboard_alone(browser: Browser, empty: Server) -> None:
    page = signed_in(browser, empty).open("/flows")

    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("new flow")
    page.keyboard.press("Enter")
    expect(page.get_by_label("What is it about?")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("radio", name="An empty flow")).to_be_focused()
    expect(page.get_by_role("radio")).to_have_count(6)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1, name="Lead capture")).to_be_visible()


def test_the_list_is_walked_with_keys(browser: Browser, empty: Server) -> None:
    fill(empty)
    page = signed_in(browser, empty).open("/flows")
    page.get_by_role("row").get_by_role("link").first.focus()

    page.keyboard.press("j")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1, name="Book a dentist")).to_be_visible()


def test_a_file_dropped_on_the_dialog_is_imported_instead(browser: Browser, empty: Server) -> None:
    page = signed_in(browser, empty).open("/flows")
    page.get_by_role("button", name="New flow").click()
    transfer = page.evaluate_handle(
        "text => { const all = new DataTransfer(); all.items.add(new File([text], 'clinic.json')); return all; }",
        json.dumps(clinic()),
    )

    page.dispatch_event("[role=dialog] form", "drop", {"dataTransfer": transfer})

    expect(page.get_by_role("dialog")).to_contain_text("Book a dentist is imported")
    expect(page.get_by_role("link", name="Open the flow")).to_be_focused()


def test_a_file_is_imported_with_a_report_of_its_fidelity(browser: Browser, empty: Server) -> None:
    builder = signed_in(browser, empty)
    page = builder.open("/flows")
    file = {"name": "clinic.json", "mimeType": "application/json", "buffer": json.dumps(clinic()).encode()}

    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]  # the stubs want their own class

    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Book a dentist is imported")
    expect(dialog).to_contain_text("exact")
    dialog.get_by_role("link", name="Open the flow").click()
    expect(page.get_by_role("article", name="Reason for visit")).to_be_visible()


def test_a_file_that_is_no_flow_is_refused_in_words(browser: Browser, empty: Server) -> None:
    page = signed_in(browser, empty).open("/flows")
    file = {"name": "cat.json", "mimeType": "application/json", "buffer": b"[1, 2"}

    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]  # the stubs want their own class

    expect(page.get_by_role("alert")).to_contain_text("cat.json was not imported")
    expect(page.get_by_role("alert")).to_contain_text("Nothing was changed")


def test_a_dropped_file_is_imported(browser: Browser, empty: Server) -> None:
    page = signed_in(browser, empty).open("/flows")
    transfer = page.evaluate_handle(
        "text => { const all = new DataTransfer(); all.items.add(new File([text], 'clinic.json')); return all; }",
        json.dumps(clinic()),
    )

    page.dispatch_event("main#page > div", "dragenter", {"dataTransfer": transfer})
    expect(page.get_by_text("Drop the file to import it")).to_be_visible()
    page.dispatch_event("main#page > div", "drop", {"dataTransfer": transfer})

    expect(page.get_by_role("dialog")).to_contain_text("Book a dentist is imported")


def test_the_list_says_first_what_needs_a_look(browser: Browser, empty: Server) -> None:
    fill(empty)
    builder = signed_in(browser, empty)
    page = builder.open("/flows")

    notes = page.get_by_role("region", name="What needs a look first")
    expect(notes.get_by_role("heading").first).to_have_text("Six-month recall cannot be published")
    expect(notes).to_contain_text("Book a dentist has changes nobody sees yet")
    row = page.get_by_role("row").filter(has_text="Book a dentist")
    expect(row).to_contain_text("Live")
    expect(row).to_contain_text("12")
    page.get_by_role("button", name="Draft").click()
    expect(page.get_by_role("row").filter(has_text="Book a dentist")).to_have_count(0)
    assert builder.faults == []
