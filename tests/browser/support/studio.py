"""A server with something on it for the builder to show: flows, versions, drafts with problems, conversations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.browser.support.clinic import ANSWERS, clinic, clinic_draft
from tests.support.server import Chat, Server

__all__ = ("EXAMPLES", "broken", "fill", "hold", "save_draft")

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


def fill(server: Server) -> None:
    """Put the clinic on the server, in two versions and a changed draft, with conversations, and a flow with errors."""
    server.publish(clinic())
    for answers in ANSWERS:
        hold(server, "clinic", answers)
    with server.owner() as owner:
        save_draft(server, "clinic", clinic() | {"name": "Book a dentist"})
        published = owner.post("/flows/clinic/publish", json={"note": "Reception’s words for the goodbye"})
        assert published.status_code == 201, published.text
        save_draft(server, "clinic", clinic_draft())
        created = owner.post("/flows", json={"document": broken(), "slug": "recall"})
        assert created.status_code == 201, created.text


def broken() -> dict[str, Any]:
    """Return a flow that cannot be published: nothing follows its start, and an edge leads nowhere."""
    return {
        "format": 1,
        "id": "recall",
        "name": "Six-month recall",
        "nodes": [
            {
                "id": "remind",
                "title": "Remind",
                "blocks": [{"type": "text", "id": "due", "text": "Your check-up is due."}],
            }
        ],
        "edges": [{"from": {"block": "due", "node": "remind"}, "to": {"node": "gone"}}],
        "events": [{"type": "start", "id": "opens"}],
    }


def save_draft(server: Server, flow: str, document: dict[str, Any]) -> None:
    """Replace a flow's draft, as the builder would."""
    with server.owner() as owner:
        revision = owner.get(f"/flows/{flow}").json()["revision"]
        saved = owner.put(f"/flows/{flow}", json={"document": document}, headers={"If-Match": f'"{revision}"'})
        assert saved.status_code == 200, saved.text


def hold(server: Server, flow: str, answers: tuple[str, ...]) -> Chat:
    """Hold a conversation: an answer that is the id of an item chooses it."""
    chat = server.chat(flow)
    for answer in answers:
        items = {item["id"] for item in chat.asked.get("items", ())}
        chat.sends({"type": "choice", "items": [answer]} if answer in items else {"type": "text", "text": answer})
    return chat
