"""What happens in a conversation while nobody types: time passes, other systems call, the server restarts."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2

from tests.journeys.flows import a_document
from tests.support.receiver import Receiver
from tests.support.server import Chat, Server

ASK = {"type": "text_question", "id": "ask", "question": "Still there?", "variable": "said"}


def _idle(id: str, seconds: float) -> dict[str, Any]:
    """Return a flow that asks, and says so when nobody answers."""
    document = a_document(
        id,
        {"type": "timeout", "id": "idle", "seconds": seconds},
        ASK,
        {"type": "text", "id": "thanks", "text": "Thanks"},
        variables=("said",),
    )
    document["nodes"].append({"id": "late", "blocks": [{"type": "text", "id": "gone", "text": "You were away"}]})
    late = {"from": {"node": "main", "block": "idle", "handle": "expired"}, "to": {"node": "late"}}
    return document | {"edges": [*document["edges"], late]}


def _wait_for(chat: Chat, held: Callable[[dict[str, Any]], bool], seconds: float = 8) -> dict[str, Any]:
    end = time.monotonic() + seconds
    while not held(told := chat.read()):
        assert time.monotonic() < end, told["turn"]
        time.sleep(0.05)
    return told


def _hears(words: str) -> Callable[[dict[str, Any]], bool]:
    return lambda told: any(message.get("text") == words for message in told["turn"]["messages"])


def test_a_question_that_nobody_answers_is_over_in_time(server: Server) -> None:
    server.publish(_idle("idle", 1))
    chat = server.chat("idle")

    told = _wait_for(chat, _hears("You were away"))

    assert [entry["seq"] for entry in told["transcript"]] == [0, 1]


def test_a_question_answered_in_time_stays_answered(server: Server) -> None:
    server.publish(_idle("in-time", 1))
    chat = server.chat("in-time")
    assert chat.says("yes") == ["Thanks"]

    time.sleep(2)

    assert len(chat.read()["transcript"]) == 2


def test_a_time_that_came_while_the_server_was_down_is_kept_at_its_start(tmp_path: Path) -> None:
    server = Server(tmp_path / "data")
    server.start()
    server.publish(_idle("overslept", 1))
    chat = server.chat("overslept")
    server.kill()
    time.sleep(1.2)
    server.start()

    told = _wait_for(chat, _hears("You were away"))

    server.stop()
    assert len(told["transcript"]) == 2


def test_a_conversation_that_waits_for_a_slow_system_holds_up_no_other_timer(tmp_path: Path) -> None:
    with Receiver(seconds=3) as receiver, Server(tmp_path / "data", outbound_allow=receiver.allowed) as server:
        slow = _idle("slow", 1)
        request = {"type": "http_request", "id": "call", "url": f"{receiver.url}/slow"}
        slow["nodes"][1]["blocks"].insert(0, request)
        server.publish(slow)
        server.publish(_idle("quick", 1))
        waiting = [server.chat("slow") for _ in range(5)]
        quick = server.chat("quick")
        begin = time.monotonic()

        _wait_for(quick, _hears("You were away"))

        assert time.monotonic() - begin < 3
        for chat in waiting:
            _wait_for(chat, _hears("You were away"))
        assert receiver.calls["/slow"] == 5


def _hook(server: Server, chat: Chat, block: str, body: dict[str, Any], delivery: str = "") -> httpx2.Response:
    headers = chat.headers | ({"Idempotency-Key": delivery} if delivery else {})
    url = f"{server.url}/api/v1/conversations/{chat.id}/webhooks/{block}"
    return httpx2.post(url, json=body, headers=headers)


HOOKED = a_document(
    "hooked",
    {"type": "webhook", "id": "paid", "saves": [{"variable": "amount", "path": "data.amount"}]},
    {"type": "text", "id": "thanks", "text": "Received {{ amount }}"},
    ASK,
    variables=("amount", "said"),
)


def test_a_webhook_goes_on_with_the_conversation_once(server: Server) -> None:
    server.publish(HOOKED)
    chat = server.chat("hooked")
    assert chat.asked["type"] == "hook"

    first = _hook(server, chat, "paid", {"amount": 12}, "delivery-1")
    again = _hook(server, chat, "paid", {"amount": 12}, "delivery-1")
    late = _hook(server, chat, "paid", {"amount": 13}, "delivery-2")

    assert first.json()["turn"]["messages"][0]["text"] == "Received 12"
    assert (again.status_code, again.content) == (200, first.content)
    assert (late.status_code, late.json()["turn"]["seq"]) == (409, 1)


def test_a_webhook_for_another_block_or_without_the_token_changes_nothing(server: Server) -> None:
    server.publish(HOOKED | {"id": "hooked-safely"})
    chat = server.chat("hooked-safely")

    wrong = _hook(server, chat, "other", {})
    bare = httpx2.post(f"{server.url}/api/v1/conversations/{chat.id}/webhooks/paid", json={})

    assert (wrong.status_code, bare.status_code) == (409, 401)
    assert len(chat.read()["transcript"]) == 1


def test_what_was_said_before_a_slow_request_is_streamed_while_it_runs(tmp_path: Path) -> None:
    with Receiver(seconds=0.5) as receiver, Server(tmp_path / "data", outbound_allow=receiver.allowed) as server:
        server.publish(
            a_document(
                "slow",
                {"type": "text", "id": "before", "text": "One moment"},
                {"type": "http_request", "id": "call", "method": "POST", "url": f"{receiver.url}/slow"},
                {"type": "text", "id": "after", "text": "Done"},
            )
        )
        events = []
        with httpx2.stream(
            "POST",
            f"{server.url}/api/v1/flows/slow/conversations",
            json={},
            headers={"Accept": "text/event-stream"},
        ) as stream:
            for line in stream.iter_lines():
                if line.startswith("event:"):
                    events.append((line[7:], receiver.calls["/slow"]))

    assert events[0] == ("message", 0)
    assert [name for name, _ in events] == ["message", "typing", "turn"]


def test_a_client_that_goes_away_does_not_undo_a_turn(tmp_path: Path) -> None:
    with Receiver(seconds=1) as receiver, Server(tmp_path / "data", outbound_allow=receiver.allowed) as server:
        server.publish(
            a_document(
                "patient",
                ASK,
                {"type": "http_request", "id": "call", "method": "POST", "url": f"{receiver.url}/once"},
                {"type": "text", "id": "after", "text": "Done"},
                variables=("said",),
            )
        )
        chat = server.chat("patient")
        for accept in ("application/json", "text/event-stream"):
            body = {"id": "the-answer", "seq": 0, "input": {"type": "text", "text": "go"}}
            url = f"{server.url}/api/v1/conversations/{chat.id}/turns"
            try:
                httpx2.post(url, json=body, headers=chat.headers | {"Accept": accept}, timeout=0.3)
            except httpx2.TimeoutException:
                continue

        told = chat.post("the-answer", {"type": "text", "text": "go"}, 0).json()["turn"]

    assert [message["text"] for message in told["messages"]] == ["Done"]
    assert receiver.calls["/once"] == 1


def test_a_visitor_is_answered_in_a_language_the_flow_has(server: Server) -> None:
    document = a_document("polyglot", {"type": "text", "id": "hi", "text": "Hello"}, ASK, variables=("said",))
    server.publish(document | {"locale": "en", "translations": {"pt": {"hi": {"text": "Olá"}}}})

    heard = {locale: server.chat("polyglot", locale=locale).heard[0] for locale in ("", "pt", "pt-BR", "ja", "en")}

    assert heard == {"": "Hello", "pt": "Olá", "pt-BR": "Olá", "ja": "Hello", "en": "Hello"}
    public = server.chat("polyglot", locale="pt").flow
    assert (public["locale"], public["locales"]) == ("pt", ["en", "pt"])
