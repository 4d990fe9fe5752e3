"""Blocks of Typebot, one by one: what they become and what they do."""

from __future__ import annotations

from typing import Any

import pytest

from dialogkit.document import Block
from dialogkit.engine import EffectResult, HttpRequest
from dialogkit.interop import Imported
from tests.support.foreign import Raw, an_export, bubble, edge_to, group, imported, part
from tests.support.talking import Talk, replies

VARIABLES = [{"id": f"v{name}", "name": name} for name in ("a", "b", "c")]


def read(*blocks: Raw, others: tuple[Raw, ...] = (), edges: tuple[Raw, ...] = ()) -> Imported:
    return imported(an_export(group("g1", *blocks), *others, edges=edges, variables=VARIABLES))


def made(block: Raw) -> Block:
    return read(block).flow.nodes[0].blocks[0]


def answered(input: Raw, *answers: str) -> tuple[list[str], Any]:
    """Return what is said, and what variable `a` holds, after answers to one input."""
    talk = Talk(read(input, bubble("done", "b2")).flow).says(*answers)
    return talk.heard, talk.variables.get("a")


@pytest.mark.parametrize(
    ("type", "options", "answer", "kept"),
    [
        ("text input", {}, "", None),
        ("number input", {"min": 0, "max": 0}, "7,5", "7.5"),
        ("email input", {}, "Mia@example.org", "mia@example.org"),
        ("url input", {}, "example.org", "example.org"),
        ("phone number input", {"defaultCountryCode": "DE"}, "030 901820", "+4930901820"),
        ("date input", {"format": "yyyy-MM-dd"}, "2026-07-04", "2026-07-04"),
        ("time input", {}, "3pm", "15:00"),
        ("rating input", {"length": 5}, "4", "4"),
        ("file input", {}, "https://example.org/a.pdf", "https://example.org/a.pdf"),
    ],
)
def test_an_input_takes_what_it_took(type: str, options: Raw, answer: str, kept: str | None) -> None:
    assert answered(part(type, options={"variableId": "va", **options}), answer) == (["done"], kept)


@pytest.mark.parametrize(
    ("type", "options", "answer", "words"),
    [
        ("number input", {"min": "5"}, "4", "Invalid message. Please, try again."),
        ("email input", {}, "mia", "This email doesn't seem to be valid. Can you type it again?"),
        ("email input", {"retryMessageContent": "Again?"}, "mia", "Again?"),
        ("rating input", {"length": 5}, "6", "Invalid message. Please, try again."),
    ],
)
def test_an_input_refuses_in_the_words_it_had(type: str, options: Raw, answer: str, words: str) -> None:
    assert answered(part(type, options={"variableId": "va", **options}), answer) == ([words], None)


def test_a_button_without_an_edge_takes_the_way_of_its_block() -> None:
    items = [{"id": "i1", "content": "Red", "outgoingEdgeId": "e1"}, {"id": "i2", "content": "Blue", "value": "b"}]
    choice = part("choice input", "c", items=items, options={"variableId": "va"}, outgoingEdgeId="e2")
    flow = read(
        choice,
        others=(group("g2", bubble("red", "r")), group("g3", bubble("other {{a}}", "o"))),
        edges=(edge_to("e1", "g2"), edge_to("e2", "g3")),
    ).flow

    assert Talk(flow).says("Red").heard == ["red"]
    assert Talk(flow).says("Blue").heard == ["other b"]


def test_a_button_is_offered_only_while_its_condition_holds() -> None:
    comparison = {"variableId": "va", "comparisonOperator": "Is set"}
    display = {"isEnabled": True, "condition": {"comparisons": [comparison]}}
    items = [{"id": "i1", "content": "Red", "displayCondition": display}, {"id": "i2", "content": "Blue"}]
    talk = Talk(read(part("choice input", "c", items=items)).flow)

    assert [item.label for item in getattr(talk.ask, "items", ())] == ["Blue"]


def test_a_card_keeps_what_is_mapped_and_leads_its_buttons_way() -> None:
    paths = [{"id": "p1", "text": "Buy", "outgoingEdgeId": "e1"}, {"id": "p2", "text": "Ask"}]
    saves = [{"field": "Title", "variableId": "va"}, {"field": "Button", "variableId": "vb"}]
    cards = part(
        "cards", "c", items=[{"id": "i1", "title": "Chair", "paths": paths}], options={"saveResponseMapping": saves}
    )
    flow = read(
        cards, bubble("{{a}} {{b}}", "t"), others=(group("g2", bubble("sold", "s")),), edges=(edge_to("e1", "g2"),)
    ).flow

    assert Talk(flow).says("p1").heard == ["sold"]
    assert Talk(flow).chooses("p2").heard == ["Chair Ask"]


def test_pictures_may_come_from_lists() -> None:
    lists = {"isEnabled": True, "titlesVariableId": "va", "pictureSrcsVariableId": "vb"}
    block = made(part("picture choice input", items=[], options={"dynamicItems": lists}))

    assert getattr(block, "from_lists").names() == ("b", "a")  # noqa: B009 - the type of the block is not told here


@pytest.mark.parametrize(
    ("options", "value"),
    [
        ({"expressionToEvaluate": "2 * 3"}, "6"),
        ({"expressionToEvaluate": "Hi there"}, "Hi there"),
        ({"expressionToEvaluate": ""}, None),
        ({"type": "Empty"}, None),
        ({"type": "Append value(s)", "item": "x"}, ["old", "x"]),
        ({"type": "Pop", "saveItemInVariableId": "vb"}, []),
        ({"type": "Environment name"}, "web"),
    ],
)
def test_a_variable_is_set_in_every_way(options: Raw, value: Any) -> None:
    first = part("Set variable", "s1", options={"variableId": "va", "expressionToEvaluate": "'old'"})
    talk = Talk(read(first, part("Set variable", "s2", options={"variableId": "va", **options})).flow)

    assert talk.variables.get("a") == value


def request(**webhook: Any) -> Raw:
    saves = [{"bodyPath": "statusCode", "variableId": "va"}, {"bodyPath": "data.name", "variableId": "vb"}]
    return part("Webhook", "h", options={"webhook": webhook, "responseVariableMapping": saves, "isCustomBody": True})


def test_a_request_is_sent_as_it_was_and_its_answer_mapped() -> None:
    block = request(url="https://example.org", queryParams=[{"key": "q", "value": "{{a}}"}], body='{"x": 1}')
    answer = EffectResult(value={"name": "Mia"}, data={"status": 404})
    talk = Talk(read(block, bubble("{{a}} {{b}}", "t")).flow, perform=replies(answer))

    sent = talk.effects[0]
    assert isinstance(sent, HttpRequest)
    assert (sent.method, sent.url, sent.body) == ("POST", "https://example.org?q=", '{"x": 1}')
    assert talk.heard == ["404 Mia"]


def test_a_request_without_an_answer_has_a_status_all_the_same() -> None:
    failed = EffectResult(error="unreachable", message="no such host")
    talk = Talk(read(request(url="https://example.org"), bubble("{{a}}", "t")).flow, perform=replies(failed))

    assert talk.heard == ["500"]


@pytest.mark.parametrize(("share", "heard"), [(100, "a"), (0, "b")])
def test_a_split_keeps_its_shares(share: int, heard: str) -> None:
    items = [{"id": "ia", "path": "a", "outgoingEdgeId": "ea"}, {"id": "ib", "path": "b", "outgoingEdgeId": "eb"}]
    split = part("AB test", "s", items=items, options={"aPercent": share})
    others = (group("ga", bubble("a", "ba")), group("gb", bubble("b", "bb")))

    assert Talk(read(split, others=others, edges=(edge_to("ea", "ga"), edge_to("eb", "gb"))).flow).heard == [heard]


def test_a_jump_comes_back_to_the_block_behind_it() -> None:
    jump = part("Jump", "j", options={"groupId": "g2"})
    other = group("g2", bubble("there", "t"), part("Return", "r"))

    assert Talk(read(jump, bubble("back", "b2"), others=(other,)).flow).heard == ["there", "back"]


def test_a_jump_to_nowhere_ends_the_path() -> None:
    assert Talk(read(part("Jump", "j", options={"groupId": "gone"}), bubble("never", "b2")).flow).heard == []


def test_a_script_for_the_page_is_approximate_and_handed_over() -> None:
    read_in = read(part("Code", "s", options={"content": "show({{a}})"}))

    assert (read_in.report.approximate, getattr(read_in.flow.nodes[0].blocks[0], "where", "")) == (1, "page")


def test_the_edge_of_a_bubble_in_the_middle_is_left_out() -> None:
    first = bubble("one", "b1", outgoingEdgeId="e1")
    flow = read(first, bubble("two", "b2"), others=(group("g2", bubble("no", "n")),), edges=(edge_to("e1", "g2"),)).flow

    assert Talk(flow).heard == ["one", "two"]
