"""A chat server that says what a test has written down, over real HTTP: for the widget's tests and pictures only.

It keeps the contract of the chat API (idempotent turns, 409 with the present turn, streams) and can be told to be
slow, to fail, or to hang up. What a flow really says is the product's part, tried in the journeys.
"""

from __future__ import annotations

import json
import mimetypes
import re
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

from tests.browser.support.pictures import picture

__all__ = ("ChatServer", "Json", "Scene", "Talk", "Turn")

WIDGET = Path(__file__).resolve().parents[3] / "src" / "dialogkit" / "static" / "widget"

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Turn: TypeAlias = dict[str, Json]
Reply: TypeAlias = Turn | Callable[[dict[str, Json]], Turn]


@dataclass
class Scene:
    """One flow: its public part and its turns, each a value or made from the visitor's input."""

    turns: list[Reply]
    flow: dict[str, Json] = field(default_factory=dict)


@dataclass
class Talk:
    """One conversation that was begun."""

    id: str
    slug: str
    token: str
    locale: str = ""
    records: list[dict[str, Json]] = field(default_factory=list)
    answers: dict[str, bytes] = field(default_factory=dict)
    at: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def turn(self) -> Turn:
        """The newest turn."""
        found = self.records[-1]["turn"]
        assert isinstance(found, dict)
        return found


@dataclass
class Weather:
    """How well the line works: how many of the next requests fail, and how."""

    fail: int = 0
    lose_answer: int = 0
    delay: float = 0.0
    stream: bool = True


class ChatServer:
    """The scenes by slug, the pages around them, and a record of every request."""

    def __init__(self) -> None:
        self.scenes: dict[str, Scene] = {}
        self.pages: dict[str, tuple[str, dict[str, str]]] = {}
        self.talks: dict[str, Talk] = {}
        self.requests: list[tuple[str, str, str]] = []
        self.weather = Weather()
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        """The address of the server, without a slash at its end."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def start(self) -> ChatServer:
        """Begin to serve."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Serve no more."""
        self._server.shutdown()
        self._server.server_close()

    def posted(self, ending: str) -> list[str]:
        """Return the bodies posted to addresses with that ending."""
        return [body for method, path, body in self.requests if method == "POST" and path.endswith(ending)]

    def page(self, path: str, html: str, **headers: str) -> str:
        """Serve `html` at `path` and return its address."""
        self.pages[path] = (html, {name.replace("_", "-"): value for name, value in headers.items()})
        return self.url + path

    def flow(self, slug: str, locale: str = "") -> dict[str, Json]:
        """Return the public part of a flow, in another of its languages if it has that."""
        flow: dict[str, Json] = {
            "id": f"flow-{slug}",
            "slug": slug,
            "name": "Bright Lane Dental",
            "locale": "en",
            **self.scenes[slug].flow,
        }
        locales = flow.get("locales")
        return {**flow, "locale": locale} if isinstance(locales, list) and locale in locales else flow

    def begin(self, slug: str, wanted: str, locale: str = "") -> Talk:
        """Begin a conversation, or return the one that has the wanted id."""
        talk = self.talks.get(wanted)
        if talk is None:
            talk = self.talks[wanted] = Talk(wanted, slug, uuid.uuid4().hex, locale)
            self.advance(talk, {})
        return talk

    def advance(self, talk: Talk, said: dict[str, Json]) -> Turn:
        """Take the next turn of the scene; the last one repeats."""
        turns = self.scenes[talk.slug].turns
        reply = turns[min(talk.at, len(turns) - 1)]
        made = dict(reply(said) if callable(reply) else reply)
        if not made.pop("again", False):
            talk.at += 1
        seq = len(talk.records)
        messages = made.get("messages")
        assert isinstance(messages, list)
        numbered: list[Json] = [
            {"id": f"m{seq}-{at}", **message} for at, message in enumerate(messages) if isinstance(message, dict)
        ]
        turn: Turn = {"status": "waiting", **made, "seq": seq, "messages": numbered}
        shown = turn.pop("shown", None) or _shown(said, talk)
        if shown:
            turn["shown"] = shown
        record: dict[str, Json] = {"seq": seq, "messages": numbered, "turn": turn, "ask": turn.get("input")}
        talk.records.append(record | ({"shown": shown, "input": said} if shown else {}))
        return turn

    def transcript(self, talk: Talk) -> dict[str, Json]:
        """Return a conversation as the API does."""
        records: list[Json] = [
            {key: value for key, value in record.items() if key != "turn"} for record in talk.records
        ]
        return {
            "conversation": talk.id,
            "status": talk.turn["status"],
            "seq": talk.turn["seq"],
            "transcript": records,
            "turn": talk.turn,
            "flow": self.flow(talk.slug, talk.locale),
        }


def _shown(said: dict[str, Json], talk: Talk) -> str:
    """Return an answer as a person reads it."""
    if said.get("type") == "text":
        return str(said["text"])
    if said.get("type") == "choice":
        asked = talk.turn.get("input")
        items = asked.get("items", []) if isinstance(asked, dict) else []
        chosen = said["items"]
        assert isinstance(items, list)
        assert isinstance(chosen, list)
        return ", ".join(label for item in items if isinstance(item, dict) for label in _labels(item, chosen))
    if said.get("type") == "files":
        files = said["files"]
        assert isinstance(files, list)
        return ", ".join(str(file["name"]) for file in files if isinstance(file, dict))
    return ""


def _labels(item: dict[str, Json], chosen: list[Json]) -> list[str]:
    actions = item.get("actions", [])
    assert isinstance(actions, list)
    inner = [
        f"{item['label']}: {action['label']}"
        for action in actions
        if isinstance(action, dict) and action["id"] in chosen
    ]
    return [str(item.get("label", item["id"])), *inner] if item["id"] in chosen else inner


class _Server(ThreadingHTTPServer):
    """A server that knows what it serves."""

    daemon_threads = True

    def __init__(self, chat: ChatServer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.chat = chat


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    @property
    def chat(self) -> ChatServer:
        """What is served."""
        return self.server.chat

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet; every request is in the record."""

    def do_OPTIONS(self) -> None:
        self.answer(204, b"", "text/plain")

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.chat.requests.append(("GET", path, ""))
        if path in self.chat.pages:
            html, headers = self.chat.pages[path]
            self.answer(200, html.encode(), "text/html; charset=utf-8", headers)
        elif path.startswith(("/static/widget/", "/embed.js")):
            self.file(WIDGET / path.removeprefix("/static/widget").removeprefix("/"))
        elif drawing := picture(path.removeprefix("/media/").removesuffix(".svg")):
            self.answer(200, drawing.encode(), "image/svg+xml")
        elif not self.is_stormy():
            self.read(path)

    def read(self, path: str) -> None:
        found = re.fullmatch(r"/api/v1/flows/([^/]+)/public", path)
        talk = self.talk(path, r"/api/v1/conversations/([^/]+)")
        if found and found[1] in self.chat.scenes:
            self.json(200, self.chat.flow(found[1]))
        elif talk:
            self.json(200, self.chat.transcript(talk))
        else:
            self.json(404, {"status": 404, "title": "Not found"})

    def do_POST(self) -> None:
        path = urlsplit(self.path).path
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.chat.requests.append(("POST", path, raw.decode(errors="replace")))
        if self.is_stormy():
            return
        if found := re.fullmatch(r"/api/v1/flows/([^/]+)/conversations", path):
            body = json.loads(raw)
            begun = self.chat.begin(found[1], body.get("id") or uuid.uuid4().hex, body.get("locale") or "")
            opening: dict[str, Json] = {
                "conversation": begun.id,
                "token": begun.token,
                "flow": self.chat.flow(begun.slug, begun.locale),
            }
            self.turn(201, begun.turn, opening)
        elif talk := self.talk(path, r"/api/v1/conversations/([^/]+)/turns"):
            self.take_turn(talk, json.loads(raw))
        elif self.talk(path, r"/api/v1/conversations/([^/]+)/uploads"):
            self.upload(raw)
        else:
            self.json(404, {"status": 404, "title": "Not found"})

    def is_stormy(self) -> bool:
        """Fail as the weather has it; tell whether the request is over."""
        if self.chat.weather.delay:
            time.sleep(self.chat.weather.delay)
        if self.chat.weather.fail <= 0:
            return False
        self.chat.weather.fail -= 1
        self.json(503, {"status": 503, "title": "Busy"}, {"Retry-After": "0"})
        return True

    def talk(self, path: str, pattern: str) -> Talk | None:
        found = re.fullmatch(pattern, path)
        talk = self.chat.talks.get(found[1]) if found else None
        is_own = talk is not None and self.headers.get("Authorization") == f"Bearer {talk.token}"
        return talk if is_own else None

    def take_turn(self, talk: Talk, body: dict[str, Json]) -> None:
        with talk.lock:
            key = str(body["id"])
            if key not in talk.answers:
                if body.get("seq") != talk.turn["seq"]:
                    self.json(409, {"status": 409, "title": "Answered already", "turn": talk.turn})
                    return
                said = body["input"]
                assert isinstance(said, dict)
                talk.answers[key] = json.dumps(self.chat.advance(talk, said)).encode()
            turn = json.loads(talk.answers[key])
        if self.chat.weather.lose_answer > 0:
            self.chat.weather.lose_answer -= 1
            self.close_connection = True
            self.connection.close()
            return
        self.turn(200, turn, {})

    def upload(self, raw: bytes) -> None:
        name = re.search(rb'filename="([^"]*)"', raw)
        shown = name[1].decode() if name else "file"
        if shown.startswith("refused"):
            self.json(415, {"status": 415, "detail": "This file could not be read as an image."})
            return
        self.json(201, {"id": uuid.uuid4().hex, "url": f"/api/v1/files/{shown}", "name": shown, "size": len(raw)})

    def turn(self, status: int, turn: Turn, opening: dict[str, Json]) -> None:
        closing: Json = {**opening, "turn": turn}
        if not self.chat.weather.stream or "event-stream" not in self.headers.get("Accept", ""):
            self.json(status, closing)
            return
        messages = turn["messages"]
        assert isinstance(messages, list)
        events = [f"event: message\ndata: {json.dumps(message)}\n\n" for message in messages]
        events.append(f"event: turn\ndata: {json.dumps(closing)}\n\n")
        self.answer(status, "".join(events).encode(), "text/event-stream")

    def file(self, path: Path) -> None:
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        if path.is_file() and path.resolve().is_relative_to(WIDGET):
            self.answer(200, path.read_bytes(), kind)
        else:
            self.json(404, {"status": 404, "title": "Not found"})

    def json(self, status: int, value: Json, headers: dict[str, str] | None = None) -> None:
        kind = "application/problem+json" if status >= 400 else "application/json"
        self.answer(status, json.dumps(value).encode(), kind, headers)

    def answer(self, status: int, body: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "authorization, content-type")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
