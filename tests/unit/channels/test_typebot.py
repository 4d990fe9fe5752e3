"""What a conversation asks and says reads as Typebot's widget expects it, and its answers are understood."""

from __future__ import annotations

from typing import Any

import pytest

from dialogkit.channels.typebot.inputs import input_of, reply_of
from dialogkit.channels.typebot.looks import typebot_of
from dialogkit.channels.typebot.messages import actions_of, messages_of
from dialogkit.engine import ChoiceInput, CommandInput, EventInput, File, FilesInput, SkipInput, TextInput, VisitorInput
from dialogkit.kit import InvalidRequest
from tests.support.flows import a_flow, message

CHOICE = {"type": "choice", "block": "b", "items": [{"id": "yes", "label": "Yes"}, {"id": "no", "label": "No"}]}
CARDS = {"type": "cards", "block": "b", "items": [{"id": "sea", "label": "Sea", "actions": [{"id": "book"}]}]}
EVENT = {"type": "event", "block": "b", "name": "paid"}
FILE = {"type": "file", "block": "b", "max_mb": 10}
URL = "https://files.example/"


@pytest.mark.parametrize(
    ("asked", "kind", "options"),
    [
        ({"type": "text", "long": True, "keyboard": "tel"}, "text input", {"isLong": True, "inputMode": "tel"}),
        ({"type": "text", "attachments": True}, "text input", {"isLong": False, "attachments": {"isEnabled": True}}),
        ({"type": "number", "min": 0, "max": 5, "unit": ""}, "number input", {"min": 0, "max": 5}),
        ({"type": "email"}, "email input", {}),
        ({"type": "phone", "country": "DE"}, "phone number input", {"defaultCountryCode": "DE"}),
        (
            {"type": "date", "range": True, "earliest": "2026-01-01", "from_label": "From"},
            "date input",
            {"min": "2026-01-01", "isRange": True, "hasTime": False, "labels": {"from": "From"}},
        ),
        (CHOICE | {"multiple": True, "button": "Go"}, "choice input", {"isMultipleChoice": True, "buttonLabel": "Go"}),
        (
            {"type": "rating", "from": 1, "to": 5, "style": "icons", "left": "bad"},
            "rating input",
            {"buttonType": "Icons", "startsAt": 1, "length": 5, "labels": {"left": "bad"}},
        ),
        (
            FILE | {"optional": True, "accept": [".pdf"]},
            "file input",
            {"isRequired": False, "sizeLimit": 10, "allowedFileTypes": {"isEnabled": True, "types": [".pdf"]}},
        ),
    ],
)
def test_a_question_becomes_an_input_block(asked: dict[str, Any], kind: str, options: dict[str, Any]) -> None:
    block = input_of({"block": "b", **asked})

    assert block is not None
    assert (block["id"], block["type"]) == ("b", kind)
    assert options.items() <= block["options"].items()


def test_the_words_of_a_question_are_labels_beside_its_own() -> None:
    block = input_of({"type": "date", "block": "b", "button": "Send", "placeholder": "When?", "to_label": "Until"})

    assert block is not None
    assert block["options"]["labels"] == {"placeholder": "When?", "button": "Send", "to": "Until"}


def test_an_answer_that_is_known_already_is_offered() -> None:
    block = input_of({"type": "email", "block": "b", "prefill": "ada@example.com"})

    assert block is not None
    assert block["prefilledValue"] == "ada@example.com"


def test_items_are_offered_with_what_a_client_shows_of_them() -> None:
    buttons, cards = input_of(CHOICE), input_of(CARDS)

    assert buttons is not None
    assert cards is not None
    assert buttons["items"] == [{"id": "yes", "content": "Yes"}, {"id": "no", "content": "No"}]
    assert cards["items"] == [{"id": "sea", "title": "Sea", "paths": [{"id": "book", "text": ""}]}]


@pytest.mark.parametrize("asked", [None, EVENT | {"type": "event"}])
def test_what_no_visitor_answers_is_no_input(asked: dict[str, Any] | None) -> None:
    assert input_of(asked) is None


@pytest.mark.parametrize(
    ("message", "asked", "reply"),
    [
        (None, CHOICE, SkipInput()),
        ("Ada", None, TextInput(text="Ada")),
        ({"type": "text", "text": "Yes"}, CHOICE, TextInput(text="Yes")),
        ({"type": "text", "text": "Yes", "metadata": {"replyId": "yes"}}, CHOICE, ChoiceInput(items=("yes",))),
        ({"type": "text", "text": "Yes", "metadata": {"replyId": "gone"}}, CHOICE, TextInput(text="Yes")),
        ({"type": "text", "text": "Book", "metadata": {"replyId": "book"}}, CARDS, ChoiceInput(items=("book",))),
        ({"type": "command", "command": "restart"}, CHOICE, CommandInput(command="restart")),
        ({"type": "audio", "url": f"{URL}a.ogg"}, None, TextInput(text=f"{URL}a.ogg")),
        ({"type": "text", "text": "done"}, EVENT, EventInput(name="paid", data="done")),
        (f"{URL}a, {URL}b", FILE, FilesInput(files=(File(url=f"{URL}a"), File(url=f"{URL}b")))),
        (
            {"type": "text", "text": "See", "attachedFileUrls": [f"{URL}a"]},
            None,
            TextInput(text="See", files=(File(url=f"{URL}a"),)),
        ),
    ],
)
def test_what_the_widget_sends_is_understood_by_what_was_asked(
    message: object, asked: dict[str, Any] | None, reply: VisitorInput
) -> None:
    assert reply_of(message, asked) == reply


@pytest.mark.parametrize("message", [7, ["text"], {"text": 7}, {"attachedFileUrls": "x"}, {"url": "x" * 9_000}])
def test_a_message_that_is_none_is_refused(message: object) -> None:
    with pytest.raises(InvalidRequest) as caught:
        reply_of(message, None)

    assert caught.value.details["path"] == "$.message"


def test_formatted_words_become_rich_text() -> None:
    link = {"tag": "a", "href": "https://example.com", "children": [{"tag": "b", "children": [{"text": "here"}]}]}
    rich = [{"tag": "p", "children": [{"text": "Look "}, link]}]

    (bubble,) = messages_of([{"type": "text", "id": "m0", "text": "Look **here**", "rich": rich}], markdown=False)

    children = [{"type": "a", "url": "https://example.com", "children": [{"text": "here", "bold": True}]}]
    assert bubble["content"]["richText"] == [{"type": "p", "children": [{"text": "Look "}, *children]}]


def test_plain_words_have_a_paragraph_for_each_line_or_stay_markdown() -> None:
    said = [{"type": "text", "id": "m0", "text": "One\nTwo"}]

    rich, plain = messages_of(said, markdown=False), messages_of(said, markdown=True)

    assert [part["children"] for part in rich[0]["content"]["richText"]] == [[{"text": "One"}], [{"text": "Two"}]]
    assert plain[0]["content"] == {"type": "markdown", "markdown": "One\nTwo"}


def test_lists_keep_their_items() -> None:
    rich = [{"tag": "ul", "children": [{"tag": "li", "children": [{"text": "Milk"}]}]}]

    (bubble,) = messages_of([{"type": "text", "id": "m0", "text": "- Milk", "rich": rich}], markdown=False)

    item = {"type": "li", "children": [{"type": "lic", "children": [{"text": "Milk"}]}]}
    assert bubble["content"]["richText"] == [{"type": "ul", "children": [item]}]


def test_what_a_client_does_is_tied_to_the_bubble_before_it() -> None:
    said: list[dict[str, Any]] = [
        {"type": "redirect", "id": "m0", "url": "https://example.com", "new_tab": True},
        {"type": "text", "id": "m1", "text": "Wait"},
        {"type": "wait", "id": "m2", "seconds": 2},
    ]

    assert [bubble["id"] for bubble in messages_of(said, markdown=False)] == ["m1"]
    assert actions_of(said) == [
        {"type": "redirect", "redirect": {"url": "https://example.com", "isNewTab": True}},
        {"type": "wait", "wait": {"secondsToWaitFor": 2}, "lastBubbleBlockId": "m1"},
    ]


def test_a_flow_shows_its_looks_and_nothing_of_what_is_in_it() -> None:
    theme = {"font": "Inter", "background": {"type": "color", "value": "#fff"}, "bot": {"color": "#123456"}}
    flow = a_flow(message("A secret"), theme=theme, settings={"branding": False})

    told = typebot_of(flow, 3)

    assert told["theme"]["general"] == {
        "font": {"type": "Google", "family": "Inter"}, "background": {"type": "Color", "content": "#fff"},
    }  # fmt: skip
    assert told["theme"]["chat"]["hostBubbles"] == {"color": "#123456"}
    assert told["settings"]["general"]["isBrandingEnabled"] is False
    assert "A secret" not in repr(told)
