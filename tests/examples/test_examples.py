"""The examples are fit to start from: they check clean, their tests pass, and they keep their form in git.

How fast they are checked is measured by the benchmarks, not here.
"""

import json
from pathlib import Path

import pytest

from dialogkit.blocks.catalog import codec
from dialogkit.cli.publishing import slug_of
from dialogkit.cli.test import find_test_files, run_tests
from dialogkit.document import NEXT, Block, Flow, check, read_yaml, translatable_texts, write_yaml
from dialogkit.interop import read_any
from tests.support.talking import Talk

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FLOWS = sorted(EXAMPLES.glob("*/flow.yaml"))
TESTS = find_test_files((EXAMPLES,))
TYPEBOT = EXAMPLES / "typebot" / "coffee-order.json"

CARD_WIDTH, CARD_HEADER, CARD_BLOCK, CARD_EXIT = 280, 36, 32, 28
"""The measures of a card on the builder's canvas."""

each_flow = pytest.mark.parametrize("file", FLOWS, ids=lambda file: file.parent.name)


def read(file: Path) -> Flow:
    return read_yaml(codec(), file.read_bytes())


def test_there_are_five_examples() -> None:
    names = [file.parent.name for file in FLOWS]

    assert names == ["appointment", "lead-capture", "nps-survey", "quiz", "support-triage"]


@each_flow
def test_an_example_has_no_problem(file: Path) -> None:
    assert check(read(file)) == ()


@pytest.mark.parametrize("file", TESTS, ids=lambda file: file.parent.name)
def test_the_tests_of_an_example_pass_and_come_by_every_block(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_tests(file, json=True)

    results = json.loads(capsys.readouterr().out)
    failures = [(test["name"], test["failures"]) for test in results["tests"] if not test["passed"]]
    assert failures == []
    assert results["faults"] == []
    [coverage] = results["coverage"]
    assert coverage["blocks_seen"] == coverage["blocks"]


@each_flow
def test_an_example_has_tests(file: Path) -> None:
    assert file.with_name("flow.test.yaml") in TESTS


@each_flow
def test_an_example_is_written_again_byte_for_byte(file: Path) -> None:
    assert write_yaml(codec(), read(file)) == file.read_bytes()


@each_flow
def test_an_example_is_published_under_the_name_of_its_folder(file: Path) -> None:
    assert slug_of(file) == file.parent.name == read(file).id


@pytest.mark.parametrize("name", ["lead-capture", "nps-survey"])
def test_a_translated_example_is_translated_to_the_last_word(name: str) -> None:
    flow = read(EXAMPLES / name / "flow.yaml")
    wanted = {(block.id, path) for node in flow.nodes for block in node.blocks for path, _ in translatable_texts(block)}

    translated = {(block, path) for block, texts in flow.translations["pt-BR"].items() for path in texts}
    assert translated == wanted


@each_flow
def test_the_cards_of_an_example_lie_apart(file: Path) -> None:
    flow = read(file)
    heights: dict[str, int] = {event.id: card_height((event,)) for event in flow.events}
    heights.update({node.id: card_height(node.blocks) for node in flow.nodes})
    boxes = {id: (place.x, place.y, place.x + CARD_WIDTH, place.y + heights[id]) for id, place in flow.layout.items()}

    assert boxes.keys() == heights.keys()
    overlapping = [
        (one, other)
        for one, (left, top, right, bottom) in boxes.items()
        for other, (left2, top2, right2, bottom2) in boxes.items()
        if one < other and left < right2 and left2 < right and top < bottom2 and top2 < bottom
    ]
    assert overlapping == []


def card_height(blocks: tuple[Block, ...]) -> int:
    exits = sum(handle.name != NEXT for block in blocks for handle in block.handles())
    return CARD_HEADER + CARD_BLOCK * len(blocks) + CARD_EXIT * exits


@each_flow
def test_variables_that_hold_an_address_or_a_name_are_personal(file: Path) -> None:
    flow = read(file)
    asked = {
        name
        for node in flow.nodes
        for block in node.blocks
        if block.kind.label in ("E-mail", "Phone")
        for name in block.sets()
    }

    exposed = [one.name for one in flow.variables if one.name in {*asked, "Name"} and one.privacy == "none"]
    assert exposed == []


def test_the_export_of_typebot_is_imported_exactly() -> None:
    report = read_any(TYPEBOT.read_bytes(), TYPEBOT.name).report

    assert (report.format, report.version) == ("typebot", "6.1")
    assert report.exact == report.blocks > 0
    assert report.notes == ()


def test_the_export_of_typebot_plays_to_its_end() -> None:
    talk = Talk(read_any(TYPEBOT.read_bytes(), TYPEBOT.name).flow)

    talk.says("Flat white, €3.80", "3", "Yes, please", "ada@engines.example")

    assert talk.status == "ended"
    assert talk.variables["Total"] == "11.40"
    assert talk.heard[-1] == "Your order will be at the bar in five minutes."


def test_the_export_of_typebot_has_no_problem() -> None:
    assert check(read_any(TYPEBOT.read_bytes(), TYPEBOT.name).flow) == ()


def test_the_readme_tells_of_every_example() -> None:
    text = (EXAMPLES / "README.md").read_text()

    links = [file.relative_to(EXAMPLES).as_posix() for file in (*FLOWS, TYPEBOT)]
    assert [link for link in links if f"]({link}) |" not in text] == []
