"""The main job, end to end: a real flow exported from Typebot is imported, published, held in the widget
on a foreign page, and what was said comes back through the API and as CSV."""

from __future__ import annotations

import csv
import io
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.corpus]

TEMPLATE = "lead-gen"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with nothing on it."""
    with Server(tmp_path_factory.mktemp("server") / "data") as running:
        yield running


@pytest.fixture
def foreign_page() -> Iterator[ThreadingHTTPServer]:
    """A web site of somebody else's, on an origin of its own."""
    site = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    yield site
    site.shutdown()
    site.server_close()


class _Site(BaseHTTPRequestHandler):
    """Serves one page that embeds a chat; its path names the server and the flow."""

    def do_GET(self) -> None:
        """Send the page."""
        _, port, slug = (self.path + "//").split("/")[:3]
        page = (
            '<!doctype html><html lang="en"><title>A bakery</title><h1>A bakery</h1>'
            f'<script src="http://127.0.0.1:{port}/embed.js" data-flow="{slug}" data-kind="bubble"></script></html>'
        ).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""


def test_a_typebot_flow_is_imported_published_held_and_read_back(
    server: Server, corpus: Path, foreign_page: ThreadingHTTPServer, page: Page
) -> None:
    slug = _import_and_publish(server, corpus / "typebot" / "templates" / f"{TEMPLATE}.json")
    run = json.loads((corpus / "typebot" / "oracle" / "flows" / f"templates--{TEMPLATE}.json").read_text())["runs"][0]

    page.goto(f"http://127.0.0.1:{foreign_page.server_port}/{server.port}/{slug}")
    page.get_by_role("button").first.click()
    chat = page.locator("dialogkit-chat")
    for turn, answer in zip(run["turns"], run["inputs"], strict=False):
        _expect_said(chat, turn)
        _answer(chat, answer)
    _expect_said(chat, run["turns"][len(run["inputs"])])

    with server.owner() as owner:
        row = owner.get(f"/flows/{slug}/results").json()["items"][0]
        told = owner.get(f"/flows/{slug}/conversations/{row['conversation']}").json()
        line = next(csv.DictReader(io.StringIO(owner.get(f"/flows/{slug}/results.csv").text)))
    remembered = run["turns"][-1]["variables"]
    assert {name: row["values"].get(name) for name in remembered} == remembered
    assert {name: line[name] for name in remembered} == remembered
    assert [entry.get("shown") for entry in told["transcript"][1:]] == run["inputs"]


def _import_and_publish(server: Server, file: Path) -> str:
    with server.owner() as owner:
        imported = owner.post("/flows/import", params={"name": file.name}, content=file.read_bytes())
        assert imported.status_code == 201, imported.text
        slug: str = imported.json()["flow"]["slug"]
        assert owner.post(f"/flows/{slug}/publish", json={}).status_code == 201
    return slug


def _answer(chat: Locator, answer: str) -> None:
    choice = chat.get_by_role("button", name=answer, exact=True)
    field = chat.get_by_role("textbox")
    expect(choice.or_(field).first).to_be_visible()
    if choice.count():
        choice.first.click()
        return
    field.fill(answer)
    field.press("Enter")


def _expect_said(chat: Locator, turn: dict[str, Any]) -> None:
    """Expect the last words of a turn; formatting is compared elsewhere."""
    texts = [message["text"] for message in turn["messages"] if message["type"] == "text"]
    if texts:
        words = max(texts[-1].replace("*", "").replace("_", "").split("\n"), key=len).strip()
        expect(chat.get_by_text(words).last).to_be_visible(timeout=10_000)
