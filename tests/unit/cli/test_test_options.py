"""The options of `dialogkit test`, and files of tests that cannot be played."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command_line import run_command
from tests.support.flow_files import FlowFolder
from tests.support.flows import a_flow, block, choice, edge, message, node

DOOR = a_flow(
    node("main", choice("way", "In", "Out", id="way", question="In or out?")),
    node("in", message("Come in.", "welcome")),
    node("out", message("Bye.", "bye")),
    edges=[edge("way", "in", "in"), edge("way", "out", "out")],
)
GOOD = """\
tests:
  - name: Somebody comes in
    talk:
      - bot: In or out?
      - visitor: In
      - bot: Come in.
"""
BAD = (
    GOOD
    + """\
  - name: Somebody goes
    talk:
      - bot: In or out?
      - visitor: Out
      - bot: See you.
    expect:
      status: ended
"""
)


@pytest.fixture
def save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FlowFolder:
    """Return the folder in which commands run; called, it saves a flow."""
    return FlowFolder(tmp_path, monkeypatch)


def test_people_read_which_tests_failed_and_why(save: FlowFolder) -> None:
    save(DOOR)
    save(BAD, "flow.test.yaml")

    out = run_command("test", "flow.test.yaml", "--missing").out

    assert (
        "  ✓ Somebody comes in\n  ✗ Somebody goes\n    line 11: expected the bot to say 'See you.', got 'Bye.'\n" in out
    )
    assert "not taken: " in out
    assert out.endswith("2 tests, 1 failed\n")


def test_one_of_a_kind_is_named_as_one(save: FlowFolder) -> None:
    save(a_flow(message("Hello.")))
    save("tests:\n  - name: It greets\n    talk: [{bot: Hello.}]\n", "flow.test.yaml")

    out = run_command("test", "flow.test.yaml").out

    assert out.endswith("  1 of 1 block, 1 of 1 exit\n1 test, 0 failed\n")


def test_all_tests_of_a_folder_are_found_once(save: FlowFolder) -> None:
    Path("sub").mkdir()
    save(DOOR)
    save(DOOR, "sub/flow.yaml")
    save(GOOD, "flow.test.yaml")
    save(GOOD, "sub/flow.test.yaml")

    assert run_command("test", ".", "flow.yaml", "--json").json["passed"] == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("tests: [", "line "),
        ("tests:\n  - nam: A\n", "line 2: "),
        (GOOD.replace("tests", "flow: gone.yaml\ntests", 1), "gone.yaml"),
    ],
)
def test_a_file_that_cannot_be_played_is_told_and_the_others_are_played(
    save: FlowFolder, content: str, words: str
) -> None:
    save(DOOR)
    save(GOOD, "flow.test.yaml")
    save(content, "other.test.yaml")

    ran = run_command("test", "flow.test.yaml", "other.test.yaml", "--json")

    assert (ran.code, ran.json["passed"], ran.json["failed"]) == (1, 1, 1)
    [fault] = ran.json["faults"]
    assert fault["file"] == "other.test.yaml"
    assert words in fault["message"]


def test_requests_never_leave_and_stubs_can_be_given(save: FlowFolder) -> None:
    request = block(
        "http_request", "fetch", url="https://api.example.com/", saves=[{"variable": "rate", "path": "rate"}]
    )
    save(a_flow(request, message("{{ rate }}")))
    save("tests:\n  - name: A\n    talk: [{bot: '2'}]\n", "flow.test.yaml")

    assert run_command("test", "flow.yaml").code == 1
    assert run_command("test", "flow.yaml", "--stub", 'fetch={"rate": 2}').code == 0


def test_scripts_run_for_real_and_the_seed_can_be_given(save: FlowFolder) -> None:
    code = {"type": "code", "code": "[Math.random()].map(String)[0]"}
    save(a_flow(block("set_variable", variable="x", value=code), message("{{ x }}")))
    save("tests:\n  - name: A\n    talk: [{bot: '…'}, {bot: never}]\n", "flow.test.yaml")

    ran = run_command("test", "flow.yaml", "--seed", "5", "--json")

    assert ran.json == run_command("test", "flow.yaml", "--seed", "5", "--json").json
    [failure] = ran.json["tests"][0]["failures"]
    assert failure["message"] == "expected the bot to say 'never', it said nothing more"


def test_subflows_and_languages_are_named_in_the_file(save: FlowFolder) -> None:
    save(a_flow(message("Hi", "hi"), id="child", translations={"de": {"hi": {"text": "Hallo"}}}), "child.yaml")
    save(a_flow(block("subflow", "sub", flow="child")))
    save("locale: de\nsubflows: [child.yaml]\ntests:\n  - name: A\n    talk: [{bot: Hallo}]\n", "flow.test.yaml")

    assert run_command("test", "flow.yaml").code == 0
