"""What a conversation does outside happens once, whenever the server dies; counted at the receiver."""

from __future__ import annotations

import random
import threading
import time
from pathlib import Path

import httpx2

from tests.journeys.flows import a_document
from tests.support.receiver import Receiver
from tests.support.server import Chat, Server

KILLS = 12
ANSWER = {"type": "text", "text": "go"}


def _booking(receiver: Receiver, *, method: str = "POST") -> dict[str, object]:
    """Return a flow that makes a booking outside, once the visitor has said so."""
    request = {"type": "http_request", "id": "book", "method": method, "url": f"{receiver.url}/{{{{ booking }}}}"}
    return a_document(
        "booking",
        {"type": "text_question", "id": "ask", "question": "Shall I?", "variable": "said"},
        request | {"error_variable": "why"},
        {"type": "text", "id": "done", "text": "Booked"},
        {"type": "end", "id": "over"},
        {"type": "text", "id": "unsure", "text": "Not sure: {{ why }}"},
        variables=("booking", "said", "why"),
        edges=[
            {"from": {"block": "start"}, "to": {"node": "main"}},
            {"from": {"node": "main", "block": "book", "handle": "error"}, "to": {"node": "main", "block": "unsure"}},
        ],
    )


def _answer_and_be_cut_off(chat: Chat) -> threading.Thread:
    def answer() -> None:
        try:
            chat.post("the-answer", ANSWER, 0)
        except httpx2.HTTPError:
            return

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    return thread


def test_a_booking_is_never_made_twice_however_the_server_dies(tmp_path: Path) -> None:
    chance = random.Random(11)
    with Receiver(seconds=0.15) as receiver:
        server = Server(tmp_path / "data", outbound_allow=receiver.allowed)
        server.start()
        server.publish(_booking(receiver))
        heard = []
        for number in range(KILLS):
            chat = server.chat("booking", variables={"booking": f"b{number}"})
            thread = _answer_and_be_cut_off(chat)
            time.sleep(chance.uniform(0.0, 0.4))
            server.kill()
            thread.join()
            server.start()

            again = chat.post("the-answer", ANSWER, 0)

            assert again.status_code == 200, again.text
            heard.append(again.json()["turn"]["messages"][0]["text"])
        server.stop()
    assert all(receiver.calls[f"/b{number}"] <= 1 for number in range(KILLS))
    assert all(text == "Booked" or text.startswith("Not sure: The server stopped") for text in heard)
    done = sum(receiver.calls[f"/b{number}"] for number, text in enumerate(heard) if text == "Booked")
    assert done == heard.count("Booked")


def test_what_was_being_done_when_the_server_died_leaves_as_unknown(tmp_path: Path) -> None:
    with Receiver(seconds=30) as receiver:
        server = Server(tmp_path / "data", outbound_allow=receiver.allowed)
        server.start()
        server.publish(_booking(receiver))
        chat = server.chat("booking", variables={"booking": "one"})
        thread = _answer_and_be_cut_off(chat)
        assert receiver.called.wait(10)
        server.kill()
        thread.join()
        server.start()

        told = chat.read()

        server.stop()
    assert told["turn"]["messages"][0]["text"].startswith("Not sure: The server stopped while this was being done")
    assert receiver.calls["/one"] == 1


def test_what_may_be_repeated_is_done_again(tmp_path: Path) -> None:
    with Receiver(seconds=1) as receiver:
        server = Server(tmp_path / "data", outbound_allow=receiver.allowed)
        server.start()
        server.publish(_booking(receiver, method="GET"))
        chat = server.chat("booking", variables={"booking": "one"})
        thread = _answer_and_be_cut_off(chat)
        assert receiver.called.wait(10)
        server.kill()
        thread.join()
        server.start()

        while (told := chat.read())["turn"]["status"] == "working":
            time.sleep(0.05)

        server.stop()
    assert told["turn"]["messages"][0]["text"] == "Booked"
    assert receiver.calls["/one"] == 2


def test_a_private_address_is_out_of_reach_unless_the_operator_allows_it(tmp_path: Path) -> None:
    with Receiver() as receiver, Server(tmp_path / "data") as server:
        server.publish(_booking(receiver))
        chat = server.chat("booking", variables={"booking": "one"})

        said = chat.says("go")

    assert said[0].startswith("Not sure:")
    assert not receiver.calls
