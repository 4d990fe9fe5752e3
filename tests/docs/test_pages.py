"""The written pages agree with the repository: words exist in code, links lead somewhere, decisions keep their form."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def names_in_code() -> set[str]:
    code = "\n".join(path.read_text() for path in (ROOT / "src").rglob("*.py"))
    parts = re.findall(r"[A-Z]?[a-z]+", code)
    return {part.lower() for part in parts}


def test_each_word_of_the_glossary_is_a_name_in_the_code() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text()
    words = re.findall(r"^\| ([a-z ]+?) \|", glossary, re.MULTILINE)[1:]

    known = names_in_code()

    assert len(words) >= 20
    assert [word for word in words if not set(word.split()) <= known] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text())

    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_fits_its_form_and_a_page(page: Path) -> None:
    text = page.read_text()

    assert re.match(rf"# {int(page.stem[:4])}\. \S", text)
    assert re.findall(r"^(Status|## \w+)", text, re.MULTILINE) == [
        "Status",
        "## Context",
        "## Decision",
        "## Consequences",
    ]
    assert len(text.splitlines()) <= 50
