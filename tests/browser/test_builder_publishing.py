"""Publishing, versions, sharing and results, in the builder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.support.builder import Builder, sign_in
from tests.browser.support.studio import fill
from tests.support.server import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def builder(browser: Browser, tmp_path: Path) -> Iterator[Builder]:
    """A signed-in browser on a server of its own."""
    with Server(tmp_path / "data") as server:
        fill(server)
        context = browser.new_context(
            storage_state=sign_in(browser, server), viewport={"width": 1440, "height": 900}, reduced_motion="reduce"
        )
        context.set_default_timeout(20_000)
        here = Builder(context, server)
        yield here
        context.close()
        assert here.faults == []


def test_a_flow_with_errors_is_not_published_and_says_why(builder: Builder) -> None:
    page = builder.open("/flows/recall/build")

    page.get_by_role("button", name="Publish", exact=True).click()

    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("alert")).to_contain_text(re.compile("stops? publishing"))
    expect(dialog.get_by_role("button", name="Publish", exact=True)).to_have_count(0)


def test_publishing_shows_what_changes_and_makes_the_next_version_live(builder: Builder) -> None:
    page = builder.open("/flows/clinic/build")
    page.get_by_role("button", name="Publish", exact=True).click()
    dialog = page.get_by_role("dialog")

    changes = dialog.get_by_role("region", name="What changes")
    expect(changes).to_contain_text("Urgent")
    expect(changes).to_contain_text("Book your dentist in less than a minute.")
    dialog.get_by_label("Note").fill("Urgent cases come at once")
    dialog.get_by_role("button", name="Publish", exact=True).click()
    expect(dialog).to_contain_text("Version 3 is live")
    dialog.get_by_role("button", name="Close").click()

    expect(page.get_by_text("Version 3", exact=True)).to_be_visible()
    page.get_by_role("link", name="Versions").click()
    expect(page.get_by_role("navigation", name="Versions")).to_contain_text("Urgent cases come at once")


def test_an_earlier_version_can_be_made_live_again(builder: Builder) -> None:
    page = builder.open("/flows/clinic/versions?version=1")

    page.get_by_role("button", name="Roll back to version 1").click()
    page.get_by_role("group").get_by_role("button", name="Roll back to version 1").click()

    first = page.get_by_role("navigation", name="Versions").get_by_role("button").filter(has_text="Version 1")
    expect(first).to_contain_text("Live")
    with builder.server.owner() as owner:
        assert owner.get("/flows/clinic").json()["published"]["number"] == 1


def test_the_draft_is_compared_with_what_is_live_on_the_canvas_and_in_words(builder: Builder) -> None:
    page = builder.open("/flows/clinic/versions")

    expect(page.get_by_role("article", name="Urgent")).to_have_attribute("data-mark", "added")
    expect(page.get_by_role("article", name="Call us now")).to_have_attribute("data-mark", "removed")
    expect(page.get_by_role("article", name="Welcome")).to_have_attribute("data-mark", "changed")
    expect(page.get_by_role("article", name="Book it")).to_have_attribute("data-mark", "same")
    expect(page.get_by_role("complementary", name="Changes")).to_contain_text("Call us now")


def test_the_share_page_gives_a_link_and_code_that_work(builder: Builder) -> None:
    page = builder.open("/flows/clinic/share")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    page.get_by_role("radio", name=re.compile("In the page")).check()
    page.get_by_role("button", name="Copy").last.click()

    expect(page.get_by_text("Copied")).to_be_visible()
    code = page.evaluate("() => navigator.clipboard.readText()")
    assert f'src="{builder.server.url}/embed.js"' in code
    assert 'data-kind="standard"' in code
    assert page.request.get(f"{builder.server.url}/f/clinic").ok


def test_the_share_page_tells_what_to_paste_into_a_site_builder(builder: Builder) -> None:
    page = builder.open("/flows/clinic/share")
    code = page.get_by_label("Code to paste")

    page.get_by_label("Your site is made with").select_option("Google Tag Manager")

    expect(page.get_by_role("list", name="What to do")).to_contain_text("Custom HTML")
    # The builder's own content policy runs no pasted script, so it is tried on a page of somebody else's.
    site = page.context.new_page()
    site.set_content(f"<!doctype html><title>Clinic</title><body>{code.inner_text()}")
    expect(site.locator("dialogkit-chat[flow=clinic][kind=bubble]")).to_be_attached()
    site.close()
    page.get_by_label("Your site is made with").select_option("Notion")
    expect(code).to_have_text(f"{builder.server.url}/f/clinic")


def test_results_open_as_transcripts_and_sensitive_answers_are_masked(builder: Builder) -> None:
    page = builder.open("/flows/clinic/results")
    expect(page.get_by_role("row")).to_have_count(13)
    row = page.get_by_role("row").filter(has_text="Grace Adeyemi")
    expect(row.get_by_role("img", name=re.compile("Masked"))).to_be_visible()

    row.click()

    panel = page.get_by_role("complementary", name="Transcript")
    expect(panel).to_contain_text("What can we do for you, Grace Adeyemi?")
    expect(panel).to_contain_text("Toothache or pain")
    expect(panel.get_by_role("button", name=re.compile("Masked"))).to_be_visible()
    panel.get_by_role("tab", name="Answers").click()
    expect(panel.get_by_role("tabpanel")).not_to_contain_text("8")
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)


def test_columns_are_chosen_and_the_choice_stays(builder: Builder) -> None:
    page = builder.open("/flows/clinic/results")
    page.get_by_role("button", name="Columns").click()
    page.get_by_role("checkbox", name=re.compile("reason", re.IGNORECASE)).uncheck()
    page.keyboard.press("Escape")

    expect(page.get_by_role("columnheader", name="Reason")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("columnheader", name="Name")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Reason")).to_have_count(0)


def test_results_are_downloaded_as_csv(builder: Builder) -> None:
    page = builder.open("/flows/clinic/results")

    with page.expect_download() as download:
        page.get_by_role("link", name="Download CSV").click()

    assert "Siân Lloyd" in download.value.path().read_text()


def test_a_flow_nobody_talked_to_says_what_to_do(builder: Builder) -> None:
    page = builder.open("/flows/recall/results")

    expect(page.get_by_role("heading", name="Nobody has talked to it yet")).to_be_visible()
    expect(page.get_by_role("link", name="Publish it first")).to_be_visible()
