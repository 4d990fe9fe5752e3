"""A real server for journeys: `dialogkit serve` as a process of its own, which can be killed.

What it prints at its first start (the owner key, the sign-in link) is read from there, as
a person would.
"""

from __future__ import annotations

import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import httpx2

__all__ = ("Chat", "Server")

START_SECONDS = 20
_KEY = re.compile(r"Owner key[^\n]*?(dk_\S+)")
_LINK = re.compile(r"(http\S+/sign-in\?key=\S+)")


class Server:
    """A server with a data folder that outlives it."""

    def __init__(self, data: Path, flows: Sequence[Path] = (), **settings: str) -> None:
        self.data = data
        self.flows = list(flows)
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.key = ""
        self.link = ""
        self.output = ""
        self._settings = {f"DIALOGKIT_{name.upper()}": value for name, value in settings.items()}
        self._process: subprocess.Popen[bytes] | None = None
        self._clients: list[httpx2.Client] = []
        self._visitors: httpx2.Client | None = None

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop in an orderly way."""
        self.stop()

    def start(self) -> float:
        """Start and wait until it is ready; return how many seconds that took."""
        begin = time.perf_counter()
        command = [sys.executable, "-m", "dialogkit", "serve", *map(str, self.flows)]
        command += ["--port", str(self.port), "--data", str(self.data)]
        environment = os.environ | {"DIALOGKIT_TURNS_PER_SECOND": "100000"} | self._settings
        # A server keeps its compiled modules, whatever the shell of the tests says.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        log = self.data.parent / f"{self.data.name}.log"
        with log.open("wb") as output:
            self._process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
        while not self._is_ready():
            if self._process.poll() is not None or time.perf_counter() - begin > START_SECONDS:
                self.stop()
                raise RuntimeError(f"the server did not start:\n{log.read_text()}")
            time.sleep(0.02)
        seconds = time.perf_counter() - begin
        self._introduce(log.read_text())
        return seconds

    def stop(self) -> None:
        """Ask it to stop, and wait."""
        while self._clients:
            self._clients.pop().close()
        self._visitors = None
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(15)

    @property
    def pid(self) -> int:
        """The process."""
        assert self._process is not None
        return self._process.pid

    def exit_code(self, seconds: float) -> int:
        """Wait until it has stopped by itself; return its exit code."""
        assert self._process is not None
        return self._process.wait(seconds)

    def kill(self) -> None:
        """Kill it where it stands."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(10)

    def owner(self) -> httpx2.Client:
        """Return a client with the owner key."""
        return self._client({"Authorization": f"Bearer {self.key}"})

    def visitor(self) -> httpx2.Client:
        """Return the client of all visitors, who bring nothing; it may be used by many threads."""
        if self._visitors is None:
            self._visitors = self._client({})
        return self._visitors

    def chat(self, flow: str, **opening: Any) -> Chat:
        """Open a conversation with a published flow."""
        return Chat(self.visitor(), flow, opening)

    def publish(self, document: dict[str, Any], slug: str = "") -> str:
        """Create and publish a flow over the API; return its id."""
        with self.owner() as owner:
            body = {"document": document, "slug": slug or document["id"]}
            created = owner.post("/flows", json=body)
            assert created.status_code == 201, created.text
            flow: str = created.json()["id"]
            published = owner.post(f"/flows/{flow}/publish", json={})
            assert published.status_code == 201, published.text
        return flow

    def _client(self, headers: dict[str, str]) -> httpx2.Client:
        limits = httpx2.Limits(max_connections=200)
        client = httpx2.Client(base_url=f"{self.url}/api/v1", headers=headers, timeout=30, limits=limits)
        self._clients.append(client)
        return client

    def _is_ready(self) -> bool:
        try:
            return bool(httpx2.get(f"{self.url}/health/ready", timeout=1).status_code == 200)
        except httpx2.HTTPError:
            return False

    def _introduce(self, output: str) -> None:
        self.output = output
        self.link = match[1] if (match := _LINK.search(output)) else ""
        if match := _KEY.search(output):
            self.key = match[1]


class Chat:
    """A visitor's side of a conversation, spoken over the chat API."""

    def __init__(self, client: httpx2.Client, flow: str, opening: dict[str, Any]) -> None:
        self._client = client
        answer = client.post(f"/flows/{flow}/conversations", json=opening)
        assert answer.status_code == 201, answer.text
        opened = answer.json()
        self.id: str = opened["conversation"]
        self.token: str = opened["token"]
        self.turn: dict[str, Any] = opened["turn"]
        self.flow: dict[str, Any] = opened["flow"]
        self.headers = {"Authorization": f"Bearer {self.token}"}
        self._answers = 0

    @property
    def heard(self) -> list[str]:
        """The texts of the newest turn."""
        return [message["text"] for message in self.turn["messages"] if message["type"] == "text"]

    @property
    def asked(self) -> dict[str, Any]:
        """What is asked now; {} where nothing is."""
        return self.turn["input"] or {}

    def says(self, text: str) -> list[str]:
        """Answer in words; return what is said then."""
        return self.sends({"type": "text", "text": text})

    def sends(self, input: dict[str, Any]) -> list[str]:
        """Answer with any input; return what is said then."""
        self._answers += 1
        answer = self.post(f"answer-{self._answers}", input, self.turn["seq"])
        assert answer.status_code == 200, answer.text
        self.turn = answer.json()["turn"]
        return self.heard

    def post(self, id: str, input: dict[str, Any], seq: int | None = None) -> httpx2.Response:
        """Send a turn as it is and return the bare answer."""
        body = {"id": id, "input": input} | ({} if seq is None else {"seq": seq})
        return self._client.post(f"/conversations/{self.id}/turns", json=body, headers=self.headers)

    def read(self) -> dict[str, Any]:
        """Read the conversation back, as a client does that resumes it."""
        answer = self._client.get(f"/conversations/{self.id}", headers=self.headers)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found


def _free_port() -> int:
    """Return a port below those that the system lends to clients, so that it stays free between two starts."""
    while True:
        port = random.randint(20_000, 32_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
