"""Several people edit one flow at once, over real sockets, and programs write to the same draft."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from websockets.exceptions import InvalidStatus

from dialogkit.flows.drafts.fitting import read
from dialogkit.flows.drafts.wire import Sync, sync_message
from dialogkit.kit import FlowId
from tests.journeys.flows import a_document
from tests.support.drafts import plain
from tests.support.editing import DraftEditor
from tests.support.server import Server

HI = {"type": "text", "id": "a", "text": "Hi"}


def an_editor(server: Server, flow: str, **headers: str) -> DraftEditor:
    """Return somebody with the owner's key, or with other headers."""
    return DraftEditor(f"{server.url}/api/v1/flows/{flow}/draft", headers or {"Authorization": f"Bearer {server.key}"})


def a_flow(server: Server, id: str, *blocks: dict[str, Any]) -> str:
    """Create a flow and return its id."""
    with server.owner() as owner:
        created = owner.post("/flows", json={"document": a_document(id, *(blocks or (HI,))), "slug": id})
    assert created.status_code == 201, created.text
    return str(created.json()["id"])


def document_of(server: Server, flow: str) -> dict[str, Any]:
    """Return the flow document as the API tells it."""
    with server.owner() as owner:
        found: dict[str, Any] = owner.get(f"/flows/{flow}").json()["document"]
    return found


def test_two_people_edit_at_once_and_both_see_both(server: Server) -> None:
    flow = a_flow(server, "two-people")
    with an_editor(server, flow) as ada, an_editor(server, flow) as ben:
        ada.set("blocks", "a", "text", "Hello")
        ben.set("nodes", "main", "title", "Welcome")
        ada.until(lambda: ada.maps()["nodes"]["main"].get("title") == "Welcome")
        ben.until(lambda: ben.maps()["blocks"]["a"]["text"] == "Hello")
        ada.until_kept()
        ben.until_kept()

        document = document_of(server, flow)

    assert document["nodes"] == [
        {"id": "main", "title": "Welcome", "blocks": [{"type": "text", "id": "a", "text": "Hello"}]}
    ]


def test_the_api_writes_what_differs_into_the_draft_under_edit(server: Server) -> None:
    flow = a_flow(server, "with-the-api")
    with an_editor(server, flow) as ada, server.owner() as owner:
        read_before = owner.get(f"/flows/{flow}")
        ada.set("blocks", "a", "text", "Ada's words")
        ada.until_kept()
        changed = read_before.json()["document"] | {"name": "Renamed"}
        stale = owner.put(
            f"/flows/{flow}", json={"document": changed}, headers={"If-Match": read_before.headers["etag"]}
        )
        now = owner.get(f"/flows/{flow}")
        renamed = now.json()["document"] | {"name": "Renamed"}
        put = owner.put(f"/flows/{flow}", json={"document": renamed}, headers={"If-Match": now.headers["etag"]})
        ada.until(lambda: ada.maps()["flow"]["name"] == "Renamed")

    assert (stale.status_code, stale.json()["code"]) == (412, "stale_draft")
    assert put.status_code == 200
    assert (put.json()["name"], put.json()["document"]["nodes"][0]["blocks"][0]["text"]) == ("Renamed", "Ada's words")
    assert ada.maps()["blocks"]["a"]["text"] == "Ada's words"


def test_a_new_name_reaches_those_who_edit(server: Server) -> None:
    flow = a_flow(server, "renamed-live")
    with an_editor(server, flow) as ada, server.owner() as owner:
        assert owner.patch(f"/flows/{flow}", json={"name": "Another"}).json()["name"] == "Another"
        ada.until(lambda: ada.maps()["flow"]["name"] == "Another")


def test_what_is_published_and_tried_is_what_was_edited_a_moment_ago(server: Server) -> None:
    flow = a_flow(server, "published-live")
    with an_editor(server, flow) as ada, server.owner() as owner:
        ada.set("blocks", "a", "text", "First")
        ada.until_kept()
        tried = owner.post(f"/flows/{flow}/preview", json={}).json()
        ada.set("blocks", "a", "text", "Second")
        ada.until_kept()
        published = owner.post(f"/flows/{flow}/publish", json={})

    assert tried["turn"]["messages"][0]["text"] == "First"
    assert published.status_code == 201
    assert server.chat("published-live").heard == ["Second"]


def test_problems_are_told_while_one_edits_and_half_written_fields_stop_a_publication(server: Server) -> None:
    flow = a_flow(server, "problems-live")
    with an_editor(server, flow) as ada, server.owner() as owner:
        ada.until(lambda: "problems" in ada.heard)
        assert ada.heard == {"problems": [], "repairs": []}
        ada.set("blocks", "b", None, {"type": "number", "in": "main", "order": "a1", "variable": "age", "max": []})
        ada.until(lambda: len(ada.heard["repairs"]) == 1)

        told = {problem["code"]: problem["field"] for problem in ada.heard["problems"]}
        refused = owner.post(f"/flows/{flow}/publish", json={})
        checked = owner.post(f"/flows/{flow}/check", json={}).json()["problems"]

    assert told == {"unfit_field": "max", "undeclared_variable": None}
    assert refused.json()["code"] == "flow_has_problems"
    assert [problem["code"] for problem in checked] == [problem["code"] for problem in ada.heard["problems"]]


def test_a_flow_is_as_it_was_after_somebody_only_looked(server: Server) -> None:
    flow = a_flow(server, "only-looked")
    with server.owner() as owner:
        assert owner.post(f"/flows/{flow}/publish", json={}).status_code == 201
        before = owner.get(f"/flows/{flow}")
        with an_editor(server, flow) as ada:
            ada.until(lambda: "problems" in ada.heard)
            time.sleep(0.5)
        after = owner.get(f"/flows/{flow}")

    assert after.headers["etag"] == before.headers["etag"]
    assert after.json() == before.json()
    assert after.json()["changed"] is False


def test_who_is_there_is_told_and_who_leaves_is_told_too(server: Server) -> None:
    flow = a_flow(server, "presence")
    with an_editor(server, flow) as ada:
        ada.tell_presence(1, {"name": "Ada ✎", "cursor": [1, 2]})
        with an_editor(server, flow) as ben:
            ben.until(lambda: bool(ben.presence))
            ben.tell_presence(1, {"name": "Ben"})
            ada.until(lambda: ben.client in ada.presence)
            assert ben.presence == {ada.client: {"name": "Ada ✎", "cursor": [1, 2]}}
        ada.until(lambda: ben.client not in ada.presence)


def test_offline_edits_merge_on_return(server: Server) -> None:
    flow = a_flow(server, "offline")
    with an_editor(server, flow) as ada, an_editor(server, flow) as ben:
        ada.lose_connection()
        ada.set("blocks", "b", None, {"type": "text", "in": "main", "order": "a1", "text": "From the train"})
        ada.set("blocks", "a", "note", "Also from the train")
        ben.set("blocks", "a", "text", "From the desk")
        ben.until_kept()
        ada.connect()
        ada.until_kept()
        ben.until(lambda: "b" in ben.maps()["blocks"])

        assert ada.maps() == ben.maps()

    blocks = document_of(server, flow)["nodes"][0]["blocks"]
    assert blocks == [
        {"type": "text", "id": "a", "note": "Also from the train", "text": "From the desk"},
        {"type": "text", "id": "b", "text": "From the train"},
    ]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"X-Nothing": "1"}, 401),
        ({"Authorization": "Bearer dk_wrong"}, 401),
        ({"Cookie": "session", "Origin": "https://evil.example"}, 403),
        ({"Cookie": "session"}, 403),
    ],
    ids=["nobody", "a wrong key", "another site's page", "a cookie from no page"],
)
def test_who_may_not_edit_is_refused_before_anything_is_said(
    server: Server, headers: dict[str, str], status: int
) -> None:
    flow = a_flow(server, f"refused-{random.getrandbits(40)}")
    if headers.get("Cookie"):
        headers = headers | {"Cookie": signed_in(server)}

    with pytest.raises(InvalidStatus) as caught:
        an_editor(server, flow, **headers).connect()

    assert caught.value.response.status_code == status
    assert b'"code":' in (caught.value.response.body or b"")


def test_our_own_page_edits_with_its_cookie(server: Server) -> None:
    flow = a_flow(server, "by-cookie")

    with an_editor(server, flow, Cookie=signed_in(server), Origin=server.url) as ada:
        assert ada.maps()["blocks"]["a"]["text"] == "Hi"


def signed_in(server: Server) -> str:
    """Return the cookie of a browser session."""
    answer = httpx2.post(f"{server.url}/api/v1/sign-in", json={"key": server.key}, headers={"Origin": server.url})
    assert answer.status_code < 300, answer.text
    return "; ".join(f"{name}={value}" for name, value in answer.cookies.items())


def test_a_flow_that_is_not_there_is_missing(server: Server) -> None:
    with pytest.raises(InvalidStatus) as caught:
        an_editor(server, "no-such-flow").connect()

    assert caught.value.response.status_code == 404


def test_a_flood_is_closed_and_others_go_on(server: Server) -> None:
    flow = a_flow(server, "flood")
    with an_editor(server, flow) as ada, an_editor(server, flow) as mallory:
        for count in range(400):
            mallory.set("blocks", "a", "note", f"{count}")
        assert mallory.listen_to_the_end() == 4029
        ada.set("blocks", "a", "text", "Still here")
        ada.until_kept()

        assert document_of(server, flow)["nodes"][0]["blocks"][0]["text"] == "Still here"


def test_a_message_that_is_too_large_is_refused_with_the_reason(server: Server) -> None:
    flow = a_flow(server, "too-large")
    with an_editor(server, flow) as ada:
        ada.set("blocks", "a", "text", "x" * 1_100_000)

        assert ada.listen_to_the_end() == 4001
        assert ada.refusal["code"] == "too_large"


@pytest.mark.parametrize("data", [b"", b"\xff" * 20, b"\0\2\3abc", b"\0\7\1a", b"\1\5x"], ids=repr)
def test_what_is_no_message_ends_the_connection(server: Server, data: bytes) -> None:
    flow = a_flow(server, f"noise-{random.getrandbits(40)}")
    with an_editor(server, flow) as ada:
        ada.send(data)

        assert ada.listen_to_the_end() == 4001
        assert ada.refusal["code"] == "invalid_request"


def test_a_value_nested_without_end_harms_nobody(server: Server) -> None:
    flow = a_flow(server, "nested")
    head = b"\x01\x01\x07\x00(\x01\x06blocks\x01a\x01"
    with an_editor(server, flow) as mallory:
        mallory.send(sync_message(Sync.UPDATE, head + b"u\x01" * 400_000 + b"~\x00"))

        assert mallory.listen_to_the_end() == 4001

    assert document_of(server, flow)["nodes"][0]["blocks"] == [HI]


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Server]:
    """A server that may be killed."""
    with Server(tmp_path / "data") as running:
        yield running


def test_a_kill_in_the_middle_loses_nothing_that_was_told_as_kept(own: Server) -> None:
    flow = a_flow(own, "killed")
    chance, key = random.Random(3), own.key
    ada, ben = an_editor(own, flow), an_editor(own, flow)
    for life in range(4):
        ada.connect()
        ben.connect()
        for step in range(25):
            editor = chance.choice((ada, ben))
            editor.set("blocks", "a", chance.choice(("text", "note")), f"{life}.{step}")
            editor.set("layout", f"{life}-{step}", None, {"x": step, "y": life})
        kept = {name: editor.maps()["layout"].keys() for name, editor in (("ada", ada), ("ben", ben))}
        ada.until_kept()
        ben.until_kept()
        ada.set("layout", f"{life}-unkept", None, {"x": 0, "y": 0})
        own.kill()
        ada.lose_connection()
        ben.lose_connection()
        own.start()
        own.key = key
        with an_editor(own, flow) as fresh:
            assert fresh.maps()["layout"].keys() >= kept["ada"] | kept["ben"]
        expected = plain(read(_fresh_maps(own, flow), FlowId(flow)).flow)
        assert document_of(own, flow)["nodes"] == expected["nodes"]


def _fresh_maps(server: Server, flow: str) -> Any:
    with an_editor(server, flow) as fresh:
        return fresh.maps()


@pytest.mark.slow
def test_a_thousand_random_edits_with_lost_connections_and_a_kill_end_as_one_flow(own: Server) -> None:
    flow, key = a_flow(own, "converging"), own.key
    chance = random.Random(11)
    editors = [an_editor(own, flow), an_editor(own, flow)]
    connected: set[DraftEditor] = set()
    for step in range(1_000):
        editor = chance.choice(editors)
        if step == 500:
            own.kill()
            own.start()
            own.key = key
        if editor not in connected or chance.random() < 0.03:
            _plug(editor, connected)
        _edit(editor, chance, step)
        time.sleep(0.01)
        while editor in connected and editor.listen(0.001):
            pass
        connected = {one for one in connected if one.is_connected}
    _return(editors, connected)

    assert editors[0].maps() == editors[1].maps()
    assert {int(card) for card in editors[0].maps()["layout"] if card.isdigit()} == set(range(1_000))
    assert document_of(own, flow) == plain(read(editors[0].maps(), FlowId(flow)).flow)


def _return(editors: list[DraftEditor], connected: set[DraftEditor]) -> None:
    """Bring everybody back, and wait until everybody has heard everything."""
    for editor in editors:
        if editor not in connected:
            editor.connect()
        editor.until_kept()
    _hear_each_other(editors)


def _hear_each_other(editors: list[DraftEditor]) -> None:
    """Listen until nobody has heard anything new for a while."""
    quiet = 0
    while quiet < 5:
        heard = 0
        for editor in editors:
            while editor.listen(0.05):
                heard += 1
        quiet = 0 if heard else quiet + 1


def _plug(editor: DraftEditor, connected: set[DraftEditor]) -> None:
    """Lose the connection, or find it again."""
    if editor in connected:
        editor.lose_connection()
    else:
        editor.connect()
    connected ^= {editor}


def _edit(editor: DraftEditor, chance: random.Random, step: int) -> None:
    """Make an edit of any kind, and leave a mark that nobody else touches."""
    blocks = sorted(editor.maps()["blocks"])
    editor.set("layout", str(step), None, {"x": step, "y": 0})
    choice = chance.random()
    if choice < 0.4 or not blocks:
        block = {"type": "text", "in": "main", "order": f"a{chance.randrange(1, 9)}", "text": f"Step {step}"}
        editor.set("blocks", f"b{step % 40}", None, block)
    elif choice < 0.8:
        editor.set("blocks", chance.choice(blocks), "text", f"Changed at {step}")
    else:
        editor.remove("blocks", chance.choice(blocks))
