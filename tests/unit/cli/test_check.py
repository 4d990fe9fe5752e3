"""`dialogkit check` tells what would strand a visitor; its exit code is for scripts."""

from __future__ import annotations

import pytest

from tests.support.command_line import run_command
from tests.support.flows import a_flow, block, message, node, question
from tests.unit.cli.conftest import Save

START = [{"id": "start", "type": "start"}]
SOUND = a_flow(question("name", id="name"), message("Hi {{ name }}", "hi"))
NO_ANSWER_FITS = a_flow(question("name", id="name", min_length=5, max_length=2), message("Hi {{ name }}", "hi"))
EMPTY_TEXT = a_flow(message("", "empty"))


def test_a_sound_flow_has_nothing_to_tell(save: Save) -> None:
    ran = run_command("check", save(SOUND), "--json")

    assert (ran.code, ran.json) == (0, [])


def test_a_problem_says_where_it_is_and_how_to_mend_it(save: Save) -> None:
    ran = run_command("check", save(NO_ANSWER_FITS), "--json")

    assert ran.code == 1
    [problem] = ran.json
    assert problem == {
        "file": "flow.yaml",
        "code": "no_answer_fits",
        "severity": "error",
        "node": "main",
        "block": "name",
        "field": "min_length",
        "line": None,
        "message": problem["message"],
        "fix": "Exchange the two.",
    }
    assert problem["message"]


def test_a_warning_is_no_reason_to_fail(save: Save) -> None:
    ran = run_command("check", save(EMPTY_TEXT), "--json")

    assert (ran.code, [problem["severity"] for problem in ran.json]) == (0, ["warning"])


@pytest.mark.parametrize("words", [("check", "flow.yaml", "--json"), ("check", "--json", "--", "flow.yaml")])
def test_the_quick_way_and_the_usual_way_tell_the_same(save: Save, words: tuple[str, ...]) -> None:
    save(NO_ANSWER_FITS)

    assert run_command(*words).json[0]["code"] == "no_answer_fits"


def test_a_file_that_cannot_be_read_is_a_problem_with_its_line(save: Save) -> None:
    save("id: flow\nname: A flow\nnodes:\n  - id: main\n    blokcs: []\n", "odd.yaml")

    ran = run_command("check", "odd.yaml", "gone.yaml", save(SOUND), "--json")

    odd, gone = ran.json
    assert ran.code == 1
    assert (odd["file"], odd["line"], odd["severity"]) == ("odd.yaml", 5, "error")
    assert "blokcs" in odd["message"]
    assert (gone["file"], gone["code"], gone["line"]) == ("gone.yaml", "missing", None)


def test_flows_that_enter_one_another_are_checked_together(save: Save) -> None:
    parent = save(a_flow(node("main", block("subflow", "sub", flow="child")), events=START), "parent.yaml")
    child = save(a_flow(message("Hi", "hi"), id="child"), "child.yaml")

    alone = {problem["code"] for problem in run_command("check", parent, "--json").json}
    together = {problem["code"] for problem in run_command("check", parent, child, "--json").json}

    assert alone - together == {"missing_subflow"}


def test_people_read_the_problems_and_a_summary(save: Save) -> None:
    ran = run_command("check", save(NO_ANSWER_FITS), save(SOUND, "sound.yaml"))

    assert ran.code == 1
    assert "✗ flow.yaml" in ran.out
    assert "✓ sound.yaml" in ran.out
    assert "error no_answer_fits at main / name: " in ran.out
    assert ran.out.endswith("2 flows, 1 error, 0 warnings\n")


def test_check_without_a_flow_says_how(save: Save) -> None:
    ran = run_command("check", "--json")

    assert (ran.code, ran.err) == (1, "dialogkit: No flow is named. Name one: dialogkit check flow.yaml\n")
