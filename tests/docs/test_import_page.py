"""The page about imports tells every difference that is wanted."""

from __future__ import annotations

import tomllib

from tools.conforming.typebot import DELIBERATE
from tools.run_tests import ROOT

PAGE = ROOT / "docs" / "how-to" / "import-from-typebot.md"


def test_every_wanted_difference_from_typebot_is_told_with_its_reason() -> None:
    listed = tomllib.loads(DELIBERATE.read_text("utf-8"))["difference"]
    page = PAGE.read_text("utf-8")

    assert listed
    assert [entry["reason"] for entry in listed if entry["reason"] not in page] == []
