"""One line of a visitor's text becomes the input that answers what is asked."""

from __future__ import annotations

import pytest

from dialogkit.engine import (
    Ask,
    ChoiceInput,
    CommandInput,
    EventInput,
    File,
    FilesInput,
    HookInput,
    Input,
    SkipInput,
    TextInput,
    TimeoutInput,
    Waiting,
    WaitsFor,
)
from dialogkit.kit import BlockId
from dialogkit.quality import options, reply
from tests.support.flows import Plain, a_flow, block, choice
from tests.support.talking import Talk


def asked(part: Plain) -> Ask:
    ask = Talk(a_flow(part)).ask
    assert ask is not None
    return ask


COLOURS = asked(choice("colour", "Red", "Blue", "Blue, dark", multiple=True))
TEXT = asked(block("text_question", variable="x", question="?"))
OPTIONAL = asked(block("text_question", variable="x", question="?", optional=True))
FILES = asked(block("file_upload", variable="x", question="?"))
CARDS = asked(
    block(
        "cards",
        question="?",
        items=[
            {"id": "one", "title": "Rose", "actions": [{"id": "buy", "label": "Buy"}, {"id": "see", "label": "See"}]},
        ],
    )
)


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("Red", ("red",)),
        ("rEd ", ("red",)),
        ("2", ("blue",)),
        ("Red, Blue", ("red", "blue")),
        ("1, 3", ("red", "blue, dark")),
        ("Blue, dark", ("blue, dark",)),
        ("Red, Blue, dark", ("red", "blue, dark")),
    ],
)
def test_a_choice_is_named_by_label_or_number(line: str, items: tuple[str, ...]) -> None:
    assert reply(line, COLOURS, None) == ChoiceInput(items=items)


@pytest.mark.parametrize("line", ["Green", "0", "4", "Red, Green", "²", ""])
def test_what_names_no_choice_is_sent_as_words(line: str) -> None:
    assert reply(line, COLOURS, None) == TextInput(text=line)


def test_a_list_without_end_is_words_and_not_tried_for_ever() -> None:
    line = ", ".join(["Red"] * 10_000)

    assert reply(line, COLOURS, None) == TextInput(text=line)


def test_the_actions_of_cards_are_named_with_and_without_their_card() -> None:
    assert [option.label for option in options(CARDS)] == ["Rose: Buy", "Rose: See"]
    assert reply("See", CARDS, None) == reply("Rose: See", CARDS, None) == ChoiceInput(items=("see",))


@pytest.mark.parametrize(
    ("line", "ask", "input"),
    [
        ("Ada", TEXT, TextInput(text="Ada")),
        ("", TEXT, TextInput(text="")),
        ("", OPTIONAL, SkipInput()),
        ("/skip", TEXT, SkipInput()),
        ("/timeout", TEXT, TimeoutInput()),
        ("/command help me", TEXT, CommandInput(command="help me")),
        ('/event done {"n": 1}', TEXT, EventInput(name="done", data={"n": 1})),
        ("/event done", TEXT, EventInput(name="done")),
        ("/other", TEXT, TextInput(text="/other")),
        (
            "https://x.example/a.pdf, b.png",
            FILES,
            FilesInput(files=(File(url="https://x.example/a.pdf", name="a.pdf"), File(url="b.png", name="b.png"))),
        ),
        ("Ada", None, TextInput(text="Ada")),
    ],
)
def test_a_line_means_what_answers_the_question(line: str, ask: Ask | None, input: Input) -> None:
    assert reply(line, ask, None) == input


@pytest.mark.parametrize(("line", "data"), [('{"ok": true}', {"ok": True}), ("done", "done"), ("", None)])
def test_a_line_is_the_body_where_a_webhook_is_waited_for(line: str, data: object) -> None:
    waiting = Waiting(BlockId("hook"), WaitsFor.HOOK)

    assert reply(line, None, waiting) == HookInput(block="hook", data=data)  # type: ignore[arg-type]  # any JSON
