"""Every command that a written page shows is one there is, with options it has."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMAND = Path(sys.executable).parent / "dialogkit"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")])
WRITTEN = [page for page in PAGES if page.parent.name != "reference" and page.name != "CHANGELOG.md"]
# After a word or a path that ends a name: `dialogkit check`, `.venv/bin/dialogkit serve`, but not `-t dialogkit .`.
SHOWN = re.compile(r"(?:^\s*(?:\$ )?|`)(?:[\w./]*/bin/)?dialogkit (?P<verb>[a-z-]+)(?P<rest>[^`\n]*)", re.MULTILINE)
MADE = re.compile(r"(?:^    |`)make (?P<target>[a-z-]+)", re.MULTILINE)


@cache
def help_of(verb: str) -> str:
    run = subprocess.run([COMMAND, verb, "--help"], capture_output=True, text=True, check=False)
    return run.stdout if run.returncode == 0 else ""


def commands() -> list[tuple[str, str, str]]:
    return [
        (page.name, found["verb"], found["rest"])
        for page in WRITTEN
        for found in SHOWN.finditer(page.read_text())
        if not found["verb"].startswith("-")
    ]


def test_every_verb_that_a_page_shows_is_there_with_its_options() -> None:
    shown = commands()
    missing = [
        (page, verb, option)
        for page, verb, rest in shown
        for option in re.findall(r"(?<=\s)--?[a-z-]+", rest) or [""]
        if not help_of(verb) or option not in help_of(verb)
    ]

    assert len(shown) >= 10
    assert missing == []


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_target_of_make_that_a_page_names_is_there(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))

    assert set(MADE.findall(page.read_text())) <= targets
