"""How words become answers in flows that came from Typebot."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from dialogkit.expressions import dialect_named
from dialogkit.kit import Value

DIALECT = dialect_named("typebot")


@dataclass(frozen=True)
class Choice:
    id: str
    label: str
    value: str = ""


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("12", "12"), ("12 kg", "12"), ("2,5", "2.5"), ("1.234,5", "1.234"), ("012", "012"), ("0.10", "0.10"),
        ("3.0", "3"), ("1e2", "100"), (".25", "0.25"), ("Infinity", "Infinity"), ("", None), ("€5", None),
    ],
)  # fmt: skip
def test_a_number_is_what_a_text_begins_with(text: str, kept: str | None) -> None:
    number = DIALECT.answers.number(text)

    assert (None if number is None else DIALECT.remember(None, number, "any")) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [("Mia@Example.ORG", "mia@example.org"), (" mia@example.org", None), ("mia@example", None), ("mia", None)],
)
def test_an_address_is_kept_in_lower_case_and_not_trimmed(text: str, kept: str | None) -> None:
    assert DIALECT.answers.email(text) == kept


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("example.org", True), ("HTTP://Example.org:8080/a?b=c#d", True), ("https://localhost", False),
        ("ftp://example.org", False), ("mailto:mia@example.org", False), ("example.org/a b", False), ("word", False),
    ],
)  # fmt: skip
def test_a_web_address_is_kept_as_it_is(text: str, fits: bool) -> None:
    assert DIALECT.answers.url(text) == (text if fits else None)


def test_a_telephone_number_without_a_prefix_needs_a_country() -> None:
    assert DIALECT.answers.phone("030 901820", "DE") == "+4930901820"
    assert DIALECT.answers.phone("030 901820", "") is None
    assert DIALECT.answers.phone("+49 30 901820", "") == "+4930901820"
    assert DIALECT.answers.phone("+49", "") is None


FRUIT = (Choice("i1", "Pear"), Choice("i2", "Pear tree"), Choice("i3", "Fig", "f"), Choice("i4", " Plum "))


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("Pear", "i1"), (" Pear ", "i1"), ("Pear tree", "i2"), ("f", "i3"), ("Fig", "i3"), ("i1", "i1"),
        ("Plum", "i4"), ("pear", None), ("1", None), ("", None), ("Pear, Fig", None),
    ],
)  # fmt: skip
def test_one_item_is_chosen_by_its_exact_label_value_or_id(text: str, chosen: str | None) -> None:
    found = DIALECT.answers.choose(FRUIT, text, multiple=False)

    assert (found[0].id if found else None) == chosen


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("fig and pear", ["i1", "i3"]), ("PEAR TREE", ["i2"]), ("pear tree, pear", ["i1", "i2"]),
        ("1 4", ["i1", "i4"]), ("2, fig", ["i2", "i3"]), ("pears", []), ("5", []), ("", []),
    ],
)  # fmt: skip
def test_several_items_are_found_as_whole_words_or_by_number(text: str, chosen: list[str]) -> None:
    found = DIALECT.answers.choose(FRUIT, text, multiple=True)

    assert [item.id for item in found or ()] == chosen


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("", None), (True, "true"), (3, "3"), (0.5, "0.5"), ({"a": [1]}, '{"a":[1]}'),
        ([1, "", None, "x"], ["1", None, None, "x"]),
        (r"C:\dir", r"C:\\dir"), (r"C:\\dir", r"C:\\dir"), (r"line\n", r"line\n"),
    ],
)  # fmt: skip
def test_a_variable_holds_texts_and_lists_of_texts(value: Value, kept: Value) -> None:
    assert DIALECT.convert(value, "any") == kept


def test_an_answer_is_added_to_a_list_and_an_empty_one_unsets_it() -> None:
    assert DIALECT.remember(["a"], "b", "any") == ["a", "b"]
    assert DIALECT.remember("a", "b", "any") == "b"
    assert DIALECT.remember(["a"], "", "any") is None


def test_several_answers_become_one_text_and_files_one_or_a_list() -> None:
    assert DIALECT.join(["a", "b"]) == "a, b"
    assert DIALECT.gathered(["a"]) == "a"
    assert DIALECT.gathered(["a", "b"]) == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "kept"), [("4", "4"), ("4.5", "4.5"), ("-1", "-1"), ("", None), ("6", "refused"), ("good", "refused")]
)
def test_a_rating_is_any_number_that_is_not_above_the_scale(text: str, kept: str | None) -> None:
    rating = DIALECT.answers.rating(text, 1, 5)

    assert ("refused" if rating is None else DIALECT.remember("before", rating, "any")) == kept


def test_a_card_is_chosen_by_a_buttons_id_or_its_title_but_not_by_a_buttons_words() -> None:
    buttons = (Choice("p1", "Buy", "Chair"), Choice("p2", "Ask", "Chair"), Choice("p3", "Buy", "Table"))

    assert DIALECT.answers.choose_card(buttons, "chair ") == buttons[0]
    assert DIALECT.answers.choose_card(buttons, "p2") == buttons[1]
    assert DIALECT.answers.choose_card(buttons, "Buy") is None
    assert DIALECT.answers.choose_card(buttons, "") is None
