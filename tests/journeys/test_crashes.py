"""The server is killed at random moments under load; what it acknowledged is there afterwards, once and in order."""

from __future__ import annotations

import random
import sqlite3
import statistics
import threading
import time
from pathlib import Path
from typing import Any

import httpx2
import msgspec

from bench.reference import TURNS, Script
from tests.journeys.flows import REFERENCE
from tests.support.server import Server

KILLS = 50
VISITORS = 6
READY_SECONDS = 2.0


class Ledger:
    """What visitors were told was done: conversation -> the answers they have seen, by turn."""

    def __init__(self) -> None:
        self.acknowledged: dict[str, dict[int, bytes]] = {}
        self.turns = 0

    def note(self, conversation: str, seq: int, answer: bytes) -> None:
        """Write down one acknowledged turn."""
        self.acknowledged.setdefault(conversation, {})[seq] = answer
        self.turns += 1


class Visitor(threading.Thread):
    """Holds one conversation after another, and repeats a turn until it is acknowledged."""

    def __init__(self, server: Server, ledger: Ledger, number: int) -> None:
        super().__init__(daemon=True)
        self._server = server
        self._ledger = ledger
        self._numbers = iter(range(number, 10**6, VISITORS))
        self.stopping = False
        self.faults: list[str] = []

    def run(self) -> None:
        """Hold conversations until told to stop."""
        with httpx2.Client(base_url=f"{self._server.url}/api/v1", timeout=5) as client:
            while not self.stopping:
                self._converse(client, Script(next(self._numbers)))

    def _converse(self, client: httpx2.Client, script: Script) -> None:
        opened = self._insist(client, "/flows/reference/conversations", {"id": f"visitor-{script.number}"}, {})
        if opened is None:
            return
        conversation = opened.json()["conversation"]
        headers = {"Authorization": f"Bearer {opened.json()['token']}"}
        for seq, input in enumerate(script.inputs):
            body = {"id": f"answer-{seq}", "seq": seq, "input": input}
            answer = self._insist(client, f"/conversations/{conversation}/turns", body, headers)
            if answer is None:
                return
            self._ledger.note(conversation, seq + 1, answer.content)
            texts = " ".join(message.get("text", "") for message in answer.json()["turn"]["messages"])
            try:
                script.check(seq + 1, texts)
            except AssertionError as fault:
                self.faults.append(str(fault))

    def _insist(
        self, client: httpx2.Client, path: str, body: dict[str, Any], headers: dict[str, str]
    ) -> httpx2.Response | None:
        """Send until there is an answer, as a widget does; None once the test is over."""
        while not self.stopping:
            try:
                answer = client.post(path, json=body, headers=headers)
            except httpx2.HTTPError:
                time.sleep(0.02)
                continue
            if answer.status_code in (200, 201):
                return answer
            self.faults.append(f"{path} {body}: {answer.status_code} {answer.text[:300]}")
            return None
        return None


def test_nothing_acknowledged_is_lost_doubled_or_out_of_order_in_fifty_kills(tmp_path: Path) -> None:
    chance = random.Random(7)
    server, ledger = Server(tmp_path / "data"), Ledger()
    server.start()
    server.publish(REFERENCE)
    visitors = [Visitor(server, ledger, number) for number in range(VISITORS)]
    for visitor in visitors:
        visitor.start()
    ready = []
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.05, 0.6))
        server.kill()
        ready.append(server.start())
    for visitor in visitors:
        visitor.stopping = True
    for visitor in visitors:
        visitor.join(20)
    server.stop()

    usual, slowest = statistics.median(ready), max(ready)
    figures = (
        f"{ledger.turns} turns acknowledged over {KILLS} kills; ready after {usual:.2f} s, at most {slowest:.2f} s"
    )
    print(figures)  # noqa: T201 - they are the point
    assert [fault for visitor in visitors for fault in visitor.faults] == []
    assert ledger.turns > KILLS
    assert usual < READY_SECONDS
    _assert_stored(tmp_path / "data", ledger)


def _assert_stored(data: Path, ledger: Ledger) -> None:
    database = sqlite3.connect(next(data.glob("*.db")))
    try:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = database.execute("SELECT conversation, seq, _body FROM turns ORDER BY conversation, seq").fetchall()
    finally:
        database.close()
    stored: dict[str, list[tuple[int, bytes]]] = {}
    for conversation, seq, body in rows:
        turn = bytes(msgspec.json.decode(body, type=dict[str, msgspec.Raw])["turn"])
        stored.setdefault(conversation, []).append((seq, b'{"turn":' + turn + b"}"))
    assert all([seq for seq, _ in turns] == list(range(len(turns))) for turns in stored.values())
    assert all(len(turns) <= TURNS for turns in stored.values())
    for conversation, answers in ledger.acknowledged.items():
        kept = dict(stored[conversation])
        assert {seq: kept.get(seq) for seq in answers} == answers
