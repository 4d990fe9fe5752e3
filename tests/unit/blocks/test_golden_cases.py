"""Every block type does what its golden cases say, and the cases leave no part of it out.

`make cases-update` rewrites what they expect; the diff is reviewed.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dialogkit.blocks.catalog import block_types
from dialogkit.document import Block
from dialogkit.engine import Question
from tests.support.flows import Plain
from tests.support.golden import case_files, flow_of, played, read_cases, write_cases

FIXED = {"next", "exhausted", "expired", "error", "missing", "else", "each", "limit"}
"""Handles that are named by the type; all others are the author's own."""
NEVER_TAKEN = {"placeholder": {"(an own one)"}}
"""A placeholder keeps the exits of what it stands for, and passes through."""

TYPES = {type.__module__.rpartition(".")[2]: type for type in block_types().values()}


def all_cases() -> Iterator[tuple[Path, int, str]]:
    for path in case_files():
        for index, case in enumerate(read_cases(path)):
            yield path, index, f"{path.stem}: {case['description']}"


@pytest.mark.parametrize(("path", "index"), [pytest.param(path, index, id=name) for path, index, name in all_cases()])
def test_a_block_does_what_its_case_says(path: Path, index: int, request: pytest.FixtureRequest) -> None:
    cases = read_cases(path)
    case = cases[index]
    turns = list(played(case))
    if request.config.getoption("--update-cases", default=False):
        for step, turn in zip(case["steps"], turns, strict=True):
            step["turn"] = turn
        write_cases(path, cases)

    assert turns == [step["turn"] for step in case["steps"]]


@pytest.mark.parametrize("path", case_files(), ids=lambda path: path.stem)
def test_a_file_of_cases_is_about_its_block_type(path: Path) -> None:
    kind = TYPES[path.stem]

    assert {case["block"]["type"] for case in read_cases(path)} == {kind.__struct_config__.tag}


@pytest.mark.parametrize("path", case_files(), ids=lambda path: path.stem)
def test_the_cases_of_a_type_take_every_handle(path: Path) -> None:
    declared, taken = set[str](), set[str]()
    for case in read_cases(path):
        tested = block_of(case)
        declared |= {handle.name if handle.name in FIXED else "(an own one)" for handle in tested.handles()}
        for step in case["steps"]:
            ways = (way.partition(" ")[2] for way in step["turn"].get("path", ()) if way.startswith("b "))
            taken |= {way if way in FIXED else "(an own one)" for way in ways}

    assert declared - taken - NEVER_TAKEN.get(path.stem, set()) == set()


@pytest.mark.parametrize("path", case_files(), ids=lambda path: path.stem)
def test_the_cases_of_a_type_cover_what_can_happen_to_it(path: Path) -> None:
    kind = TYPES[path.stem]
    covered = {what for case in read_cases(path) for what in happens_in(case)}

    assert wanted_of(kind) - covered == set()


def wanted_of(kind: type[Block]) -> set[str]:
    wanted = {"valid", "bare"}
    if kind.translatable:
        wanted.add("translated")
    if issubclass(kind, Question):
        wanted |= {"invalid", "empty", "prefilled"}
    return wanted


def happens_in(case: Plain) -> Iterator[str]:
    """Yield what a case is an example of, told from what it does."""
    if case.get("locale") and case.get("translations"):
        yield "translated"
    if set(case["block"]) <= {"type", "id"}:
        yield "bare"
    for step in case["steps"]:
        turn = step["turn"]
        if any(way.startswith("b ") for way in turn.get("path", ())):
            yield "valid"
        if step.get("input", {}).get("type") in ("text", "choice", "files") and is_empty(step["input"]):
            yield "empty"
        elif any(message.get("tone") == "error" for message in turn["messages"]):
            yield "invalid"
        if (turn["ask"] or {}).get("prefill"):
            yield "prefilled"


def is_empty(given: Plain) -> bool:
    return not (given.get("text") or given.get("items") or given.get("files"))


def block_of(case: Plain) -> Block:
    flow = flow_of(case)
    blocks = (*flow.events, *(block for node in flow.nodes for block in node.blocks))
    return next(block for block in blocks if block.id == "b")
