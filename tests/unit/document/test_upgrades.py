"""Documents of earlier formats are brought to the present one, step by step."""

from typing import Any

import pytest

from dialogkit.document.upgrades import upgrade
from dialogkit.kit import InvalidDocument


def titles_to_names(plain: dict[str, Any]) -> dict[str, Any]:
    """Stand in for a step: the first format had a `title`, the second has a `name`."""
    return {key.replace("title", "name"): value for key, value in plain.items()}


def name_in_capitals(plain: dict[str, Any]) -> dict[str, Any]:
    return {**plain, "name": plain["name"].upper()}


STEPS = {1: titles_to_names, 2: name_in_capitals}


@pytest.mark.parametrize(
    ("document", "name"),
    [
        ({"title": "demo"}, "DEMO"),
        ({"format": 1, "title": "demo"}, "DEMO"),
        ({"format": 2, "name": "demo"}, "DEMO"),
        ({"format": 3, "name": "demo"}, "demo"),
    ],
)
def test_each_format_takes_the_steps_it_lacks(document: dict[str, Any], name: str) -> None:
    upgraded = upgrade(document, steps=STEPS, newest=3)

    assert upgraded == {"format": 3, "name": name}


@pytest.mark.parametrize("number", [0, 4, -1, "1", 1.5, None, True])
def test_a_format_this_program_does_not_know_is_refused(number: object) -> None:
    with pytest.raises(InvalidDocument) as caught:
        upgrade({"format": number}, steps=STEPS, newest=3)

    assert caught.value.path == "$.format"
    assert caught.value.fix


def test_upgrading_leaves_the_document_it_was_given_alone() -> None:
    document = {"title": "demo"}

    upgrade(document, steps=STEPS, newest=3)

    assert document == {"title": "demo"}
