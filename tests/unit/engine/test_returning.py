"""Calls, loops, subflows and events come back to where they were left, also over several turns."""

from __future__ import annotations

import pytest

from dialogkit.engine import FrameKind
from dialogkit.kit import Conflict, InvalidRequest
from tests.support.flows import Plain, a_flow, block, choice, edge, message, node, question
from tests.support.talking import Talk


def command(name: str, id: str = "command", **fields: bool) -> Plain:
    return block("command", id, command=name, **fields)


START = {"id": "start", "type": "start"}


class TestCalls:
    def test_a_call_comes_back_when_its_path_ends(self) -> None:
        flow = a_flow(
            node("main", block("jump", node="other", call=True), message("back")), node("other", message("there"))
        )

        talk = Talk(flow)

        assert (talk.heard, talk.status) == (["there", "back"], "ended")

    def test_a_call_comes_back_after_its_questions_are_answered(self) -> None:
        flow = a_flow(
            node("main", block("jump", node="other", call=True), message("{{ name }} and {{ town }}")),
            node("other", question("name"), question("town")),
        )

        talk = Talk(flow).says("Ada", "London")

        assert (talk.heard[-1], talk.session.frames) == ("Ada and London", ())

    def test_calls_inside_each_other_come_back_in_turn(self) -> None:
        flow = a_flow(
            node("one", block("jump", node="two", call=True), message("1")),
            node("two", block("jump", node="three", call=True), message("2")),
            node("three", message("3")),
        )

        assert Talk(flow).heard == ["3", "2", "1"]

    def test_a_return_leaves_the_rest_of_a_call_out(self) -> None:
        flow = a_flow(
            node("main", block("jump", node="other", call=True), message("back")),
            node("other", message("there"), block("return"), message("never")),
        )

        assert Talk(flow).heard == ["there", "back"]

    def test_a_return_that_nothing_expects_ends_the_conversation(self) -> None:
        talk = Talk(a_flow(message("Hi"), block("return"), message("never")))

        assert (talk.heard, talk.status) == (["Hi"], "ended")

    def test_a_jump_that_is_no_call_does_not_come_back(self) -> None:
        flow = a_flow(node("main", block("jump", node="other"), message("never")), node("other", message("there")))

        assert Talk(flow).heard == ["there"]


class TestLoops:
    def test_a_loop_does_its_rounds_over_several_turns(self) -> None:
        flow = a_flow(
            node("all", block("loop", "loop", over="towns", item="town", index="number"), message("done")),
            node("each", question("answer", "{{ number }}: {{ town }}?")),
            edges=[edge("loop", "each", "each")],
            variables={"towns": ["Rome", "Bonn"]},
        )

        talk = Talk(flow).says("nice", "small")

        assert talk.heard == ["1: Rome?", "2: Bonn?", "done"]
        assert (talk.status, talk.session.frames) == ("ended", ())

    def test_what_a_round_does_to_the_list_does_not_change_the_rounds(self) -> None:
        flow = a_flow(
            node("all", block("loop", "loop", over="list", item="it"), message("left: {{ list }}")),
            node(
                "each",
                message("{{ it }}"),
                block("set_variable", variable="list", value={"type": "append", "text": "more"}),
            ),
            edges=[edge("loop", "each", "each")],
            variables={"list": ["a", "b"]},
        )

        assert Talk(flow).heard[:2] == ["a", "b"]
        assert Talk(flow).variables["list"] == ["a", "b", "more", "more"]

    def test_an_edge_back_to_the_loop_is_the_end_of_a_round(self) -> None:
        flow = a_flow(
            node("all", block("loop", "loop", over="list", item="it"), message("done")),
            node("each", message("{{ it }}", "said")),
            edges=[edge("loop", "each", "each"), edge("said", "all")],
            variables={"list": ["a", "b"]},
        )

        talk = Talk(flow)

        assert (talk.heard, talk.session.frames) == (["a", "b", "done"], ())

    def test_loops_inside_each_other_come_back_to_the_inner_one_first(self) -> None:
        flow = a_flow(
            node("rows", block("loop", "rows-loop", over="list", item="row"), message("end")),
            node("columns", block("loop", "columns-loop", over="list", item="column")),
            node("cell", message("{{ row }}{{ column }}")),
            edges=[edge("rows-loop", "columns", "each"), edge("columns-loop", "cell", "each")],
            variables={"list": ["a", "b"]},
        )

        assert Talk(flow).heard == ["aa", "ab", "ba", "bb", "end"]

    @pytest.mark.parametrize(("to", "heard"), [("loop", ["a", "b", "done", "back"]), ("caller", ["a", "back"])])
    def test_a_return_goes_to_the_next_round_or_leaves_all_loops(self, to: str, heard: list[str]) -> None:
        flow = a_flow(
            node("main", block("jump", node="all", call=True), message("back")),
            node("all", block("loop", "loop", over="list", item="it"), message("done")),
            node("each", message("{{ it }}"), block("return", to=to), message("never")),
            edges=[edge("loop", "each", "each")],
            variables={"list": ["a", "b"]},
        )

        assert Talk(flow).heard == heard


class TestSubflows:
    def test_a_subflow_has_variables_of_its_own(self) -> None:
        child = a_flow(question("name", "Child: name?"), message("Child: {{ name }}"), id="child")
        parent = a_flow(question("name"), block("subflow", flow="child"), message("Parent: {{ name }}"))

        talk = Talk(parent, child).says("Ada", "Bob")

        assert talk.heard[-2:] == ["Child: Bob", "Parent: Ada"]
        assert talk.variables == {"name": "Ada"}

    def test_a_subflow_is_given_values_and_its_own_are_taken_back(self) -> None:
        child = a_flow(
            question("answer", "{{ asked }}?"),
            id="child",
            variables=[{"name": "asked"}, {"name": "rest", "default": 1}],
        )
        parent = a_flow(
            block(
                "subflow",
                flow="child",
                give=[{"to": "asked", "value": "{{ topic }}"}],
                take=[{"variable": "answer", "to": "result"}, {"variable": "rest", "to": "rest"}],
            ),
            variables=[{"name": "topic", "default": "Age"}, {"name": "result"}, {"name": "rest"}],
        )

        talk = Talk(parent, child)
        assert talk.heard == ["Age?"]

        assert talk.says("36").variables == {"topic": "Age", "result": "36", "rest": 1}

    def test_a_subflows_steps_are_told_with_its_id(self) -> None:
        child = a_flow(message("Child", "hello"), id="child")
        parent = a_flow(message("Parent", "hello"), block("subflow", "sub", flow="child"))

        assert Talk(parent, child).path == [
            ("hello", "next"), ("sub", "enter"), ("child/hello", "next"), ("sub", "next"),
        ]  # fmt: skip

    def test_a_subflow_has_the_defaults_of_its_own_each_time(self) -> None:
        child = a_flow(
            block("set_variable", variable="list", value={"type": "append", "text": "x"}),
            message("{{ list | size }}"),
            id="child",
            variables=[{"name": "list", "type": "list", "default": ["first"]}],
        )
        parent = a_flow(block("subflow", flow="child"), block("subflow", flow="child"))

        assert Talk(parent, child).heard == ["2", "2"]

    def test_a_flow_that_is_not_at_hand_is_passed_by(self) -> None:
        flow = a_flow(
            node("main", block("subflow", "sub", flow="gone"), message("next")),
            node("missing", message("There is no such flow.")),
            edges=[edge("sub", "missing", "missing")],
        )

        assert Talk(flow).heard == ["There is no such flow."]

    def test_an_end_in_a_subflow_ends_the_conversation_and_its_answers_are_kept(self) -> None:
        child = a_flow(question("answer"), block("end"), id="child")
        parent = a_flow(
            block("subflow", flow="child", take=[{"variable": "answer", "to": "answer"}]),
            message("never"),
            variables=[{"name": "answer"}],
        )

        talk = Talk(parent, child).says("yes")

        assert (talk.status, talk.variables, talk.heard) == ("ended", {"answer": "yes"}, ["What is your answer?"])

    def test_a_loop_in_a_subflow_is_not_the_callers(self) -> None:
        child = a_flow(
            node("all", block("loop", "loop", over="list", item="it"), message("child done")),
            node("each", message("{{ it }}")),
            edges=[edge("loop", "each", "each")],
            variables={"list": ["a", "b"]},
            id="child",
        )
        parent = a_flow(block("subflow", flow="child"), message("parent done"))

        assert Talk(parent, child).heard == ["a", "b", "child done", "parent done"]


def with_help(*, resume: bool = True, path: tuple[Plain, ...] = (), **fields: object) -> Talk:
    """Begin a conversation in which `help` can be asked for at any time."""
    return Talk(
        a_flow(
            node("main", question("name", id="name"), message("Hi {{ name }}")),
            node("help", *(path or (message("This is help."),))),
            edges=[edge("start", "main"), edge("command", "help")],
            events=[START, command("help", resume=resume)],
            **fields,
        )
    )


class TestCommands:
    def test_the_question_comes_back_after_a_command(self) -> None:
        talk = with_help()

        talk.commands("help")

        assert talk.heard == ["What is your name?", "This is help.", "What is your name?"]
        assert talk.says("Ada").heard[-1] == "Hi Ada"

    def test_a_command_may_ask_things_itself(self) -> None:
        talk = with_help(path=(question("topic"), message("About {{ topic }}: …")))

        talk.commands("help").says("prices", "Ada")

        assert talk.variables == {"topic": "prices", "name": "Ada"}
        assert talk.heard[-1] == "Hi Ada"

    def test_a_second_command_takes_the_place_of_the_first(self) -> None:
        talk = with_help(path=(question("topic"),))

        talk.commands("help").commands("help")

        assert len(talk.session.frames) == 1
        assert talk.says("prices", "Ada").heard[-1] == "Hi Ada"

    def test_a_command_that_does_not_resume_drops_the_question(self) -> None:
        talk = with_help(resume=False)

        talk.commands("help")

        assert (talk.status, talk.heard[-1]) == ("ended", "This is help.")

    def test_a_command_that_the_flow_does_not_have_is_refused(self) -> None:
        talk = with_help()

        with pytest.raises(InvalidRequest, match="no command 'stop'"):
            talk.commands("stop")
        assert talk.says("Ada").heard[-1] == "Hi Ada"

    def test_a_command_does_not_wake_a_conversation_that_is_over(self) -> None:
        talk = with_help().says("Ada")

        with pytest.raises(Conflict):
            talk.commands("help")

    def test_a_command_of_the_main_flow_reaches_a_subflow_too(self) -> None:
        child = a_flow(question("name", "Child: name?"), id="child")
        parent = a_flow(
            node("main", block("subflow", flow="child"), message("Bye")),
            node("help", message("This is help.")),
            edges=[edge("start", "main"), edge("command", "help")],
            events=[START, command("help")],
        )
        talk = Talk(parent, child)

        talk.commands("help")

        assert talk.heard == ["Child: name?", "This is help.", "Child: name?"]
        assert talk.says("Bob").heard[-1] == "Bye"


def listening(kind: str, *path: Plain, **fields: object) -> Talk:
    """Begin a conversation in which an event of `kind` runs between a reply and its question."""
    listener = block(kind, "listener", content="said", question_name="asked", question_type="type")
    return Talk(
        a_flow(
            node("main", question("name", min_length=3, id="name"), choice("colour", "Red", "Blue"), message("Thanks")),
            node("heard", *path),
            edges=[edge("start", "main"), edge("listener", "heard")],
            events=[START, listener],
            **fields,
        )
    )


class TestReplyEvents:
    def test_a_reply_is_heard_before_the_question_takes_it(self) -> None:
        talk = listening("reply", message("{{ asked }} ({{ type }}): {{ said }}, not yet {{ name }}."))

        talk.says("Ada").chooses("red")

        assert talk.heard[1] == "name (text_question): Ada, not yet ."
        assert talk.heard[-2:] == ["colour (buttons): Red, not yet Ada.", "Thanks"]
        assert (talk.variables["name"], talk.variables["colour"]) == ("Ada", "Red")

    def test_a_reply_waits_while_its_event_asks_something(self) -> None:
        talk = listening("reply", question("sure", "Sure?"))

        talk.says("Ada")
        assert (talk.heard[-1], "name" in talk.variables) == ("Sure?", False)
        assert talk.session.frames[-1].kind is FrameKind.EVENT

        talk.says("yes")
        assert (talk.variables["name"], talk.variables["sure"]) == ("Ada", "yes")

    def test_an_answer_inside_an_event_is_not_an_event_again(self) -> None:
        talk = listening("reply", message("heard"), question("sure", "Sure?"))

        talk.says("Ada", "yes")

        assert talk.heard.count("heard") == 1

    def test_a_reply_that_does_not_fit_is_not_heard_by_a_reply_event(self) -> None:
        talk = listening("reply", message("heard"))

        talk.says("Al")

        assert "heard" not in talk.heard
        assert talk.status == "waiting"

    def test_an_invalid_reply_is_heard_before_the_question_refuses_it(self) -> None:
        talk = listening("invalid_reply", message("{{ said }} is no {{ asked }}."))

        talk.says("Al")

        assert talk.heard[1:] == ["Al is no name.", "Please write at least 3 characters; these are 2."]
        assert talk.says("Ada").variables["name"] == "Ada"
        assert talk.heard.count("Ada is no name.") == 0

    def test_a_return_in_an_event_goes_on_with_the_reply(self) -> None:
        talk = listening("reply", message("heard"), block("return"), message("never"))

        talk.says("Ada")

        assert talk.heard[1:] == ["heard"]
        assert talk.variables["name"] == "Ada"

    def test_tries_are_counted_through_an_event(self) -> None:
        flow = a_flow(
            node("main", question("name", min_length=3, attempts=2, id="name")),
            node("heard", message("Hm.")),
            node("out", message("Never mind.")),
            edges=[edge("start", "main"), edge("listener", "heard"), edge("name", "out", "exhausted")],
            events=[START, block("invalid_reply", "listener")],
        )

        assert Talk(flow).says("a", "b").heard[-1] == "Never mind."


def test_a_question_that_is_left_by_time_comes_back_nowhere() -> None:
    flow = a_flow(
        node("main", block("timeout", "clock", seconds=60), question("name"), message("Hi")),
        node("late", message("Too late.")),
        edges=[edge("clock", "late", "expired")],
    )

    talk = Talk(flow).lets_pass(60)

    assert (talk.heard[-1], talk.status) == ("Too late.", "ended")
