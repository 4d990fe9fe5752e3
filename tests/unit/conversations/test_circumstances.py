"""A flow can ask where its conversation is held: the server tells, and no client can say otherwise."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from dialogkit.conversations import Wanted
from dialogkit.conversations.circumstances import device_of
from dialogkit.engine import Start, decode
from dialogkit.kit import Value
from tests.journeys.flows import a_document
from tests.support.hosting import HOME, Hosting

KINDS = {
    "id": {"type": "conversation_id"},
    "page": {"type": "about", "of": "page"},
    "agent": {"type": "about", "of": "user_agent"},
    "device": {"type": "about", "of": "device"},
    "locale": {"type": "about", "of": "locale"},
    "channel": {"type": "about", "of": "channel"},
}
CURIOUS = a_document(
    "curious",
    *({"type": "set_variable", "id": f"set-{name}", "variable": name, "value": kind} for name, kind in KINDS.items()),
    {"type": "text_question", "id": "ask", "question": "And?"},
    variables=tuple(KINDS),
)
TELEPHONE = "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/150.0 Mobile Safari/537.36"


async def _known(hosting: Hosting, wanted: Wanted) -> tuple[str, dict[str, Value]]:
    opened = await hosting.service.open("curious", wanted)
    newest = await hosting.store.newest(opened.conversation)
    assert newest is not None
    return opened.conversation, decode(newest[0].state).variables


async def _hosting(document: dict[str, Any] = CURIOUS) -> Hosting:
    hosting = Hosting()
    await hosting.publish(document)
    return hosting


async def test_a_flow_knows_its_conversation_and_where_it_is_held() -> None:
    context: dict[str, Value] = {"page": "https://shop.example/cart", "user_agent": TELEPHONE}

    conversation, known = await _known(await _hosting(), Wanted(start=Start(context=context), locale="de-AT"))

    assert known == {
        "id": conversation,
        "page": "https://shop.example/cart",
        "agent": TELEPHONE,
        "device": "mobile",
        "locale": "de-AT",
        "channel": "web",
    }


async def test_nobody_can_pass_another_conversations_id() -> None:
    start = Start(context={"conversation": "c_stolen", "channel": "forged"}, variables={"id": "c_stolen"})

    conversation, known = await _known(await _hosting(), Wanted(start=start))

    assert (known["id"], known["channel"], known["locale"]) == (conversation, "web", "en")


async def test_a_preview_knows_that_it_is_one() -> None:
    hosting = await _hosting()

    opened = await hosting.service.open_preview(HOME, "curious", Wanted())

    newest = await hosting.store.newest(opened.conversation)
    assert newest is not None
    assert decode(newest[0].state).variables["channel"] == "preview"
    assert msgspec.json.decode(newest[0].input)["context"]["conversation"] == opened.conversation


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (TELEPHONE, "mobile"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile/15E148", "mobile"),
        ("Mozilla/5.0 (iPad; CPU OS 19_0 like Mac OS X) Mobile/15E148", "tablet"),
        ("Mozilla/5.0 (Linux; Android 16; SM-X900) AppleWebKit/537.36 Safari/537.36", "tablet"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0", "desktop"),
        ("", None),
    ],
)
def test_a_device_is_told_by_its_browser(agent: str, device: str | None) -> None:
    assert device_of(agent) == device
