"""Whatever an export has suffered, it is read or refused; it never crashes the reader."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dialogkit.engine import compile_flow
from dialogkit.interop import read_any
from dialogkit.kit import DialogKitError
from tests.support.foreign import an_export, bubble, edge_to, group, part, text_input

COMPARISON = {"variableId": "v1", "comparisonOperator": "Equal to", "value": "{{name}}"}
ITEM = {"id": "i1", "content": "Red", "outgoingEdgeId": "e1", "displayCondition": {"isEnabled": True}}
WHOLE = an_export(
    group(
        "g1",
        bubble("Hi {{name}}"),
        text_input("b2", "v1", outgoingEdgeId="e1"),
        part("choice input", "b3", items=[ITEM], options={"dynamicVariableId": "v2"}),
        part("cards", "b4", items=[{"id": "c1", "title": "{{list}}", "paths": [{"id": "p1", "text": "Go"}]}]),
    ),
    group(
        "g2",
        part("Condition", "b5", items=[{"id": "i2", "content": {"comparisons": [COMPARISON]}, "outgoingEdgeId": "e1"}]),
        part("Set variable", "b6", options={"variableId": "v1", "expressionToEvaluate": "{{name}} + 1"}),
        part("Webhook", "b7", options={"webhook": {"url": "https://example.org", "queryParams": [{"key": "a"}]}}),
        part("Typebot link", "b8", options={"typebotId": "current", "groupId": "g1"}),
        part("video", "b9", content={"url": "https://example.org/v.mp4", "height": 200, "aspectRatio": "16/9"}),
    ),
    edges=(edge_to("e1", "g2", "b5"),),
    variables=[{"id": "v1", "name": "name"}, {"id": "v2", "name": "list", "value": ["a", None]}],
    settings={"general": {"systemMessages": {"invalidMessage": "No."}}, "typingEmulation": {"speed": 300}},
    theme={"general": {"font": {"family": "Inter"}}, "chat": {"buttons": {"border": {"roundeness": "large"}}}},
)

ODD: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, -1, 2.5, "", "x", "{{", "{{name}}", "b" * 300, [], {}, [None], [1], ["x"], {"id": "q"}, {"x": {}}]
)


def places(part: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every container and key of a document."""
    keys = list(part) if isinstance(part, dict) else range(len(part)) if isinstance(part, list) else ()
    for key in keys:
        yield part, key
        yield from places(part[key])


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_damaged_export_is_read_and_compiled_or_refused(data: st.DataObject) -> None:
    export = copy.deepcopy(WHOLE)
    for _ in range(data.draw(st.integers(1, 5))):
        found = list(places(export))
        if not found:
            break
        container, key = found[data.draw(st.integers(0, len(found) - 1))]
        if data.draw(st.booleans()):
            del container[key]
        else:
            container[key] = copy.deepcopy(data.draw(ODD))

    try:
        flow = read_any(json.dumps(export).encode(), "bot.json").flow
    except DialogKitError:
        return
    compile_flow(flow)


def test_the_export_that_is_damaged_is_read_whole() -> None:
    imported = read_any(json.dumps(WHOLE).encode(), "bot.json")

    assert (imported.report.blocks, imported.report.unsupported) == (10, 0)
