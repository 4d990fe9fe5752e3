"""The options of `dialogkit chat`, and what it does where a flow or an answer is odd."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command_line import play_script, run_command
from tests.support.flow_files import FlowFolder
from tests.support.flows import a_flow, block, edge, message, node, question, when

GREETING = a_flow(question("name", "Who are you?", id="name"), message("Hi **{{ name }}**!", "hi"))


@pytest.fixture
def save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FlowFolder:
    """Return the folder in which commands run; called, it saves a flow."""
    return FlowFolder(tmp_path, monkeypatch)


def words(turns: list[dict[str, list[dict[str, str]]]]) -> list[str]:
    return [said["text"] for turn in turns for said in turn["messages"]]


def test_a_turn_tells_what_is_said_asked_and_remembered(save: FlowFolder) -> None:
    first, second = play_script(save(GREETING), ["Ada"])

    assert first == {
        "turn": 0,
        "messages": [{"type": "text", "id": "m0", "block": "name", "text": "Who are you?"}],
        "input": {"type": "text", "block": "name"},
        "status": "waiting",
        "variables": {},
    }
    assert (second["turn"], second["input"], second["status"]) == (1, None, "ended")
    assert second["variables"] == {"name": "Ada"}
    assert second["messages"][0]["text"] == "Hi **Ada**!"
    assert second["messages"][0]["rich"]


def test_a_person_is_asked_on_standard_input_where_there_is_no_script(save: FlowFolder) -> None:
    ran = run_command("chat", save(GREETING), "--json", given="Ada\n")

    assert words(ran.lines) == ["Who are you?", "Hi **Ada**!"]


def test_several_stubs_and_variables_can_be_given(save: FlowFolder) -> None:
    flow = a_flow(message("{{ a }} {{ b | size }}"), variables=[{"name": "a"}, {"name": "b"}])

    assert words(play_script(save(flow), [], "--variable", "a=plain text", "--variable", "b=[1, 2]")) == [
        "plain text 2"
    ]


def test_a_variable_without_a_name_is_refused(save: FlowFolder) -> None:
    ran = run_command("chat", save(GREETING), "--json", "--variable", "=5")

    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "dialogkit: '=5' names nothing. Write NAME=VALUE.\n"


def test_scripts_of_a_flow_run_in_the_sandbox(save: FlowFolder) -> None:
    flow = a_flow(
        block("set_variable", variable="x", value={"type": "code", "code": "[3, 1, 2].sort().join('-')"}),
        message("{{ x }}"),
    )

    assert words(play_script(save(flow), [])) == ["1-2-3"]


def test_the_same_seed_repeats_chance(save: FlowFolder) -> None:
    flow = a_flow(
        node("main", block("ab_split", "split")),
        node("a", message("A")),
        node("b", message("B")),
        edges=[edge("split", "a", "a"), edge("split", "b", "b")],
    )
    file = save(flow)

    said = ["".join(words(play_script(file, [], "--seed", str(seed)))) for seed in range(12)]

    assert said == ["".join(words(play_script(file, [], "--seed", str(seed)))) for seed in range(12)]
    assert set(said) == {"A", "B"}


def test_it_begins_where_it_is_told_and_in_the_language_it_is_told(save: FlowFolder) -> None:
    flow = a_flow(
        node("one", message("One", "m1")),
        node("two", message("Two", "m2")),
        translations={"de": {"m2": {"text": "Zwei"}}},
    )

    assert words(play_script(save(flow), [], "--start", "two", "--locale", "de")) == ["Zwei"]


def test_a_start_that_is_not_there_is_told_in_a_line(save: FlowFolder) -> None:
    ran = run_command("chat", save(GREETING), "--json", "--start", "nowhere")

    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "nowhere" in ran.err


def test_time_is_told_and_waits_pass_at_once(save: FlowFolder) -> None:
    moment = {"type": "moment", "moment": "today", "with_time": False}
    flow = a_flow(
        block("wait", seconds=86_400), block("set_variable", variable="day", value=moment), message("{{ day }}")
    )

    [turn] = play_script(save(flow), [], "--now", "2026-03-14T12:00:00")

    assert "2026-03-15" in str(turn["variables"]["day"])


def test_a_subflow_is_given_beside_its_caller(save: FlowFolder) -> None:
    child = save(a_flow(message("Child"), id="child"), "child.json")
    parent = save(a_flow(block("subflow", flow="child"), message("Parent")))

    ran = run_command("chat", parent, child, "--json", given="")

    assert words(ran.lines) == ["Child", "Parent"]


def test_the_lines_that_are_no_words_do_what_they_say(save: FlowFolder) -> None:
    flow = a_flow(
        node("main", block("timeout", "clock", seconds=60), question("a", "A?", optional=True), question("b", "B?")),
        node("late", message("late")),
        node("help", message("help")),
        edges=[edge("start", "main"), edge("clock", "late", "expired"), edge("command", "help")],
        events=[{"id": "start", "type": "start"}, {"id": "command", "type": "command", "command": "help"}],
    )

    assert words(play_script(save(flow), ["/command help", "/skip"])) == ["A?", "help", "A?", "B?"]
    assert words(play_script(save(flow), ["/timeout"])) == ["A?", "late"]


def test_a_flow_that_cannot_go_on_says_why_and_can_be_answered_again(save: FlowFolder) -> None:
    flow = a_flow(
        node(
            "main",
            question("x", "X?", id="ask"),
            block("condition", "c", branches=[{"id": "y", "when": when("x", "is", "stop")}]),
        ),
        node("round", block("ab_split", "turn")),
        edges=[edge("c", "round", "else"), edge("turn", "round"), edge("c", None, "y")],
    )

    failed, ended = play_script(save(flow), ["go", "stop"])[1:]

    assert failed["status"] == "failed"
    assert "without stopping" in failed["failure"]
    assert failed["input"]["block"] == "ask"
    assert ended["status"] == "ended"


@pytest.mark.parametrize("name", ["gone.yaml", "broken.yaml", "broken.json"])
def test_a_flow_that_cannot_be_read_is_told_in_a_line(save: FlowFolder, name: str) -> None:
    save("nodes: [", "broken.yaml")
    save('{"nodes": [', "broken.json")

    ran = run_command("chat", name, "--json")

    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert ran.err.startswith("dialogkit: ")


def test_a_flow_of_another_platform_is_played_as_it_is(save: FlowFolder) -> None:
    example = Path(__file__).resolve().parents[3] / "examples" / "typebot" / "coffee-order.json"
    save("")

    turns = play_script(example, ["Espresso, €2.50", "2"])

    assert turns[0]["input"]["type"] == "choice"
    assert turns[2]["variables"]["Cups"] in (2, "2")
