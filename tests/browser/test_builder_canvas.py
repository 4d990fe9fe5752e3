"""The canvas and what stands beside it: cards, exits, problems, the form, the list, the palette, the preview."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.support.builder import Builder, sign_in
from tests.browser.support.clinic import long_flow
from tests.browser.support.studio import fill
from tests.support.server import Server

pytestmark = pytest.mark.browser

BUILD = "/flows/clinic/build"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with flows on it, which these tests only read."""
    with Server(tmp_path_factory.mktemp("builder") / "data") as running:
        fill(running)
        running.publish(long_flow(1000))
        yield running


@pytest.fixture(scope="module")
def state(browser: Browser, server: Server) -> object:
    """What a signed-in browser remembers."""
    return sign_in(browser, server)


@pytest.fixture
def builder(browser: Browser, server: Server, state: object) -> Iterator[Builder]:
    """A signed-in browser of a common size."""
    context = browser.new_context(
        storage_state=state,  # type: ignore[arg-type]  # as Playwright gave it
        viewport={"width": 1440, "height": 900},
        reduced_motion="reduce",
    )
    context.set_default_timeout(20_000)
    here = Builder(context, server)
    yield here
    context.close()
    assert here.faults == []


def card(page: Page, title: str) -> object:
    return page.get_by_role("article", name=title, exact=True)


def test_a_card_tells_its_blocks_in_the_authors_words(builder: Builder) -> None:
    page = builder.open(BUILD)
    reason = page.get_by_role("article", name="Reason for visit")

    expect(reason.get_by_role("button")).to_have_text(
        [re.compile(re.escape("Say “What can we do for you, name?”")), re.compile("Ask to choose")]
    )
    expect(reason).to_contain_text("See someone today")
    expect(reason).to_contain_text("if practice_open is yes")
    expect(page.get_by_role("article", name="Pain check")).to_contain_text("7 or more")
    expect(page.get_by_role("article", name="Command")).to_contain_text("“restart”")


def test_each_exit_that_leads_somewhere_has_an_edge_from_beside_it(builder: Builder) -> None:
    page = builder.open(BUILD)
    item = page.locator(".card-exit", has_text="Toothache or pain").locator(".port").bounding_box()
    target = page.get_by_role("article", name="Pain check").bounding_box()
    assert item is not None
    assert target is not None
    path = page.locator('.react-flow__edge[data-id="ask_reason pain"] .way-line')
    box = path.bounding_box()
    assert box is not None

    assert abs(box["x"] - (item["x"] + item["width"])) < 4
    assert abs(box["x"] + box["width"] - target["x"]) < 12


def test_a_block_opens_with_what_its_visitor_sees_and_its_fields(builder: Builder) -> None:
    page = builder.open(BUILD)

    page.get_by_role("button", name="Ask to rate").click()

    form = page.get_by_role("complementary", name="Block")
    expect(form).to_contain_text("How strong is it?")
    expect(form).to_contain_text("unbearable")
    expect(page).to_have_url(re.compile("block=rate"))
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)


def test_a_problem_is_marked_on_its_card_and_told_in_the_form(builder: Builder) -> None:
    page = builder.open(BUILD)
    expect(page.get_by_role("article", name="Leave a message").get_by_role("img", name="1 problem")).to_be_visible()

    page.get_by_role("button", name=re.compile("problem")).click()
    page.get_by_role("dialog", name="Problems").get_by_role("button").first.click()

    expect(page.get_by_role("complementary", name="Block")).to_contain_text("Warning")


def test_tab_walks_the_blocks_in_reading_order_and_enter_opens(builder: Builder) -> None:
    page = builder.open(BUILD)
    page.locator("#canvas").focus()
    walked = []
    for _ in range(4):
        page.keyboard.press("Tab")
        page.wait_for_function("() => document.activeElement.dataset.block")
        walked.append(page.evaluate("() => document.activeElement.dataset.block"))

    assert walked == ["opens", "hello", "ask_name", "open_now"]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("block=ask_name"))


def test_closing_the_form_leads_back_to_the_block(builder: Builder) -> None:
    page = builder.open(f"{BUILD}?block=rate")

    page.get_by_role("complementary", name="Block").get_by_role("button", name="Close").press("Enter")

    expect(page.get_by_role("button", name="Ask to rate")).to_be_focused()


def test_the_list_says_all_that_the_canvas_shows(builder: Builder) -> None:
    page = builder.open(BUILD)
    titles = page.get_by_role("article").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")

    page.keyboard.press("l")

    expect(page.get_by_role("heading", level=2)).to_have_count(len(titles))
    page.get_by_role("button", name="Toothache or pain: Leads to Pain check").click()
    expect(page.locator("#card-pain_check")).to_have_attribute("data-selected", "true")
    expect(page.get_by_role("heading", name="Pain check")).to_be_focused()


def test_the_palette_finds_a_block_by_what_it_says(builder: Builder) -> None:
    page = builder.open(BUILD)

    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("ring you back")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("block=thanks"))
    expect(page.get_by_role("complementary", name="Block")).to_be_visible()


def test_the_question_mark_lists_the_keys(builder: Builder) -> None:
    page = builder.open(BUILD)

    page.keyboard.press("?")

    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Next block, in reading order")


def test_plus_and_minus_zoom_and_far_away_only_titles_are_left(builder: Builder) -> None:
    page = builder.open(BUILD)
    for _ in range(8):
        page.keyboard.press("-")

    expect(page.get_by_role("article", name="Welcome").get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("article", name="Welcome")).to_contain_text("Welcome")
    page.keyboard.press("0")
    expect(page.get_by_role("article", name="Welcome").get_by_role("button")).to_have_count(3)


def test_a_flow_of_a_thousand_nodes_opens_and_draws_only_what_is_in_view(builder: Builder) -> None:
    page = builder.open("/flows")
    page.get_by_role("link", name="A very long flow").first.click()

    expect(page.get_by_role("article", name="Step 1", exact=True)).to_be_visible(timeout=20_000)
    assert page.get_by_role("article").count() < 60


def test_a_large_flow_is_a_sketch_where_no_title_could_be_read(builder: Builder) -> None:
    page = builder.open("/flows/long/build")

    page.keyboard.press("0")
    expect(page.get_by_role("article")).to_have_count(0)
    expect(page.locator(".sketch")).to_be_visible()
    page.get_by_role("button", name="%").click()

    expect(page.get_by_role("article").first).to_be_visible()
    expect(page.locator(".sketch")).to_have_count(0)


def test_the_preview_plays_the_draft_in_the_real_widget_and_is_not_counted(builder: Builder) -> None:
    page = builder.open(BUILD)
    page.get_by_role("button", name="Preview").click()

    chat = page.locator("dialogkit-chat")
    expect(chat).to_contain_text("in less than a minute", timeout=10_000)
    chat.get_by_role("textbox").fill("Ada")
    page.keyboard.press("Enter")
    expect(chat).to_contain_text("What can we do for you, Ada?", timeout=10_000)
    expect(page.get_by_role("article", name="Reason for visit")).to_have_attribute("data-mark", "here")
    expect(page.get_by_role("article", name="Welcome")).to_have_attribute("data-mark", "walked")
    expect(page.get_by_role("article", name="Book it")).to_have_attribute("data-mark", "same")
    with builder.server.owner() as owner:
        assert len(owner.get("/flows/clinic/results").json()["items"]) == 12
