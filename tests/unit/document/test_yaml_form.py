"""The text form gives back what was put in, and refuses what could be misread."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from dialogkit.blocks.catalog import codec
from dialogkit.document import Flow, read_yaml, write_yaml
from dialogkit.document.yaml_reading import line_of, read_document
from dialogkit.document.yaml_writing import write_document
from dialogkit.kit import InvalidDocument, Value

LINES = st.text(st.sampled_from("ab ÿé😀{}[]:#-'\"\\|>&*!%@,?=~\t\u00a0\u2028\ufeff\x7f"), max_size=30)
TEXTS = st.one_of(
    st.text(max_size=20),
    LINES,
    st.lists(LINES, max_size=5).map("\n".join),
    st.lists(st.text(st.characters(codec="ascii"), min_size=1, max_size=12), min_size=20, max_size=40).map(" ".join),
    st.sampled_from(
        ["yes", "No", "on", "null", "~", "1", "1.0", "0x1F", "1e3", "2026-03-14", "12:30:00", "<<", "=", ""]
    ),
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


def a_flow(**fields: object) -> Flow:
    return codec().convert({"id": "demo", "name": "Demo", **fields})


def a_node(**block: object) -> dict[str, object]:
    return {"id": "welcome", "blocks": [{"type": "text", "id": "hello", **block}]}


@settings(max_examples=300)
@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=5))
def test_every_value_comes_back_from_its_text(document: dict[str, Value]) -> None:
    text = write_document(document)

    again = read_document(text)

    assert again == document
    assert write_document(again) == text


@settings(max_examples=150)
@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=5))
def test_another_yaml_reader_understands_the_same(document: dict[str, Value]) -> None:
    read = YAML(typ="safe", pure=True).load(write_document(document))

    assert read == document


@given(TEXTS)
def test_a_flow_survives_its_text_form(text: str) -> None:
    note = {"id": "s", "text": text, "x": 1, "y": -2.5, "color": "pink"}
    nodes = [{**a_node(text=text), "color": "blue"}]
    flow = a_flow(nodes=nodes, layout={"welcome": {"x": 0.5, "y": 12}}, notes=[note])

    written = write_yaml(codec(), flow)

    assert read_yaml(codec(), written) == flow
    assert write_yaml(codec(), read_yaml(codec(), written)) == written


def test_the_layout_stands_at_the_end_one_line_a_card() -> None:
    flow = a_flow(layout={"welcome": {"x": 0, "y": 120}}, nodes=[{"id": "welcome"}], theme={"accent": "#123456"})

    written = write_yaml(codec(), flow).decode()

    assert written.endswith("\nlayout:\n  welcome: {x: 0, y: 120}\n")


def test_an_edge_takes_one_line() -> None:
    flow = a_flow(edges=[{"from": {"block": "start"}, "to": {"node": "welcome"}}])

    written = write_yaml(codec(), flow).decode()

    assert "\nedges:\n  - {from: {block: start}, to: {node: welcome}}\n" in written


def test_long_texts_are_blocks() -> None:
    flow = a_flow(nodes=[a_node(text="Hello!\n\nHow are you?"), {**a_node(text="word " * 40 + "end"), "id": "two"}])

    written = write_yaml(codec(), flow).decode()

    assert "        text: |-\n          Hello!\n\n          How are you?\n" in written
    assert "        text: >-\n          word word" in written
    assert max(len(line) for line in written.splitlines()) <= 100


@pytest.mark.parametrize("word", ["no", "on", "off", "yes", "No", "y", "n"])
def test_words_that_other_yaml_takes_for_booleans_stay_text(word: str) -> None:
    flow = read_yaml(codec(), f"id: a\nname: {word}\n".encode())

    assert flow.name == word


def test_comments_and_another_layout_are_read_over() -> None:
    text = "# mine\nname:   'Demo'   # a remark\nid: demo\nnodes: []\n"

    assert read_yaml(codec(), text.encode()) == a_flow()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("id: a\nname: [x\n", 3, "not YAML"),
        ("id: a\nname: x\nid: b\n", 3, "`id` stands here twice"),
        ("a: &all [x, x]\nb: [*all, *all]\n", 1, "anchors and aliases"),
        ("id: a\nname: *x\n", 2, "anchors and aliases"),
        ("id: a\nname: !!str x\n", 2, "tags"),
        ("id: a\n<<: {name: x}\n", 2, "merge keys"),
        ("id: a\nname: x\n---\nid: b\n", 3, "second document"),
        ("id: a\nname: .inf\n", 2, "no number that JSON has"),
        ("? {a: b}\n: c\n", 1, "cannot be a name"),
        ("a: " + "[" * 100 + "]" * 100, 1, "nested deeper"),
        ("", 1, "empty"),
    ],
)
def test_what_could_be_misread_is_refused_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(InvalidDocument) as caught:
        read_yaml(codec(), text.encode())

    assert words in caught.value.message
    assert caught.value.line == line
    assert caught.value.fix


def test_a_fault_of_the_flow_has_the_line_of_its_field() -> None:
    text = "id: a\nname: x\nnodes:\n  - id: n\n    blocks:\n      - type: text\n        id: hello\n        texte: hi\n"

    with pytest.raises(InvalidDocument) as caught:
        read_yaml(codec(), text.encode())

    assert (caught.value.line, caught.value.path) == (8, "$.nodes[0].blocks[0].texte")
    assert caught.value.message == "Node `n`, block `hello`: unknown field `texte`; did you mean `text`?"


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(InvalidDocument, match="not UTF-8"):
        read_yaml(codec(), b"id: \xff\n")


MARKS = [
    "\n  ",
    "\n- ",
    ": ",
    "- ",
    "\n---\n",
    "null",
    "<<",
    "\n    ",
    *"ab1 \n:-#'\"[]{},|>&*!%@?~.+0\ré\u00a0\ufeff\u2028😀",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(MARKS), max_size=40).map("".join))
def test_the_fast_parser_reads_what_the_strict_one_reads(text: str) -> None:
    try:
        expected = YAML(typ="base", pure=True).load(text)
        read = read_document(text)
    except (YAMLError, InvalidDocument, ValueError):
        return

    assert _is_alike(read, expected)


def _is_alike(read: Value, expected: object) -> bool:
    """Tell whether lists, mappings and texts are the same; the other reader takes every word for a text."""
    if isinstance(read, dict) and isinstance(expected, dict):
        return read.keys() == expected.keys() and all(_is_alike(read[key], expected[key]) for key in read)
    if isinstance(read, list) and isinstance(expected, list):
        return len(read) == len(expected) and all(map(_is_alike, read, expected))
    return read == expected if isinstance(read, str) else isinstance(expected, str)


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\ufeff"])
def test_marks_that_only_older_yaml_takes_for_line_ends_stay_in_a_text(mark: str) -> None:
    assert read_document(f'a: "one{mark}two"\n') == {"a": f"one{mark}two"}


def test_a_value_is_found_by_its_path() -> None:
    text = "nodes:\n  - id: one\n  - id: two\n    blocks: [a,\n      b]\n"

    assert [line_of(text, path) for path in ("$", "$.nodes[1].id", "$.nodes[1].blocks[1]", "$.gone")] == [1, 3, 5, 0]


def test_a_flow_of_thousands_of_nodes_is_read_at_once() -> None:
    flow = a_flow(
        nodes=[{"id": f"n{n}", "blocks": [{"type": "text", "id": f"b{n}", "text": "Hi"}]} for n in range(3_000)]
    )
    text = write_yaml(codec(), flow)

    begun = process_time()
    again = read_yaml(codec(), text)

    assert process_time() - begun < 1
    assert again == flow
