"""Flows that would take the server down end in a clear, typed failure, and nobody else notices."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from tests.journeys.flows import GREETING, a_document
from tests.support.server import Chat, Server

ASK = {"type": "text_question", "id": "ask", "question": "Ready?", "variable": "said"}
START = {"from": {"block": "start"}, "to": {"node": "main"}}


def _endless(id: str, *blocks: dict[str, Any], variables: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return a flow that asks once, then goes round `blocks` for ever."""
    document = a_document(id, ASK, *blocks, variables=("said", *variables))
    back = {"from": {"node": "main", "block": blocks[-1]["id"]}, "to": {"node": "main", "block": blocks[0]["id"]}}
    return document | {"edges": [START, back]}


def _script(id: str, code: str) -> dict[str, Any]:
    """Return a flow that asks once, then runs `code`."""
    document = a_document(
        id,
        ASK,
        {"type": "script", "id": "run", "code": code, "error_variable": "why"},
        {"type": "text", "id": "fine", "text": "It went well"},
        {"type": "end", "id": "over"},
        {"type": "text", "id": "failed", "text": "Failed: {{ why }}"},
        variables=("said", "why"),
    )
    error = {"from": {"node": "main", "block": "run", "handle": "error"}, "to": {"node": "main", "block": "failed"}}
    return document | {"edges": [START, error]}


DOUBLING = {
    "type": "set_variable",
    "id": "double",
    "variable": "bomb",
    "value": {"type": "text", "text": "{{ bomb }}{{ bomb }}"},
}
APPENDING = {
    "type": "set_variable",
    "id": "grow",
    "variable": "list",
    "value": {"type": "append", "items": ["{{ said }}"]},
}
FAILING = {
    "endless-loop": (_endless("endless-loop", {"type": "set_variable", "id": "turn", "variable": "said",
        "value": {"type": "text", "text": "round"}}), "too_many_steps"),
    "variable-bomb": (_endless("variable-bomb", DOUBLING, variables=("bomb",)), "value_too_large"),
    "message-bomb": (_endless("message-bomb", {"type": "text", "id": "spam", "text": "spam"}), "too_many_messages"),
}  # fmt: skip
SCRIPTS = {
    "endless-script": "while (true) {}",
    "memory-script": "const all = []; while (true) all.push(new Array(100000).fill('x'.repeat(1000)));",
    "deep-script": "const deeper = n => 1 + deeper(n + 1); return deeper(0);",
    "regex-script": "return /^(a+)+$/.test('a'.repeat(40) + '!');",
}


@pytest.fixture(scope="module")
def hostile(server: Server) -> Server:
    """The server with every hostile flow published."""
    for document, _ in FAILING.values():
        server.publish(document)
    for id, code in SCRIPTS.items():
        server.publish(_script(id, code))
    return server


def _says(chat: Chat, text: str = "yes") -> dict[str, Any]:
    answer = chat.post(f"say-{time.monotonic_ns()}", {"type": "text", "text": text})
    assert answer.status_code == 200, answer.text
    turn: dict[str, Any] = answer.json()["turn"]
    return turn


@pytest.mark.parametrize("id", FAILING)
def test_a_flow_that_never_stops_fails_in_a_typed_way_and_can_be_answered_again(hostile: Server, id: str) -> None:
    chat = hostile.chat(id, variables={"bomb": "boom"})

    turn = _says(chat)
    with hostile.owner() as owner:
        told = owner.get(f"/flows/{id}/conversations/{chat.id}").json()

    assert turn["status"] == "failed"
    assert turn["input"]["block"] == "ask"
    assert len(turn["messages"]) <= 20
    assert told["transcript"][-1]["failure"]
    assert _says(chat)["status"] == "failed"


@pytest.mark.parametrize("id", SCRIPTS)
def test_a_hostile_script_leaves_by_its_error_handle(hostile: Server, id: str) -> None:
    turn = _says(hostile.chat(id))

    assert turn["status"] == "ended"
    assert turn["messages"][0]["text"].startswith("Failed: ")


def test_an_answer_of_a_megabyte_is_refused_with_words(hostile: Server) -> None:
    chat = hostile.chat("greeting")

    too_large = chat.post("big", {"type": "text", "text": "x" * 1_000_000}, 0)
    long = chat.post("long", {"type": "text", "text": "x" * 100_000}, 0)

    assert (too_large.status_code, too_large.json()["code"]) == (413, "too_large")
    assert long.json()["turn"]["messages"][0]["tone"] == "error"
    assert chat.post("short", {"type": "text", "text": "Ada"}).json()["turn"]["messages"][0]["text"] == "Hello Ada"


def test_ten_thousand_nodes_are_published_and_held(hostile: Server) -> None:
    nodes = [{"id": f"n{n}", "blocks": [{"type": "text", "id": f"t{n}", "text": f"Node {n}"}]} for n in range(9_998)]
    nodes.insert(0, {"id": "main", "blocks": [ASK]})
    edges = [START, {"from": {"node": "main", "block": "ask"}, "to": {"node": "n9990"}}]
    edges += [{"from": {"node": f"n{n}", "block": f"t{n}"}, "to": {"node": f"n{n + 1}"}} for n in range(9_997)]
    document = a_document("huge", variables=("said",)) | {"nodes": nodes, "edges": edges}

    hostile.publish(document)

    turn = _says(hostile.chat("huge"))
    assert [message["text"] for message in turn["messages"]] == [f"Node {n}" for n in range(9_990, 9_998)]


def test_a_document_with_more_nodes_than_allowed_is_refused(hostile: Server) -> None:
    nodes = [{"id": f"n{n}", "blocks": []} for n in range(10_001)]
    with hostile.owner() as owner:
        refused = owner.post("/flows", json={"document": GREETING | {"id": "too-huge", "nodes": nodes}})

    assert refused.status_code in (413, 422)
    assert "10,000" in refused.json()["detail"]


def test_other_conversations_do_not_notice(hostile: Server) -> None:
    # Other work on the machine disturbs a measurement, never improves it: the best of three rounds counts.
    rounds = (_quiet_and_attacked(hostile) for _ in range(3))

    noticed = []
    for quiet, attacked in rounds:
        noticed.append(f"p99 of a turn {quiet * 1000:.1f} ms, under attack {attacked * 1000:.1f} ms")
        if attacked < 2 * quiet:
            break
    print("; ".join(noticed))  # noqa: T201 - the figures are the point
    assert attacked < 2 * quiet + 0.01, noticed


def _quiet_and_attacked(server: Server) -> tuple[float, float]:
    """Return the p99 of a well-behaved visitor's turns, alone and beside all hostile flows."""
    quiet = _p99(_times(server, seconds=3))
    over = threading.Event()
    attackers = [threading.Thread(target=_attack, args=(server, id, over)) for id in (*FAILING, *SCRIPTS)]
    for attacker in attackers:
        attacker.start()
    attacked = _p99(_times(server, seconds=5))
    over.set()
    for attacker in attackers:
        attacker.join()
    return quiet, attacked


def _attack(server: Server, id: str, over: threading.Event) -> None:
    while not over.is_set():
        _says(server.chat(id, variables={"bomb": "boom"}))
        over.wait(0.2)


def _times(server: Server, *, seconds: float) -> list[float]:
    """Return how long turns of one well-behaved visitor take, one after the other."""
    times = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        chat = server.chat("greeting")
        begin = time.perf_counter()
        chat.says("Ada")
        times.append(time.perf_counter() - begin)
    return times


def _p99(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]
