"""The main job: a flow is made, checked, published, held, and its answers come back."""

from __future__ import annotations

import csv
import io

import pytest

from tests.journeys.flows import GREETING, a_document
from tests.support.server import Server


def test_answers_come_back_as_json_and_csv(server: Server) -> None:
    chat = server.chat("reference")
    chat.says("Ada")
    chat.says("36")
    assert chat.sends({"type": "choice", "items": ["green"]}) == ["Goodbye Ada, score 360, Green"]

    with server.owner() as owner:
        row = owner.get("/flows/reference/results").json()["items"][0]
        table = owner.get("/flows/reference/results.csv")

    assert row["values"] == {"name": "Ada", "age": 36, "colour": "Green", "score": 360}
    assert row["status"] == "ended"
    lines = list(csv.DictReader(io.StringIO(table.text)))
    assert table.headers["content-type"].startswith("text/csv")
    assert {"conversation": chat.id, "name": "Ada", "score": "360"}.items() <= lines[0].items()


def test_a_transcript_tells_who_said_what(server: Server) -> None:
    chat = server.chat("greeting")
    chat.says("Ada")

    with server.owner() as owner:
        told = owner.get(f"/flows/greeting/conversations/{chat.id}").json()

    assert [entry.get("shown") for entry in told["transcript"]] == [None, "Ada"]
    assert told["transcript"][0]["ask"]["type"] == "text"
    assert told["transcript"][1]["messages"][0]["text"] == "Hello Ada"
    assert told["variables"] == {"name": "Ada"}


def test_a_visitor_resumes_without_seeing_paths_or_variables(server: Server) -> None:
    chat = server.chat("greeting")
    chat.says("Ada")

    told = chat.read()

    assert told["turn"] == chat.turn
    assert "variables" not in told
    assert all("path" not in entry for entry in told["transcript"])


def test_a_formula_in_an_answer_is_text_in_the_csv(server: Server) -> None:
    server.publish(GREETING | {"id": "formula", "name": "Formula"})
    server.chat("formula").says('=HYPERLINK("https://evil.example")')

    with server.owner() as owner:
        line = next(csv.DictReader(io.StringIO(owner.get("/flows/formula/results.csv").text)))

    assert line["name"] == '\'=HYPERLINK("https://evil.example")'


def test_a_draft_with_errors_is_not_published(server: Server) -> None:
    document = a_document("stranded", {"type": "text", "id": "a", "text": "Hi"})
    document["edges"].append({"from": {"node": "main", "block": "a"}, "to": {"node": "nowhere"}})
    with server.owner() as owner:
        flow = owner.post("/flows", json={"document": document}).json()["id"]

        refused = owner.post(f"/flows/{flow}/publish", json={})

    assert (refused.status_code, refused.json()["code"]) == (422, "flow_has_problems")
    assert refused.json()["problems"][0]["fix"]


def test_publishing_leaves_conversations_on_their_version(server: Server) -> None:
    flow = server.publish(GREETING | {"id": "pinned", "name": "Pinned"})
    chat = server.chat("pinned")
    changed = GREETING | {"id": flow, "name": "Pinned"}
    changed["nodes"] = [{"id": "main", "blocks": [{"type": "text", "id": "new", "text": "All new"}]}]

    with server.owner() as owner:
        assert owner.put(f"/flows/{flow}", json={"document": changed}).status_code == 200
        assert owner.post(f"/flows/{flow}/publish", json={"note": "All new"}).json()["number"] == 2

    assert chat.says("Ada")[0] == "Hello Ada"
    assert server.chat("pinned").heard == ["All new"]


def test_rolling_back_makes_an_earlier_version_live(server: Server) -> None:
    flow = server.publish(a_document("rolled", {"type": "text", "id": "a", "text": "One"}))
    second = a_document(flow, {"type": "text", "id": "a", "text": "Two"})
    with server.owner() as owner:
        owner.put(f"/flows/{flow}", json={"document": second})
        owner.post(f"/flows/{flow}/publish", json={})
        assert server.chat("rolled").heard == ["Two"]

        assert owner.post(f"/flows/{flow}/rollback", json={"number": 1}).status_code == 200
        versions = owner.get(f"/flows/{flow}/versions").json()["items"]

    assert server.chat("rolled").heard == ["One"]
    assert [(version["number"], version["live"]) for version in versions] == [(2, False), (1, True)]


def test_a_stale_draft_is_refused(server: Server) -> None:
    flow = server.publish(a_document("stale", {"type": "text", "id": "a", "text": "One"}))
    with server.owner() as owner:
        read = owner.get(f"/flows/{flow}")
        document = read.json()["document"]
        etag = {"If-Match": read.headers["etag"]}
        assert owner.put(f"/flows/{flow}", json={"document": document}, headers=etag).status_code == 200

        late = owner.put(f"/flows/{flow}", json={"document": document}, headers=etag)

    assert (late.status_code, late.json()["code"]) == (412, "stale_draft")


def test_a_preview_plays_the_draft_and_counts_nowhere(server: Server) -> None:
    flow = server.publish(a_document("tried", {"type": "text", "id": "a", "text": "Published"}))
    draft = a_document(flow, {"type": "text", "id": "a", "text": "Draft"})
    with server.owner() as owner:
        owner.put(f"/flows/{flow}", json={"document": draft})

        preview = owner.post(f"/flows/{flow}/preview", json={}).json()
        results = owner.get(f"/flows/{flow}/results").json()

    assert preview["turn"]["messages"][0]["text"] == "Draft"
    assert results["items"] == []


def test_messages_stream_and_the_closing_turn_counts(server: Server) -> None:
    chat = server.chat("greeting")
    body = {"id": "streamed", "seq": 0, "input": {"type": "text", "text": "Ada"}}
    headers = chat.headers | {"Accept": "text/event-stream"}
    visitor = server.visitor()
    answer = visitor.post(f"/conversations/{chat.id}/turns", json=body, headers=headers)

    assert answer.headers["content-type"].startswith("text/event-stream")
    assert "event: turn" in answer.text
    assert "Hello Ada" in answer.text
    assert chat.read()["seq"] == 1


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"id": "x", "input": {"type": "text"}}, "$.input"),
        ({"id": "x", "input": {"type": "dance"}}, "$.input.type"),
        ({"input": {"type": "text", "text": "x"}}, "$"),
        ({"id": "x", "input": {"type": "text", "text": "x"}, "sequence": 1}, "$"),
    ],
)
def test_a_malformed_turn_is_told_where_it_is_wrong(server: Server, body: dict[str, object], where: str) -> None:
    chat = server.chat("greeting")
    visitor = server.visitor()
    answer = visitor.post(f"/conversations/{chat.id}/turns", json=body, headers=chat.headers)

    assert (answer.status_code, answer.json()["path"]) == (422, where)


def test_a_flow_file_is_published_under_its_stem_once(server: Server, tmp_path_factory: pytest.TempPathFactory) -> None:
    import json

    folder = tmp_path_factory.mktemp("files")
    file = folder / "hello-there.json"
    file.write_text(json.dumps(GREETING | {"id": "from-a-file", "name": "From a file"}))
    own = Server(folder / "data", [file])
    with own:
        assert own.chat("hello-there").heard == ["Who are you?"]
        key = own.key
    own.start()
    own.key = key
    with own.owner() as owner:
        versions = owner.get("/flows/hello-there/versions").json()["items"]
    own.stop()

    assert [version["number"] for version in versions] == [1]


def test_the_list_of_flows_tells_how_much_each_is_used(server: Server) -> None:
    server.publish(GREETING | {"id": "counted", "name": "Counted"})

    def activity() -> dict[str, int]:
        with server.owner() as owner:
            items = owner.get("/flows").json()["items"]
        found: dict[str, int] = next(item["conversations"] for item in items if item["id"] == "counted")
        return {name: found[name] for name in ("total", "ended")}

    assert activity() == {"total": 0, "ended": 0}
    chat = server.chat("counted")
    chat.says("Ada")
    assert activity() == {"total": 1, "ended": 0}
    chat.says("well")
    assert activity() == {"total": 1, "ended": 1}
