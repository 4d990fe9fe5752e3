"""A compiled flow: where exits lead, in which language it speaks, and that large flows are no trouble."""

from __future__ import annotations

from time import process_time

import pytest

from dialogkit.engine import Place, Start, advance, begin, compile_flow
from dialogkit.kit import BlockId, Conflict, InvalidRequest, NodeId
from tests.support.flows import a_flow, block, choice, edge, message, node, question, when
from tests.support.talking import NOON, Talk


def test_an_exit_without_an_edge_falls_through_to_the_next_block() -> None:
    flow = a_flow(choice("colour", "Red", "Blue", id="colour"), message("Thanks"))

    assert Talk(flow).chooses("red").heard == ["Thanks"]


def test_an_exit_without_an_edge_follows_that_of_next() -> None:
    flow = a_flow(
        node("main", choice("colour", "Red", "Blue", id="colour"), message("never")),
        node("chosen", message("Chosen")),
        node("red", message("Red it is")),
        edges=[edge("colour", "chosen"), edge("colour", "red", "red")],
    )

    assert Talk(flow).chooses("blue").heard[-1] == "Chosen"
    assert Talk(flow).chooses("red").heard[-1] == "Red it is"


def test_the_last_block_of_a_node_does_not_fall_into_another_node() -> None:
    talk = Talk(a_flow(node("one", message("One")), node("two", message("Two"))))

    assert (talk.heard, talk.status) == (["One"], "ended")


def test_an_edge_without_a_target_stops_the_path() -> None:
    flow = a_flow(node("main", message("Hi", "hi"), message("never")), edges=[edge("hi", None)])

    talk = Talk(flow)

    assert (talk.heard, talk.status) == (["Hi"], "ended")


def test_a_stopped_handle_does_not_follow_that_of_next() -> None:
    branches = [{"id": "adult", "when": when("age", "at_least", "18")}]
    flow = a_flow(
        node("main", block("condition", "test", branches=branches), message("after")),
        node("next", message("next")),
        edges=[edge("test", None, "adult"), edge("test", "next")],
        variables={"age": 20},
    )

    assert Talk(flow).heard == []
    assert Talk(flow, start=Start(variables={"age": 3})).heard == ["next"]


def test_an_exit_without_an_edge_stops_where_next_stops() -> None:
    flow = a_flow(
        node("main", choice("colour", "Red", "Blue", id="colour"), message("never")), edges=[edge("colour", None)]
    )

    talk = Talk(flow).chooses("red")

    assert (talk.heard, talk.status) == ([], "ended")


def test_an_edge_can_lead_to_a_block_in_the_middle_of_a_node() -> None:
    middle = {"from": {"block": "hi"}, "to": {"node": "other", "block": "second"}}
    flow = a_flow(
        node("main", message("Hi", "hi")), node("other", message("1st"), message("2nd", "second")), edges=[middle]
    )

    assert Talk(flow).heard == ["Hi", "2nd"]


def test_an_edge_to_an_empty_node_ends_the_path() -> None:
    talk = Talk(a_flow(node("main", message("Hi", "hi")), node("empty"), edges=[edge("hi", "empty")]))

    assert (talk.heard, talk.status) == (["Hi"], "ended")


def test_a_flow_without_a_start_begins_with_its_first_block() -> None:
    assert Talk(a_flow(node("empty"), node("one", message("One")))).heard == ["One"]


def test_a_flow_without_any_block_ends_at_once() -> None:
    assert Talk(a_flow(node("empty"))).status == "ended"


@pytest.mark.parametrize(("at", "heard"), [("two", ["2a", "2b"]), ("b", ["2b"])])
def test_a_conversation_can_begin_at_a_node_or_a_block(at: str, heard: list[str]) -> None:
    flow = a_flow(node("one", message("1")), node("two", message("2a", "a"), message("2b", "b")))

    assert Talk(flow, start=Start(at=at)).heard == heard


def test_a_conversation_cannot_begin_at_what_is_not_there() -> None:
    with pytest.raises(InvalidRequest, match="nowhere"):
        Talk(a_flow(message("Hi")), start=Start(at="nowhere"))


def test_a_node_is_found_by_its_id_before_its_title() -> None:
    program = compile_flow(a_flow(node("one", title="two"), node("two", title="one"), node("three", title="Last")))

    assert program.node_named("one") == "one"
    assert program.node_named("Last") == "three"
    assert program.node_named("none") is None


def test_the_first_of_two_edges_from_one_exit_counts() -> None:
    flow = a_flow(
        node("main", message("Hi", "hi")),
        node("a", message("A")),
        node("b", message("B")),
        edges=[edge("hi", "a"), edge("hi", "b")],
    )

    assert Talk(flow).heard == ["Hi", "A"]


TRANSLATED = a_flow(
    choice("colour", "Red", "Blue", id="colour", question="Which colour?"),
    message("Thanks", "thanks"),
    locale="en",
    translations={
        "de": {"colour": {"question": "Welche Farbe?", "items.red.label": "Rot"}, "thanks": {"text": "Danke"}},
        "pt-BR": {"thanks": {"text": "Obrigado"}},
    },
)


@pytest.mark.parametrize(
    ("locale", "heard", "labels"),
    [
        ("", ["Which colour?", "Thanks"], ["Red", "Blue"]),
        ("de", ["Welche Farbe?", "Danke"], ["Rot", "Blue"]),
        ("de-AT", ["Welche Farbe?", "Danke"], ["Rot", "Blue"]),
        ("pt-BR", ["Which colour?", "Obrigado"], ["Red", "Blue"]),
        ("pt", ["Which colour?", "Thanks"], ["Red", "Blue"]),
        ("fr", ["Which colour?", "Thanks"], ["Red", "Blue"]),
    ],
)
def test_a_flow_speaks_the_language_it_was_compiled_for(locale: str, heard: list[str], labels: list[str]) -> None:
    talk = Talk(TRANSLATED, locale=locale)
    assert [item.label for item in getattr(talk.ask, "items", ())] == labels

    assert talk.chooses("red").heard == heard


def test_a_subflow_speaks_the_language_of_the_conversation() -> None:
    child = a_flow(message("Hello", "hello"), id="child", translations={"de": {"hello": {"text": "Hallo"}}})
    parent = a_flow(block("subflow", flow="child"))

    assert Talk(parent, child, locale="de").heard == ["Hallo"]


def test_a_conversation_goes_on_in_another_version_of_its_flow() -> None:
    talk = Talk(a_flow(question("name", id="name"), message("Hi {{ name }}")))
    newer = compile_flow(a_flow(question("name", id="name"), message("Welcome, {{ name }}")))
    talk.program = newer

    assert talk.says("Ada").heard[-1] == "Welcome, Ada"


def test_a_conversation_whose_block_is_gone_says_so() -> None:
    talk = Talk(a_flow(question("name", id="name")))
    talk.program = compile_flow(a_flow(message("Hi", "other")))

    with pytest.raises(Conflict, match="not in this version"):
        talk.says("Ada")


def test_a_flow_of_ten_thousand_nodes_compiles_and_is_played() -> None:
    count = 10_000
    nodes = [node(f"n{number}", message(f"{number}", f"b{number}")) for number in range(count)]
    edges = [edge(f"b{number}", f"n{number + 1}") for number in range(count - 1)]
    flow = a_flow(*nodes, edges=edges)

    began = process_time()
    program = compile_flow(flow)
    step = advance(begin(1), program, Start(at=f"n{count - 100}"), now=NOON)

    assert process_time() - began < 2
    assert (step.status, len(step.messages)) == ("ended", 100)
    assert program.find(Place(node=NodeId("n9999"))) is program.spots[BlockId("b9999")]
