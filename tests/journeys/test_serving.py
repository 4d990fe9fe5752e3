"""`dialogkit serve` as an operator meets it: it says what is wrong, and stops in order."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import httpx2
import msgspec

from tests.journeys.flows import GREETING, a_document
from tests.support.receiver import Receiver
from tests.support.server import Server

CANARY = "canary-5f1c"


def _serve(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dialogkit", "serve", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)


def test_more_workers_than_the_database_allows_are_refused(tmp_path: Path) -> None:
    refused = _serve("--workers", "2", "--data", str(tmp_path / "data"))

    assert refused.returncode == 1
    assert "is used by one process, not 2" in refused.stderr


def test_a_busy_port_is_named_before_anything_is_touched(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        refused = _serve("--port", str(port), "--data", str(tmp_path / "data"))

    assert refused.returncode == 1
    assert f"Cannot listen on 127.0.0.1:{port}" in refused.stderr
    assert "--port" in refused.stderr
    assert not (tmp_path / "data").exists()


def test_a_second_server_on_the_same_folder_is_told_who_has_it(tmp_path: Path) -> None:
    with Server(tmp_path / "data") as server:
        refused = _serve("--port", "0", "--data", str(tmp_path / "data"))

        assert refused.returncode == 1
        assert str(server.pid) in refused.stderr


def test_a_turn_in_flight_is_finished_when_the_server_is_told_to_stop(tmp_path: Path) -> None:
    with Receiver(seconds=1) as receiver:
        server = Server(tmp_path / "data", outbound_allow=receiver.allowed)
        server.start()
        request = {"type": "http_request", "id": "call", "method": "POST", "url": f"{receiver.url}/once"}
        server.publish(a_document("slow", request, {"type": "text", "id": "after", "text": "Done"}))
        answers: list[httpx2.Response] = []

        def open_one() -> None:
            answers.append(httpx2.post(f"{server.url}/api/v1/flows/slow/conversations", json={}, timeout=10))

        thread = threading.Thread(target=open_one)
        thread.start()
        assert receiver.called.wait(10)
        os.kill(server.pid, signal.SIGTERM)
        thread.join(15)

        assert server.exit_code(15) == 0
    assert answers[0].json()["turn"]["messages"][0]["text"] == "Done"


def test_what_visitors_say_stands_in_no_log(tmp_path: Path) -> None:
    with Server(tmp_path / "data", log_level="debug") as server:
        server.publish(GREETING)
        chat = server.chat("greeting", variables={"name": CANARY})
        chat.says(CANARY)
        chat.post("bad", {"type": "nonsense", "text": CANARY})
        chat.post("other", {"type": "choice", "items": [CANARY]})
        httpx2.post(f"{server.url}/api/v1/flows/{CANARY}/conversations", content=f'{{"id": "{CANARY}')
    log = (tmp_path / "data.log").read_text()

    assert log
    assert CANARY not in log


def _write(folder: Path, *documents: dict[str, Any]) -> list[Path]:
    files = [folder / f"{document['id']}.json" for document in documents]
    for file, document in zip(files, documents, strict=True):
        file.write_bytes(msgspec.json.encode(document))
    return files


def _inner(text: str) -> dict[str, Any]:
    return a_document("inner", {"type": "text", "id": "in", "text": text})


OUTER = a_document("outer", {"type": "subflow", "id": "enter", "flow": "inner"})


def test_files_that_enter_each_other_are_published_together_and_again_when_one_changes(tmp_path: Path) -> None:
    server = Server(tmp_path / "data", _write(tmp_path, OUTER, _inner("One")))
    server.start()
    first = server.chat("outer").heard
    server.stop()
    server.start()
    with server.owner() as owner:
        unchanged = len(owner.get("/flows/outer/versions").json()["items"])
    server.stop()
    _write(tmp_path, _inner("Two"))
    server.start()
    second = server.chat("outer").heard
    server.stop()

    assert (first, unchanged, second) == (["One"], 1, ["Two"])


def test_a_file_whose_id_another_flow_has_is_published_beside_it(tmp_path: Path) -> None:
    _write(tmp_path, a_document("shop", {"type": "text", "id": "a", "text": "First"}))
    copy = tmp_path / "copy.json"
    copy.write_bytes(msgspec.json.encode(a_document("shop", {"type": "text", "id": "a", "text": "Second"})))

    with Server(tmp_path / "data", [tmp_path / "shop.json", copy]) as server:
        heard = [server.chat("shop").heard, server.chat("copy").heard]

    assert heard == [["First"], ["Second"]]


def test_a_file_with_errors_is_refused_with_its_problems_and_the_others_serve(tmp_path: Path) -> None:
    broken = a_document("broken", {"type": "text", "id": "a", "text": "Hi"})
    broken["edges"].append({"from": {"node": "main", "block": "a"}, "to": {"node": "nowhere"}})
    with Server(tmp_path / "data", _write(tmp_path, broken, GREETING)) as server:
        heard = server.chat("greeting").heard

    assert heard == ["Who are you?"]
    assert "broken.json is not published" in server.output


def test_an_address_cannot_be_taken_over_by_another_flows_id(server: Server) -> None:
    begin = time.monotonic_ns()
    server.publish(a_document(f"id-{begin}", {"type": "text", "id": "a", "text": "Mine"}), slug=f"slug-{begin}")
    with server.owner() as owner:
        thief = a_document(f"slug-{begin}", {"type": "text", "id": "a", "text": "Stolen"})
        made = owner.post("/flows", json={"document": thief, "slug": f"id-{begin}"})

        assert (made.status_code, made.json()["code"]) == (409, "conflict")
    assert server.chat(f"slug-{begin}").heard == ["Mine"]
