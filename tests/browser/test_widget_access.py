"""Everyone can use every state of the widget: axe, narrow pages, large type, high contrast, little motion."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.support.axe import complaints
from tests.browser.support.scenes import SCENES
from tests.browser.support.scripted_chat import ChatServer

pytestmark = pytest.mark.browser

READY = ".ask, .over"


def walk(page: Page, scene: str) -> None:
    """Bring a scene to the state it is named for."""
    page.locator(READY).first.wait_for()
    if scene in ("ended", "failed"):
        page.get_by_role("button", name="Yes").click()
        page.locator(".over").wait_for()
    if scene in ("whole", "bakery"):
        page.locator(".option").first.click()
        page.locator(".yours").wait_for()
        page.locator(READY).first.wait_for()
    if scene in ("several", "pictures_several"):
        page.get_by_role("checkbox").first.check()


def mirror(page: Page, direction: str) -> None:
    """Turn the chat round, as a language does that is written from right to left."""
    page.locator(".root").evaluate("(root, direction) => { root.dir = direction }", direction)


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_axe_finds_nothing_in_any_state(page: Page, chat: ChatServer, scene: str) -> None:
    page.goto(f"{chat.url}/f/{scene}")
    walk(page, scene)

    found = {}
    for scheme, direction, width in (
        ("light", "ltr", 1024),
        ("dark", "rtl", 1024),
        ("light", "rtl", 320),
        ("dark", "ltr", 320),
    ):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.set_viewport_size({"width": width, "height": 768})
        mirror(page, direction)
        found[f"{scheme}, {direction}, {width}"] = complaints(page)

    assert found == {state: [] for state in found}


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_nothing_sticks_out_of_a_narrow_page_or_is_too_small_to_tap(page: Page, chat: ChatServer, scene: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{chat.url}/f/{scene}")
    walk(page, scene)

    measured = page.evaluate(
        """() => {
            const root = document.querySelector("dialogkit-chat").shadowRoot;
            const box = root.querySelector(".scroll");
            const targets = [...root.querySelectorAll("button, .check, .field input, textarea, [role=option]")];
            const sizes = targets.filter((one) => one.checkVisibility()).map((one) => {
                const { width, height } = (one.closest(".field") ?? one).getBoundingClientRect();
                // A send button is drawn smaller than its target.
                const more = one.matches(".send") ? 8 : 0;
                return { name: one.className || one.type, width: width + more, height: height + more };
            });
            return { wide: box.scrollWidth - box.clientWidth, page: document.documentElement.scrollWidth,
                small: sizes.filter(({ width, height }) => width < 43.9 || height < 43.9) };
        }"""
    )

    assert measured == {"wide": 0, "page": 320, "small": []}


def test_a_page_magnified_to_two_hundred_percent_keeps_its_question_in_sight(page: Page, chat: ChatServer) -> None:
    page.set_viewport_size({"width": 512, "height": 384})
    page.goto(f"{chat.url}/f/text")

    expect(page.get_by_role("textbox")).to_be_in_viewport()
    expect(page.get_by_text("What is your name?")).to_be_in_viewport()


def test_colours_forced_by_the_system_leave_bubbles_and_choices_visible(page: Page, chat: ChatServer) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{chat.url}/f/several")
    page.get_by_role("checkbox").first.check()

    borders = page.evaluate(
        """() => [".bubble", ".option", ".confirm"].map((name) => {
            const found = document.querySelector("dialogkit-chat").shadowRoot.querySelector(name);
            return getComputedStyle(found).borderTopWidth;
        })"""
    )
    assert borders == ["1px", "1px", "1px"]
    assert complaints(page) == []


def test_little_motion_means_none(page: Page, chat: ChatServer) -> None:
    chat.scenes["text"].flow["settings"] = {"typing": {"words_per_minute": 50}}
    page.goto(f"{chat.url}/f/text")
    page.locator(".dots").wait_for()

    running = page.locator(".root").evaluate(
        "(root) => root.getRootNode().getAnimations().filter((one) => one.playState === 'running').length"
    )
    assert running == 0


def test_every_message_is_in_a_polite_log_exactly_once(page: Page, chat: ChatServer) -> None:
    page.goto(f"{chat.url}/f/whole")
    log = page.get_by_role("log")
    watch = """(log) => {
        window.added = [];
        const see = (node) => {
            if (node.nodeType === 1) for (const one of [node, ...node.querySelectorAll("[id^=said-]")])
                if (one.id?.startsWith("said-")) window.added.push(one.id);
        };
        new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(see)))
            .observe(log, { childList: true, subtree: true });
    }"""
    log.evaluate(watch)
    page.get_by_role("button", name="Toothache").click()
    page.get_by_role("radio", name="4").click()
    page.get_by_role("button", name="None of these").click()
    page.get_by_role("textbox").wait_for()

    assert log.get_attribute("aria-live") == "polite"
    added = page.evaluate("window.added")
    assert len(added) == len(set(added)) == 4


def test_a_refused_answer_is_said_and_tied_to_its_field(page: Page, chat: ChatServer) -> None:
    page.goto(f"{chat.url}/f/whole")
    page.get_by_role("button", name="Toothache").click()
    page.get_by_role("radio", name="4").click()
    page.get_by_role("button", name="None of these").click()
    field = page.get_by_role("textbox", name="Which day then?")
    field.fill("31 November")
    field.press("Enter")

    expect(page.get_by_role("alert").filter(has_text="30 days")).to_be_visible()
    expect(field).to_have_accessible_description("November has 30 days. Try “30 November” or “1 December”.")
    expect(field).to_have_value("31 November")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()


def test_the_tree_of_a_question_names_all_its_parts(page: Page, chat: ChatServer) -> None:
    page.goto(f"{chat.url}/f/search")

    expect(page.locator(".chat")).to_match_aria_snapshot(
        """
        - region "Chat with Bright Lane Dental":
          - text: Chat with Bright Lane Dental
          - heading "Bright Lane Dental" [level=1]
          - button "Start again"
          - region "Messages":
            - log "Messages": Which town are you in?
            - combobox "Which town are you in?" [expanded]
            - listbox "Which town are you in?":
              - option "Aberystwyth"
              - option "Bangor"
        """
    )


def test_the_picture_of_a_chat_in_arabic_is_a_mirror(browser: Browser, chat: ChatServer) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{chat.url}/f/arabic")
    page.get_by_role("button", name="ألم في الأسنان").click()
    page.get_by_role("radio", name="0", exact=True).wait_for()

    places = {
        name: page.locator(name).first.bounding_box()
        for name in (".said .bubble", ".bubble.you", ".again", ".group .avatar")
    }
    middle = {name: box["x"] + box["width"] / 2 for name, box in places.items() if box}
    assert middle[".group .avatar"] > 300
    assert middle[".said .bubble"] > middle[".bubble.you"]
    assert middle[".again"] < 60
    assert page.get_by_role("button", name="البدء من جديد").count() == 1
    context.close()
