"""Exports of Typebot: what their oddities become, in small flows of our own."""

from __future__ import annotations

import json

import pytest

from dialogkit.blocks.placeholder import Placeholder
from dialogkit.document import Flow, check, errors_in
from dialogkit.engine import Start
from dialogkit.interop import Fidelity, read_any
from dialogkit.kit import InvalidDocument
from tests.support.foreign import Raw, an_export, bubble, edge_to, group, imported, part, text_input
from tests.support.talking import Talk


def talk(export: Raw, *others: Raw, **variables: str) -> Talk:
    """Begin a conversation with an export."""
    flows = [imported(one).flow for one in (export, *others)]
    main, *rest = flows
    return Talk(main, *rest, start=Start(variables=dict(variables)))


def variable(id: str, name: str, **fields: object) -> Raw:
    return {"id": id, "name": name, **fields}


def names(flow: Flow) -> list[str]:
    return [one.name for one in flow.variables]


class TestOldExports:
    def test_the_start_of_a_version_3_export_is_its_start_block(self) -> None:
        start = {"id": "g0", "blocks": [{"id": "s", "type": "start", "outgoingEdgeId": "e1"}]}
        export = an_export(start, group("g1", bubble("One")), edges=(edge_to("e1", "g1"),), version="3", events=None)

        assert talk(export).heard == ["One"]
        assert imported(export).report.version == "3"
        assert imported(export).flow.dialect == "typebot-5"

    def test_an_export_without_a_start_begins_with_its_first_group_and_says_so(self) -> None:
        export = an_export(group("g1", bubble("One")), version="3", events=[])

        assert talk(export).heard == ["One"]
        assert "no start" in imported(export).report.notes[0].message

    def test_a_request_that_is_only_a_number_in_a_database_is_told_of(self) -> None:
        request = part("Webhook", "b2", options={}, webhookId="wh1")
        export = an_export(group("g1", bubble("One"), request, bubble("Two", "b3")), version="3")

        found = imported(export)

        [note] = [note for note in found.report.notes if note.block == "b2"]
        assert (note.kind, note.type) == (Fidelity.UNSUPPORTED, "Webhook")
        assert "write the request again" in note.message
        assert isinstance(found.flow.nodes[0].blocks[1], Placeholder)
        assert talk(export).heard == ["One", "Two"]

    def test_a_request_that_was_never_filled_in_does_nothing_as_before(self) -> None:
        found = imported(an_export(group("g1", part("Webhook", "b1", options={}))))

        assert found.report.unsupported == 0
        assert found.report.notes[0].kind is Fidelity.EXACT


class TestEdges:
    def test_an_edge_to_a_group_that_is_gone_ends_the_path(self) -> None:
        export = an_export(
            group("g1", bubble("One", outgoingEdgeId="e1")),
            group("g2", bubble("Two", "b2")),
            edges=(edge_to("e1", "gone"),),
        )

        conversation = talk(export)

        assert (conversation.heard, conversation.status) == (["One"], "ended")
        assert any("does not exist" in note.message for note in imported(export).report.notes)

    def test_an_edge_that_is_named_but_not_there_ends_the_path(self) -> None:
        export = an_export(group("g1", bubble("One", outgoingEdgeId="never-drawn")))

        assert talk(export).heard == ["One"]
        assert imported(export).report.exact == 2

    def test_an_edge_that_nothing_names_is_left_out(self) -> None:
        export = an_export(group("g1", bubble("One")), group("g2", bubble("Two", "b2")), edges=(edge_to("e9", "g2"),))

        assert len(imported(export).flow.edges) == 1
        assert talk(export).heard == ["One"]

    def test_an_edge_to_a_block_that_is_gone_leads_to_the_last_of_its_group(self) -> None:
        export = an_export(
            group("g1", bubble("One", outgoingEdgeId="e1")),
            group("g2", bubble("Two", "b2"), bubble("Three", "b3")),
            edges=(edge_to("e1", "g2", "gone"),),
        )

        assert talk(export).heard == ["One", "Three"]

    def test_a_dead_start_leaves_a_flow_that_can_be_opened_and_mended(self) -> None:
        export = an_export(group("g1", bubble("One")))
        export["edges"] = []

        flow = imported(export).flow

        assert talk(export).status == "ended"
        assert flow.nodes[0].blocks[0].id == "b1"

    def test_ids_that_are_there_twice_become_two(self) -> None:
        export = an_export(
            group("g1", bubble("One", outgoingEdgeId="e1")), group("g2", bubble("Two")), edges=(edge_to("e1", "g2"),)
        )

        flow = imported(export).flow

        assert [block.id for node in flow.nodes for block in node.blocks] == ["b1", "b1-2"]
        assert [problem.code for problem in errors_in(check(flow))] == []
        assert talk(export).heard == ["One", "Two"]


class TestVariables:
    def test_of_two_variables_with_one_name_the_first_keeps_it(self) -> None:
        export = an_export(
            group("g1", text_input("b1", "v2"), bubble("{{Name}}/{{Name (2)}}", "b2")),
            variables=[variable("v1", "Name", value="first"), variable("v2", "Name")],
        )

        assert names(imported(export).flow) == ["Name", "Name (2)"]
        assert talk(export).says("Ada").heard[-1] == "first/Ada"
        assert any("Name (2)" in note.message for note in imported(export).report.notes)

    def test_three_variables_with_one_name_are_three(self) -> None:
        export = an_export(group("g1", bubble("Hi")), variables=[variable(f"v{index}", "x") for index in range(3)])

        assert names(imported(export).flow) == ["x", "x (2)", "x (3)"]

    def test_a_variable_without_a_name_gets_one(self) -> None:
        export = an_export(group("g1", bubble("Hi")), variables=[variable("v1", ""), variable("v2", "x" * 5_000)])

        flow = imported(export).flow

        assert flow.variables[0].name == "variable"
        assert len(flow.variables[1].name) < 5_000

    def test_an_answer_for_a_variable_that_does_not_exist_is_not_kept(self) -> None:
        export = an_export(group("g1", text_input("b1", "gone"), bubble("Thanks", "b2")))

        assert talk(export).says("Ada").variables == {}
        assert any("does not exist" in note.message for note in imported(export).report.notes)

    def test_a_variable_that_is_of_the_session_only_is_not_kept_unless_it_holds_an_answer(self) -> None:
        both = [variable("v1", "Answer", isSessionVariable=True), variable("v2", "Other", isSessionVariable=True)]
        flow = imported(an_export(group("g1", text_input("b1", "v1")), variables=both)).flow

        assert [one.session_only for one in flow.variables] == [False, True]


def condition(*comparisons: Raw, joined: str = "AND") -> Raw:
    """Return an export that says `yes` where its condition holds, else `no`."""
    item = {
        "id": "i1",
        "outgoingEdgeId": "e1",
        "content": {"logicalOperator": joined, "comparisons": list(comparisons)},
    }
    return an_export(
        group("g1", part("Condition", "b1", items=[item], outgoingEdgeId="e2")),
        group("g2", bubble("yes", "b2")),
        group("g3", bubble("no", "b3")),
        edges=(edge_to("e1", "g2"), edge_to("e2", "g3")),
        variables=[variable("v1", "Age")],
    )


class TestConditions:
    @pytest.mark.parametrize(("age", "heard"), [("20", "yes"), ("3", "no")])
    def test_a_comparison_is_kept(self, age: str, heard: str) -> None:
        export = condition({"variableId": "v1", "comparisonOperator": "Greater or equal to", "value": "18"})

        assert talk(export, Age=age).heard == [heard]

    def test_a_comparison_without_an_operator_is_never_true(self) -> None:
        export = condition({"variableId": "v1", "value": "20"})

        assert talk(export, Age="20").heard == ["no"]
        assert any("unfinished" in note.message for note in imported(export).report.notes)

    def test_a_comparison_without_a_variable_is_never_true(self) -> None:
        assert talk(condition({"comparisonOperator": "Is empty"})).heard == ["no"]

    def test_a_variable_that_does_not_exist_is_compared_as_unset(self) -> None:
        assert talk(condition({"variableId": "gone", "comparisonOperator": "Is empty"})).heard == ["yes"]
        assert talk(condition({"variableId": "gone", "comparisonOperator": "Is set"})).heard == ["no"]

    def test_a_condition_without_comparisons_is_never_true(self) -> None:
        assert talk(condition(), Age="20").heard == ["no"]

    def test_an_unfinished_comparison_does_not_spoil_an_or(self) -> None:
        finished = {"variableId": "v1", "comparisonOperator": "Is set"}

        assert talk(condition({"variableId": "v1"}, finished, joined="OR"), Age="1").heard == ["yes"]
        assert talk(condition({"variableId": "v1"}, finished), Age="1").heard == ["no"]


class TestLinks:
    def test_a_linked_flow_is_entered_and_its_values_come_back(self) -> None:
        parent = an_export(
            group(
                "g1",
                part("Typebot link", "b1", options={"typebotId": "child", "mergeResults": True}),
                bubble("{{X}}", "b2"),
            ),
            variables=[variable("v1", "X")],
        )
        child = an_export(group("c1", text_input("c2", "w1")), variables=[variable("w1", "X")], id="child")

        assert talk(parent, child).says("from the child").heard == ["from the child"]

    def test_a_link_to_a_flow_that_is_not_there_goes_on_and_says_which_to_import(self) -> None:
        export = an_export(
            group("g1", part("Typebot link", "b1", options={"typebotId": "gone"}), bubble("after", "b2"))
        )

        assert talk(export).heard == ["after"]
        assert "'gone'" in imported(export).report.notes[0].message


@pytest.mark.parametrize("odd", [None, 5, "text", [], [None, 5, "text"]])
def test_parts_of_the_wrong_kind_are_no_reason_to_give_up(odd: object) -> None:
    export = an_export(group("g1", bubble("Hi"))) | {"edges": odd, "variables": odd, "theme": odd, "settings": odd}

    assert imported(export).flow.nodes[0].blocks[0].id == "b1"


def test_an_export_that_is_nested_without_end_is_refused() -> None:
    export = json.dumps(an_export(group("g1", part("text", content={"richText": ["deep"]}))))
    deep = '{"type": "p", "children": [' * 900 + '{"text": "Hi"}' + "]}" * 900

    with pytest.raises(InvalidDocument, match="deep"):
        read_any(export.replace('"deep"', deep).encode(), "bot.json")
