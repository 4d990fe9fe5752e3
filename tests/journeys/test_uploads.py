"""Files of visitors: taken while a question asks for them, kept apart, and never shown by a browser as a page."""

from __future__ import annotations

from urllib.parse import urlsplit

import httpx2
import pytest

from tests.journeys.flows import a_document
from tests.support.server import Chat, Server

FLOW = a_document(
    "with-file",
    {
        "type": "file_upload",
        "id": "send",
        "question": "Your picture?",
        "variable": "picture",
        "accept": ["image/*", ".pdf"],
        "max_mb": 0.1,
    },
    {"type": "text", "id": "thanks", "text": "Thanks"},
    variables=("picture",),
)
HOSTILE_NAMES = ["../../secret.key", "..\\..\\x.png", "/etc/passwd", 'a"\r\nX-Evil: 1.png', "x" * 5_000, ""]


@pytest.fixture(scope="module")
def asking(server: Server) -> Server:
    """The server with a flow that asks for a file."""
    server.publish(FLOW)
    return server


def _send(server: Server, chat: Chat, name: str, content: bytes, type: str, *, field: str = "file") -> httpx2.Response:
    return httpx2.post(
        f"{server.url}/api/v1/conversations/{chat.id}/uploads",
        files={field: (name, content, type)},
        headers=chat.headers,
    )


def test_a_file_is_kept_answers_the_question_and_comes_back_as_it_was(asking: Server) -> None:
    chat = asking.chat("with-file")
    stored = _send(asking, chat, "cat.png", b"\x89PNG a cat", "image/png")
    file = stored.json()

    said = chat.sends({"type": "files", "files": [file]})
    fetched = httpx2.get(f"{asking.url}{file['url']}")

    assert stored.status_code == 201
    assert said == ["Thanks"]
    assert fetched.content == b"\x89PNG a cat"
    assert fetched.headers["content-disposition"].startswith("attachment;")
    assert fetched.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in fetched.headers["content-security-policy"]


def test_a_file_opens_by_its_whole_address_only(asking: Server) -> None:
    chat = asking.chat("with-file")
    url = _send(asking, chat, "cat.png", b"a cat", "image/png").json()["url"]
    path = urlsplit(url).path

    for wrong in (path, f"{path}?sig=x", url.replace(chat.id, asking.chat("with-file").id)):
        assert httpx2.get(f"{asking.url}{wrong}").status_code == 404


def test_files_that_are_not_asked_for_are_refused(asking: Server) -> None:
    chat, other = asking.chat("with-file"), asking.chat("greeting")

    answers = {
        "type": _send(asking, chat, "run.exe", b"MZ", "application/octet-stream"),
        "size": _send(asking, chat, "cat.png", b"x" * 150_000, "image/png"),
        "part": _send(asking, chat, "cat.png", b"x", "image/png", field="other"),
        "question": _send(asking, other, "cat.png", b"x", "image/png"),
    }
    chat.headers = {}
    answers["token"] = _send(asking, chat, "cat.png", b"x", "image/png")

    statuses = {name: answer.status_code for name, answer in answers.items()}
    assert statuses == {"type": 422, "size": 413, "part": 422, "question": 409, "token": 401}


@pytest.mark.parametrize("name", HOSTILE_NAMES, ids=["up", "back", "root", "header", "long", "none"])
def test_a_name_leads_nowhere(asking: Server, name: str) -> None:
    chat = asking.chat("with-file")

    stored = _send(asking, chat, name, b"a cat", "image/png")

    assert stored.status_code in (201, 400, 422)
    if stored.status_code == 201:
        fetched = httpx2.get(f"{asking.url}{stored.json()['url']}")
        assert fetched.content == b"a cat"
        assert "x-evil" not in fetched.headers
        assert "/" not in stored.json()["name"]


@pytest.mark.parametrize("body", [b"", b"--x\r\n", b"\x00" * 100, b"--x--\r\n"], ids=["none", "cut", "zeros", "empty"])
def test_a_broken_form_is_refused_in_words(asking: Server, body: bytes) -> None:
    chat = asking.chat("with-file")
    headers = chat.headers | {"Content-Type": "multipart/form-data; boundary=x"}

    answer = httpx2.post(f"{asking.url}/api/v1/conversations/{chat.id}/uploads", content=body, headers=headers)

    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_conversation_sends_only_so_many_files(asking: Server) -> None:
    chat = asking.chat("with-file")

    statuses = [_send(asking, chat, "cat.png", b"x", "image/png").status_code for _ in range(40)]

    assert statuses[:30] == [201] * 30
    assert 429 in statuses
