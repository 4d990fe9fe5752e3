"""Flows of Typebot that nobody here wrote: they are read, and hold the conversations that Typebot itself holds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dialogkit.blocks.catalog import codec
from dialogkit.document import Flow
from dialogkit.engine import compile_flow
from dialogkit.interop import Fidelity, Imported, read_any
from tests.support.command_line import play_script
from tools.conforming import Result, compare_folder

pytestmark = pytest.mark.corpus

PLAYABLE = (
    "customer-support", "dog-insurance-offer", "faq", "lead-gen", "lead-scoring", "product-recommendation", "quiz",
    "savings-estimator", "skin-typology",
)  # fmt: skip
"""The templates whose conversations do not depend on another service's answers."""


def read(file: Path) -> Imported:
    return read_any(file.read_bytes(), file.name)


@pytest.fixture(scope="module")
def templates(corpus: Path) -> list[Imported]:
    return [read(file) for file in sorted((corpus / "typebot" / "templates").glob("*.json"))]


def test_every_foreign_flow_is_read_and_can_be_played_and_written(corpus: Path) -> None:
    files = [*(corpus / "typebot" / "templates").glob("*.json"), *(corpus / "typebot" / "cases").glob("*.json")]

    for file in files:
        flow = read(file).flow
        compile_flow(flow)
        written = codec().encode(flow)
        again = read_any(written, file.name)
        assert (again.flow, again.report.format) == (flow, "dialogkit")

    assert len(files) == 49


def test_the_blocks_of_the_templates_keep_what_they_do(templates: list[Imported]) -> None:
    blocks = sum(one.report.blocks for one in templates)
    kept = sum(one.report.exact + one.report.approximate for one in templates)

    assert len(templates) == 15
    assert kept / blocks >= 0.95


def test_every_block_that_is_not_exact_is_named_in_the_report(templates: list[Imported]) -> None:
    for flow, report in ((one.flow, one.report) for one in templates):
        named = {kind: {note.block for note in report.notes if note.block and note.kind is kind} for kind in Fidelity}
        there = {block.id for node in flow.nodes for block in node.blocks} | {event.id for event in flow.events}

        assert report.exact + report.approximate + report.unsupported == report.blocks
        assert len(named[Fidelity.UNSUPPORTED]) == report.unsupported
        assert len(named[Fidelity.APPROXIMATE] - named[Fidelity.UNSUPPORTED]) == report.approximate
        assert named[Fidelity.UNSUPPORTED] <= there
        assert all(note.message and note.type for note in report.notes if note.block)


@pytest.mark.parametrize(("folder", "least", "turns"), [("semantics", 0.95, 1_700), ("flows", 0.9, 500)])
def test_conversations_go_as_in_typebot(corpus: Path, folder: str, least: float, turns: int) -> None:
    result = compare_folder(corpus / "typebot" / "oracle" / folder)

    assert result.turns >= turns
    assert result.share >= least
    assert unexplained(result) == []


def unexplained(result: Result) -> list[str]:
    """Return the differences that nobody has given a reason for."""
    return [
        f"{one.name} run {one.run} turn {one.turn}: expected {one.expected}, got {one.got}"
        for one in result.differences
        if not one.reason
    ]


@pytest.mark.parametrize("name", PLAYABLE)
def test_a_template_is_played_to_its_end_or_twice_round_by_two_visitors(corpus: Path, name: str) -> None:
    file = corpus / "typebot" / "templates" / f"{name}.json"
    flow = read(file).flow
    visited = []
    for answers in recorded_answers(corpus, name):
        turns = play_script(file, answers)

        assert len(turns) == len(answers) + 1
        assert [turn["failure"] for turn in turns if "failure" in turn] == []
        assert refusals(turns) == []
        assert turns[-1]["status"] == "ended" or goes_round_twice(turns)
        visited.append(set(nodes_of(flow, turns)))

    assert len(visited) == 2
    assert visited[0] != visited[1] or not branches(flow)


def recorded_answers(corpus: Path, name: str) -> Iterator[list[str]]:
    recording = json.loads((corpus / "typebot" / "oracle" / "flows" / f"templates--{name}.json").read_text("utf-8"))
    for run in recording["runs"]:
        assert all(isinstance(given, str) for given in run["inputs"])
        yield run["inputs"]


def branches(flow: Flow) -> bool:
    """Tell whether some block's exits lead to different places."""
    places: dict[str, set[object]] = {}
    for edge in flow.edges:
        places.setdefault(edge.source.block, set()).add(edge.to and (edge.to.node, edge.to.block))
    return any(len(found) > 1 for found in places.values())


def refusals(turns: list[Any]) -> list[str]:
    return [message["text"] for turn in turns for message in turn["messages"] if message.get("tone") == "error"]


def goes_round_twice(turns: list[Any]) -> bool:
    asked = Counter(turn["input"]["block"] for turn in turns if turn["input"])
    return any(count >= 3 for count in asked.values())


def nodes_of(flow: Flow, turns: list[Any]) -> Iterator[str]:
    """Yield the nodes that a conversation came by, as far as it showed something there."""
    place = {str(block.id): str(node.id) for node in flow.nodes for block in node.blocks}
    for turn in turns:
        yield from (place[message["block"]] for message in turn["messages"])
        if turn["input"]:
            yield place[turn["input"]["block"]]
