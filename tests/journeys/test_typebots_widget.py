"""Typebot's published widget holds conversations over the two operations it knows."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from tests.journeys.flows import a_document
from tests.support.server import Server

FLOW = a_document(
    "for-typebot",
    {"type": "text", "id": "hello", "text": "Hello **{{ who }}**"},
    {"type": "wait", "id": "pause", "seconds": 2},
    {
        "type": "buttons",
        "id": "pick",
        "question": "Tea or coffee?",
        "variable": "drink",
        "items": [{"id": "t", "label": "Tea"}, {"id": "c", "label": "Coffee"}],
    },
    {"type": "text_question", "id": "ask", "question": "Your name?", "variable": "name"},
    {"type": "redirect", "id": "go", "url": "https://bakery.example/{{ drink }}", "new_tab": True},
    variables=("who", "drink", "name"),
)


@pytest.fixture(scope="module")
def typebot(server: Server) -> Server:
    """The server with a flow for the widget."""
    server.publish(FLOW)
    return server


def _start(server: Server, **body: Any) -> dict[str, Any]:
    answer = httpx2.post(f"{server.url}/api/v1/typebots/for-typebot/startChat", json=body)
    assert answer.status_code == 200, answer.text
    started: dict[str, Any] = answer.json()
    return started


def _continue(server: Server, session: str, message: Any, **more: Any) -> httpx2.Response:
    return httpx2.post(f"{server.url}/api/v1/sessions/{session}/continueChat", json={"message": message, **more})


def test_a_chat_is_started_with_its_look_session_and_first_question(typebot: Server) -> None:
    started = _start(typebot, prefilledVariables={"who": "Ada"})

    rich = started["messages"][0]["content"]
    assert rich["type"] == "richText"
    assert {"text": "Ada", "bold": True} in rich["richText"][0]["children"]
    assert started["typebot"]["id"] == "for-typebot"
    assert started["input"]["type"] == "choice input"
    assert [item["content"] for item in started["input"]["items"]] == ["Tea", "Coffee"]
    assert started["clientSideActions"][0]["wait"] == {"secondsToWaitFor": 2}


def test_text_comes_as_markdown_where_the_widget_wants_that(typebot: Server) -> None:
    started = _start(typebot, prefilledVariables={"who": "Ada"}, textBubbleContentFormat="markdown")

    assert started["messages"][0]["content"] == {"type": "markdown", "markdown": "Hello **Ada**"}


def test_a_click_is_answered_by_its_reply_id_and_the_end_redirects(typebot: Server) -> None:
    session = _start(typebot)["sessionId"]

    clicked = {"type": "text", "text": "Coffee", "metadata": {"replyId": "c"}}
    asked = _continue(typebot, session, clicked).json()
    ended = _continue(typebot, session, "Ada").json()

    assert asked["input"]["type"] == "text input"
    assert "input" not in ended
    assert ended["clientSideActions"][0]["redirect"] == {"url": "https://bakery.example/Coffee", "isNewTab": True}


def test_a_session_that_is_not_one_is_missing(typebot: Server) -> None:
    session = _start(typebot)["sessionId"]

    for wrong in ("nothing", "c_none.token", f"{session.partition('.')[0]}.wrong"):
        answer = _continue(typebot, wrong, "hi")
        assert (answer.status_code, answer.json()["code"]) == (404, "missing")


@pytest.mark.parametrize(
    "message",
    [5, [], {"type": "text", "text": 5}, {"metadata": "x"}, {"attachedFileUrls": 7}, {"type": {}}],
    ids=repr,
)
def test_a_message_that_is_none_is_refused(typebot: Server, message: Any) -> None:
    session = _start(typebot)["sessionId"]

    answer = _continue(typebot, session, message)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
