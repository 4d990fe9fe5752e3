"""How words become answers in DialogKit's own dialect: forgiving in form, strict in meaning."""

from datetime import UTC, datetime

import pytest

from dialogkit.engine import Item
from dialogkit.expressions import DateRules, dialect_named

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
ANSWERS = dialect_named("native").answers
COLOURS = (Item(id="r", label="Red"), Item(id="g", label="Green", value="#0f0"), Item(id="n", label="3"))


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("42", 42),
        (" -5 ", -5),
        ("1,5", 1.5),
        ("1.234,5", 1234.5),
        ("1'000", 1000),
        ("1,2,3", None),
        ("many", None),
        ("", None),
    ],
)
def test_numbers_are_read_as_people_write_them(words: str, number: float | None) -> None:
    assert ANSWERS.number(words) == number


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-05-04", "2026-05-04"),
        ("4 May 2026", "2026-05-04"),
        ("4. Mai 2026", "2026-05-04"),
        ("04/05/2026", "2026-05-04"),
        ("tomorrow", "2026-03-15"),
        ("2026-13-01", None),
        ("2026-02-30", None),
        ("31.11.2026", None),
        ("May", None),
        ("10", None),
        ("x" * 10_000, None),
    ],
)
def test_dates_are_read_as_people_write_them(words: str, day: str | None) -> None:
    assert ANSWERS.date(words, DateRules(), NOW) == day


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("14:30", "14:30"),
        ("9", "09:00"),
        ("9h30", "09:30"),
        ("12 am", "00:00"),
        ("9:05 p.m.", "21:05"),
        ("24:00", None),
        ("13 pm", None),
    ],
)
def test_times_are_read_as_people_write_them(words: str, time: str | None) -> None:
    assert ANSWERS.time(words, "", NOW) == time


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("example.com", "https://example.com"),
        ("http://localhost:3000/a?b#c", "http://localhost:3000/a?b#c"),
        ("not a site", None),
        ("ftp://example.com", None),
        ("example", None),
    ],
)
def test_web_addresses_may_lack_their_scheme(words: str, address: str | None) -> None:
    assert ANSWERS.url(words) == address


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        ("Red", "r"),
        (" red ", "r"),
        ("#0F0", "g"),
        ("g", "g"),
        ("2", "g"),
        ("3", "n"),
        ("4", None),
        ("", None),
        ("blue", None),
    ],
)
def test_a_choice_is_made_by_label_value_id_or_number(words: str, chosen: str | None) -> None:
    found = ANSWERS.choose(COLOURS, words, multiple=False)

    assert (found[0].id if found else None) == chosen


def test_several_choices_are_made_in_the_order_of_the_items() -> None:
    found = ANSWERS.choose(COLOURS, "green, Red", multiple=True)

    assert [item.id for item in found or ()] == ["r", "g"]
    assert ANSWERS.choose(COLOURS, "green, blue", multiple=True) is None
