"""The builder's drafts and the server's are one: the same maps of every flow, the same flow of every draft.

The builder's own code is run, by Node; what it edits by chance is read here through the updates that it sends.
"""

from __future__ import annotations

import base64
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from dialogkit.blocks.catalog import codec
from dialogkit.document import Flow
from dialogkit.document.outline import Outline
from dialogkit.expressions import dialect_named
from dialogkit.flows.drafts.admission import admit
from dialogkit.flows.drafts.assembling import assemble
from dialogkit.flows.drafts.document import SharedDocument
from dialogkit.flows.drafts.fitting import read
from dialogkit.flows.drafts.shape import escaped, flatten
from dialogkit.interop import read_any
from dialogkit.kit import BlockId
from tests.support.drafts import EXAMPLES, example
from tools.web import WEB, NodeIsMissing, node_home

EDITS = 150


def in_the_builder(flows: list[Flow], *, edits: int = 0) -> list[Any]:
    """Return what the builder makes of `flows`."""
    found: list[Any] = _asked({"flows": [document(flow) for flow in flows]}, edits)["flows"]
    assert len(found) == len(flows)
    return found


def _asked(question: dict[str, Any], edits: int = 0) -> dict[str, Any]:
    try:
        node = node_home() / "bin" / "node"
    except NodeIsMissing as missing:
        pytest.skip(str(missing))
    if not (WEB / "node_modules" / "yjs").is_dir():
        pytest.skip("the packages of the web are not installed")
    told = subprocess.run(
        [node, WEB / "drafts.js", str(edits)], input=msgspec.json.encode(question), stdout=subprocess.PIPE, check=True
    )
    found: dict[str, Any] = msgspec.json.decode(told.stdout)
    return found


def document(flow: Flow) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.json.decode(codec().encode(flow))
    return plain


def filled(maps: dict[str, Any]) -> dict[str, Any]:
    return {name: entries for name, entries in maps.items() if entries and name != "comments"}


def expect_one_form(flows: list[Flow]) -> None:
    for flow, told in zip(flows, in_the_builder(flows), strict=True):
        maps = flatten(document(flow))
        here = read(maps, flow.id).flow
        assert told["maps"] == filled(maps), flow.id
        assert codec().convert(told["flow"]) == here, flow.id
        again = told["renamed"]["names"]
        wanted = {block: {again.get(name, name) for name in names} for block, names in names_in(here).items()}
        assert names_in(codec().convert(told["renamed"]["flow"])) == wanted, flow.id


def names_in(flow: Flow) -> dict[BlockId, set[str]]:
    """Return the variables that each block sets or reads."""
    dialect, declared = dialect_named(flow.dialect), frozenset(variable.name for variable in flow.variables)
    found: dict[BlockId, set[str]] = {}
    for block, _ in Outline(flow).all_blocks():
        in_texts = [dialect.template(text, declared).names() for text in block.texts()]
        in_code = [dialect.script(code, declared).names() for code in block.scripts()]
        found[block.id] = {*block.sets(), *block.reads()}.union(*in_texts, *in_code)
    return found


def foreign(corpus: Path) -> list[Flow]:
    files = [*(corpus / "typebot" / "templates").glob("*.json"), *(corpus / "typebot" / "cases").glob("*.json")]
    return [read_any(file.read_bytes(), file.name).flow for file in sorted(files)]


def test_the_examples_have_one_form_and_their_variables_other_names_in_the_builder_and_here() -> None:
    expect_one_form([example(name) for name in EXAMPLES])


@pytest.mark.corpus
def test_flows_that_nobody_here_wrote_have_one_form_in_the_builder_and_here(corpus: Path) -> None:
    expect_one_form(foreign(corpus))


def test_what_is_edited_in_the_builder_is_read_here_as_it_is_read_there() -> None:
    flows = [example(name) for name in EXAMPLES]

    for flow, told in zip(flows, in_the_builder(flows, edits=EDITS), strict=True):
        after, shared = told["after"], SharedDocument()
        for update in after["updates"]:
            admit(base64.b64decode(update))
            shared.apply(base64.b64decode(update))
        there, repairs = assemble(shared.maps(), flow.id)
        assert filled(shared.maps()) == filled(after["maps"])
        assert [_place(repair) for repair in msgspec.to_builtins(repairs)] == after["repairs"]
        assert there == after["flow"]


def _place(repair: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in repair.items() if name not in ("message", "fix")}


IDS = ("a", "b", "start", "start-2", "n", "m", "lost", "x y", "p%", "a%20", "\u00e9", "\U0001f600", "\ufffd")
ORDERS = ("a0", "a0", "a1", "Zz", "", None, 7)
LEADS: tuple[Any, ...] = (
    {},
    {"node": "n"},
    {"node": "m", "block": "a"},
    {"block": "b"},
    {"node": "n", "block": None},
    7,
    None,
    [],
)


def odd_draft(chance: Random) -> dict[str, Any]:
    """Return maps in which hardly anything fits, as hostile or broken clients might leave them."""

    def entries(most: int, make: Callable[[], Any], ids: Iterable[str] = IDS) -> dict[str, Any]:
        return {id: make() for id in chance.sample(tuple(ids), chance.randint(0, most))}

    def placed(fields: dict[str, Any]) -> dict[str, Any]:
        order = chance.choice(ORDERS)
        return fields if order is None else {**fields, "order": order}

    events = entries(3, lambda: placed({"type": chance.choice(["start", "command"])}))
    others = [id for id in IDS if id not in events]
    keys = [f"{key}{end}" for id in IDS for key in {id, escaped(id)} for end in (" next", " h", " z y", "", " ")]
    return {
        "flow": {"name": "F"},
        "nodes": entries(4, lambda: placed({"color": "blue"})),
        "events": events,
        "blocks": entries(6, lambda: placed({"type": "text", "in": chance.choice((*IDS, 5, ""))}), others),
        "edges": entries(9, lambda: chance.choice(LEADS), keys),
        "layout": entries(3, lambda: {"x": 1, "y": 2}),
        "translations": entries(4, lambda: "w", [f"de {escaped(id)}{end}" for id in IDS for end in (" text", "")]),
        "settings": entries(4, lambda: 1, ("a", "a.b", "a.b.c", "d", "d.e")),
        "variables": entries(3, lambda: placed({})),
    }


def test_drafts_in_which_hardly_anything_fits_are_read_alike() -> None:
    drafts = [odd_draft(Random(seed)) for seed in range(600)]

    for draft, there in zip(drafts, _asked({"drafts": drafts})["drafts"], strict=True):
        here, repairs = assemble(draft, "f")
        assert here == there["flow"], draft
        assert [_place(repair) for repair in msgspec.to_builtins(repairs)] == there["repairs"], draft
