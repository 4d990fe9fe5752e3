"""A question says in the conversation's language why an answer does not fit; every language says the same things."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel import Locale

from dialogkit.engine import File, FilesInput, TextMessage
from dialogkit.engine.wording import Insert, words_for
from tests.support.flows import a_flow, block
from tests.support.talking import Talk

SOURCE = Path(__file__).resolve().parents[3] / "src" / "dialogkit"
FILES = {path.stem: path for path in sorted((SOURCE / "engine" / "words").glob("*.toml"))}
WANTED = "en de fr es pt it nl pl tr ru uk ar he hi id ja ko zh"


def words_of(language: str) -> dict[str, Any]:
    tables = tomllib.loads(FILES[language].read_text(encoding="utf-8"))
    return {f"{table}.{name}": words for table, entries in tables.items() for name, words in entries.items()}


def forms(words: str | dict[str, str]) -> dict[str, str]:
    return {"other": words} if isinstance(words, str) else {name: form for name, form in words.items() if name != "by"}


def names_in(form: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(form) if name}


def reasons(path: Path) -> Iterator[str]:
    """Yield the keys a file names: texts such as `email.empty` whose table there is."""
    for part in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value in words_of("en"):
            yield part.value
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id == "Refusal" and part.args:
            yield from (str(node.value) for node in ast.walk(part.args[0]) if isinstance(node, ast.Constant))


def test_all_promised_languages_are_there() -> None:
    assert set(WANTED.split()) <= set(FILES)


@pytest.mark.parametrize("language", FILES)
def test_every_language_has_every_key_and_no_other(language: str) -> None:
    assert sorted(words_of(language)) == sorted(words_of("en"))


@pytest.mark.parametrize("language", FILES)
def test_every_form_has_the_inserts_of_the_english_one(language: str) -> None:
    english = {key: names_in(forms(words)["other"]) for key, words in words_of("en").items()}

    found = {key: [names_in(form) for form in forms(words).values()] for key, words in words_of(language).items()}

    assert {key: all_names for key, all_names in found.items() if any(one != english[key] for one in all_names)} == {}


@pytest.mark.parametrize("language", FILES)
def test_every_plural_has_the_forms_the_language_needs(language: str) -> None:
    plural = Locale.parse(language).plural_form
    needed = {plural(number) for number in range(1_001)} | {"other"}
    english = {key: words["by"] for key, words in words_of("en").items() if isinstance(words, dict)}

    for key, value in english.items():
        words = words_of(language)[key]
        assert set(forms(words)) == needed, key
        assert isinstance(words, str) or words["by"] == value


def test_every_key_is_said_somewhere_and_every_reason_has_words() -> None:
    said = {key for folder in ("engine", "blocks") for path in (SOURCE / folder).glob("*.py") for key in reasons(path)}

    assert said == set(words_of("en"))


def test_a_refusal_speaks_the_language_of_the_flow() -> None:
    talk = Talk(a_flow(block("email", variable="mail"), locale="de")).says("ada")

    assert talk.heard == ["In einer E-Mail-Adresse steht ein @, wie in ada@example.com."]


def test_a_refusal_speaks_the_language_the_visitor_chose() -> None:
    flow = a_flow(
        block("email", "mail", variable="mail", question="E-mail?"),
        translations={"pl": {"mail": {"question": "Mail?"}}},
    )

    assert Talk(flow, locale="pl").says("").heard == ["Mail?", "Proszę napisać adres e-mail."]
    assert Talk(flow, locale="sv").says("").heard == ["E-mail?", "Please write your e-mail address."]


def test_the_authors_own_words_go_before_the_languages() -> None:
    flow = a_flow(block("email", variable="mail", retry="Nochmal!"), locale="de")

    assert Talk(flow).says("ada").heard == ["Nochmal!"]


@pytest.mark.parametrize("locale", ["de-CH", "de_AT", "de-XX", "DE", "de-"])
def test_a_region_hears_its_language(locale: str) -> None:
    assert words_for(locale, "email.empty", {}) == "Bitte die E-Mail-Adresse schreiben."


@pytest.mark.parametrize("locale", ["", "tlh", "../words/de", "e", "xx-YY"])
def test_a_language_without_words_hears_english(locale: str) -> None:
    assert words_for(locale, "email.empty", {}) == "Please write your e-mail address."


@pytest.mark.parametrize(
    ("least", "words"),
    [
        (2, "Proszę napisać co najmniej 2 znaki; teraz jest ich 1."),
        (5, "Proszę napisać co najmniej 5 znaków; teraz jest ich 1."),
        (22, "Proszę napisać co najmniej 22 znaki; teraz jest ich 1."),
    ],
)
def test_a_count_takes_its_plural_form(least: int, words: str) -> None:
    assert words_for("pl", "words.too_few", {"least": least, "count": 1}) == words


def test_numbers_and_dates_are_written_as_the_language_does() -> None:
    limits = {"earliest": date(2026, 3, 1), "latest": date(2026, 4, 30)}
    days: dict[str, Insert] = {"month": date(2026, 2, 28), "days": 28, "example": "2026-02-28"}

    assert words_for("de", "number.too_low", {"least": 1000.5}) == "Bitte eine Zahl ab 1000,5 schreiben."
    assert (
        words_for("fr", "date.outside", limits) == "Veuillez choisir une date entre le 1 mars 2026 et le 30 avril 2026."
    )
    assert words_for("en", "date.no_such_day", days) == "February 2026 has 28 days. Try 2026-02-28."
    assert words_for("ru", "date.no_such_day", days).startswith("Такого дня нет: февраль 2026")


def test_a_files_name_is_said_as_it_is() -> None:
    flow = a_flow(block("file_upload", variable="file", accept=[".pdf"]), variables={"secret": "rosebud"})

    talk = Talk(flow)
    talk.takes(FilesInput(files=(File(url="https://files.example/1", name="{{ secret }} *a*.png"),)))

    assert talk.heard == ["{{ secret }} *a*.png is of another kind. Please choose one of these: .pdf."]
    assert [message.rich for message in talk.messages if isinstance(message, TextMessage)] == [()]
