"""What `dialogkit chat` does when a script says nothing more, or something nobody understands."""

from __future__ import annotations

from tests.support.command_line import play_script
from tests.support.flow_files import FlowFolder
from tests.support.flows import a_flow, block, edge, message, node, question

PATIENT = a_flow(
    node("main", block("timeout", "clock", seconds=60), question("a", "A?")),
    node("late", message("Are you there?"), block("jump", "again", node="main")),
    edges=[edge("clock", "late", "expired")],
)


def test_who_falls_silent_runs_into_the_timeout(save: FlowFolder) -> None:
    flow = a_flow(
        node("main", block("timeout", "clock", seconds=60), question("a", "A?")),
        node("late", message("Too late.")),
        edges=[edge("clock", "late", "expired")],
    )

    turns = play_script(save(flow), [])

    assert [turn["status"] for turn in turns] == ["waiting", "ended"]
    assert turns[1]["messages"][0]["text"] == "Too late."


def test_a_flow_that_asks_again_for_ever_is_left_after_a_while(save: FlowFolder) -> None:
    turns = play_script(save(PATIENT), [])

    assert len(turns) == 21
    assert turns[-1]["status"] == "waiting"


def test_a_question_without_a_timeout_is_left_waiting(save: FlowFolder) -> None:
    turns = play_script(save(a_flow(question("a", "A?"))), [])

    assert [turn["status"] for turn in turns] == ["waiting"]


def test_a_command_that_is_not_there_is_a_failed_turn_that_changes_nothing(save: FlowFolder) -> None:
    refused, answered = play_script(save(a_flow(question("a", "A?"))), ["/command fly", "x"])[1:]

    assert (refused["status"], refused["input"]["type"]) == ("failed", "text")
    assert "no command 'fly'" in refused["failure"]
    assert answered["status"] == "ended"
