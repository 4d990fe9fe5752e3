"""Clients repeat themselves: networks fail, fingers click twice, tabs are many."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2

from tests.support.server import Chat, Server

ANSWER = {"type": "text", "text": "Ada"}


def _all_at_once(calls: int, call: Any) -> list[httpx2.Response]:
    with ThreadPoolExecutor(calls) as pool:
        return list(pool.map(call, range(calls)))


def test_the_same_turn_sent_fifty_times_is_one_turn_with_equal_bytes(server: Server) -> None:
    chat = server.chat("greeting")

    answers = _all_at_once(50, lambda _: chat.post("one", ANSWER, 0))

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert [entry["seq"] for entry in chat.read()["transcript"]] == [0, 1]


def test_the_same_turn_is_the_same_bytes_after_later_turns(server: Server) -> None:
    chat = server.chat("greeting")
    first = chat.post("one", ANSWER, 0)
    chat.post("two", {"type": "text", "text": "well"}, 1)

    assert chat.post("one", ANSWER, 0).content == first.content


def test_a_turn_id_with_another_body_is_refused(server: Server) -> None:
    chat = server.chat("greeting")
    chat.post("one", ANSWER, 0)

    answer = chat.post("one", {"type": "text", "text": "Bob"}, 0)

    assert (answer.status_code, answer.json()["code"]) == (409, "turn_id_reused")


def test_a_turn_id_cannot_answer_a_later_question(server: Server) -> None:
    chat = server.chat("greeting")
    chat.post("one", ANSWER, 0)

    answer = chat.post("one", {"type": "text", "text": "well"}, 1)

    assert (answer.status_code, answer.json()["code"]) == (409, "turn_id_reused")


def test_of_a_hundred_tabs_one_is_accepted_and_the_others_learn_the_present_state(server: Server) -> None:
    chat = server.chat("greeting")

    answers = _all_at_once(100, lambda tab: chat.post(f"tab-{tab}", {"type": "text", "text": f"Tab {tab}"}, 0))

    accepted = [answer for answer in answers if answer.status_code == 200]
    refused = [answer for answer in answers if answer.status_code == 409]
    assert (len(accepted), len(refused)) == (1, 99)
    assert all(answer.json()["turn"] == accepted[0].json()["turn"] for answer in refused)


def test_an_answer_to_an_old_question_gets_the_present_turn(server: Server) -> None:
    chat = server.chat("greeting")
    chat.says("Ada")

    answer = chat.post("late", {"type": "text", "text": "Bob"}, 0)

    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["turn"] == chat.turn


def test_opening_with_the_same_id_finds_the_same_conversation(server: Server) -> None:
    answers = _all_at_once(
        20, lambda _: server.visitor().post("/flows/greeting/conversations", json={"id": "my-own-id"})
    )

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["conversation"] for answer in answers}) == 1


def test_a_conversation_opened_again_is_where_it_was(server: Server) -> None:
    first = Chat(server.visitor(), "greeting", {"id": "come-back-later"})
    first.says("Ada")

    again = Chat(server.visitor(), "greeting", {"id": "come-back-later"})

    assert (again.id, again.turn) == (first.id, first.turn)


def test_without_a_seq_only_the_lock_holds(server: Server) -> None:
    chat = server.chat("greeting")

    answers = [chat.post(f"free-{number}", {"type": "text", "text": "x"}) for number in range(2)]

    assert [answer.json()["turn"]["seq"] for answer in answers] == [1, 2]
