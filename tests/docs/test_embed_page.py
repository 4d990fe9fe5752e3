"""The page about embedding tells every setting and verb that the embed script has, and none besides."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "how-to" / "embed.md").read_text()
SCRIPT = (ROOT / "web" / "widget" / "src" / "embed.ts").read_text()
BEHIND_THE_SCENES = {"served", "prefill", "serve"}


def test_every_setting_of_the_tag_is_told_and_no_other() -> None:
    passed = re.search(r"const PASSED = \{(.*?)\}", SCRIPT, re.DOTALL)
    assert passed
    read = set(re.findall(r"(\w+):", passed.group(1))) | set(re.findall(r'dataset\["(\w+)"\]', SCRIPT))
    for names in re.findall(r"const \{([^}]+)\} = tag\.dataset", SCRIPT):
        read |= {name.strip() for name in names.split(",")}

    told = {re.sub(r"-(\w)", lambda letter: letter[1].upper(), name) for name in re.findall(r"`data-([a-z-]+)`", PAGE)}

    assert told - {"variablesFirstName"} == read - BEHIND_THE_SCENES


def test_every_verb_of_the_script_is_told() -> None:
    verbs = re.search(r"type Api = \{(.*?)\n\};", SCRIPT, re.DOTALL)
    assert verbs

    names = set(re.findall(r"^  (\w+):", verbs.group(1), re.MULTILINE)) - BEHIND_THE_SCENES

    assert len(names) >= 6
    assert {name for name in names if not re.search(rf"\b{name}\b", PAGE)} == set()
