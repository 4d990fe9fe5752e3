"""Dates as JavaScript reads them, and as people write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dialogkit.expressions import DateRules, dialect_named
from dialogkit.expressions.typebot.dates import date_parse

NOW = datetime(2026, 6, 10, 15, 0, tzinfo=UTC)  # a Wednesday


def instant(*parts: int) -> float:
    return datetime(*parts, tzinfo=UTC).timestamp() * 1000  # type: ignore[arg-type, misc]  # year, month and so on


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-07-04", instant(2025, 7, 4)),
        ("2025-07", instant(2025, 7, 1)),
        ("2025-07-04T10:20:30.5Z", instant(2025, 7, 4, 10, 20, 30) + 500),
        ("2025-07-04T10:20+02:00", instant(2025, 7, 4, 8, 20)),
        ("2025-07-04T24:00", instant(2025, 7, 5)),
        ("7/4/2025", instant(2025, 7, 4)),
        ("7/4/25", instant(2025, 7, 4)),
        ("7/4/75", instant(1975, 7, 4)),
        ("July 4, 2025", instant(2025, 7, 4)),
        ("4 Jul 2025 3:15 pm", instant(2025, 7, 4, 15, 15)),
        ("Fri, 04 Jul 2025 12:00:00 GMT", instant(2025, 7, 4, 12)),
        ("Jul 4 2025 12:00 PST", instant(2025, 7, 4, 20)),
        ("Jul 4 2025 12:00:00 GMT+0200 (somewhere)", instant(2025, 7, 4, 10)),
        ("2,5", instant(2001, 2, 5)),
        ("+7", instant(2001, 7, 1)),
        ("Room 3", instant(2001, 3, 1)),
        ("25/12/2025", None),
        ("3 rooms", None),
        ("2025-13-01", None),
        ("10:30", None),
        ("13:00 pm July 4", None),
        ("1,000", None),
        ("words", None),
        ("", None),
    ],
)
def test_a_text_is_the_instant_that_javascript_reads(text: str, expected: float | None) -> None:
    assert date_parse(text) == expected


@pytest.mark.parametrize(
    ("text", "format", "expected"),
    [
        ("2026-07-04", "", "04/07/2026"),
        ("4/7/2026", "", "04/07/2026"),
        ("4/7/2026", "MM/dd/yyyy", "04/07/2026"),
        ("25/7/2026", "MM/dd/yyyy", "07/25/2026"),
        ("4.7.26", "", "04/07/2026"),
        ("July 4th, 2026", "yyyy-MM-dd", "2026-07-04"),
        ("we arrive on 4 July 2026 at noon", "", "04/07/2026"),
        ("4 January", "", "04/01/2026"),
        ("20 December", "", "20/12/2025"),
        ("1 November", "", "01/11/2026"),
        ("tomorrow", "", "11/06/2026"),
        ("next friday", "", "12/06/2026"),
        ("in 2 weeks", "", "24/06/2026"),
        ("3 days ago", "", "07/06/2026"),
        ("4 July 2026", "EEEE d MMMM yy", "Saturday 4 July 26"),
        ("2026-02-30", "", None),
        ("4 julio 2026", "", None),
        ("soon", "", None),
        ("", "", None),
    ],
)
def test_a_date_is_found_and_written_in_the_questions_format(text: str, format: str, expected: str | None) -> None:
    assert dialect_named("typebot").answers.date(text, DateRules(format=format), NOW) == expected


def test_a_date_with_a_time_keeps_the_time() -> None:
    rules = DateRules(with_time=True)

    assert dialect_named("typebot").answers.date("2026-07-04T09:05", rules, NOW) == "04/07/2026 09:05"


def test_a_range_wants_two_dates() -> None:
    answers, rules = dialect_named("typebot").answers, DateRules(is_range=True)

    assert answers.date("1/7/2026 to 4/7/2026", rules, NOW) == "01/07/2026 to 04/07/2026"
    assert answers.date("1/7/2026", rules, NOW) is None


def test_the_latest_day_itself_is_refused_because_dates_stand_at_noon() -> None:
    answers, rules = dialect_named("typebot").answers, DateRules(earliest="2026-07-01", latest="2026-07-31")

    assert answers.date("1/7/2026", rules, NOW) == "01/07/2026"
    assert answers.date("30/7/2026", rules, NOW) == "30/07/2026"
    assert answers.date("31/7/2026", rules, NOW) is None
    assert answers.date("30/6/2026", rules, NOW) is None


@pytest.mark.parametrize(
    ("text", "format", "expected"),
    [
        ("16:45", "", "16:45"),
        ("4:45 pm", "", "16:45"),
        ("12 am", "", "00:00"),
        ("midnight", "", "00:00"),
        ("at 7pm please", "", "19:00"),
        ("16:45", "hh:mm a", "04:45 PM"),
        ("16:45", "H'h'mm", "16h45"),
        ("24:30", "", None),
        ("16h45", "", None),
        ("13 pm", "", None),
        ("7", "", None),
    ],
)
def test_a_time_is_found_and_written_in_the_questions_format(text: str, format: str, expected: str | None) -> None:
    assert dialect_named("typebot").answers.time(text, format, NOW) == expected
