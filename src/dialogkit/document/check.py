"""Find what is wrong with a flow that is well formed: what would strand a visitor, and what is odd.

`check` is what publishing asks. An error would make a conversation fail; a warning would not.
The linter with its many rules builds on this in `dialogkit.quality`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from dialogkit.document.block import Block, Category
from dialogkit.document.checking import Found
from dialogkit.document.checking_paths import path_problems
from dialogkit.document.checking_variables import variable_problems
from dialogkit.document.flow import Flow
from dialogkit.document.outline import Outline
from dialogkit.document.problems import KINDS, Problem, Severity
from dialogkit.document.translation import translatable_texts
from dialogkit.kit import BlockId, FlowId, NodeId

__all__ = ("check",)

NATIVE = "native"


def check(flow: Flow, subflows: Collection[FlowId] | None = None) -> tuple[Problem, ...]:
    """Return what is wrong with `flow`, errors first.

    `subflows` are the ids of the flows at hand; None leaves out the question whether those it enters are.
    """
    outline = Outline(flow)
    problems = [_problem(outline, one) for one in _all(outline, subflows)]
    return tuple(sorted(problems, key=lambda problem: problem.severity is not Severity.ERROR))


def _all(outline: Outline, subflows: Collection[FlowId] | None) -> Iterator[Found]:
    yield from _shape_problems(outline)
    yield from _event_problems(outline)
    yield from path_problems(outline)
    yield from variable_problems(outline)
    yield from _own_faults(outline)
    yield from _leftovers(outline)
    if subflows is not None:
        yield from _missing_subflows(outline, {*subflows, outline.flow.id})


def _problem(outline: Outline, one: Found) -> Problem:
    severity = one.severity
    if severity is None:
        kind = KINDS[one.code]
        severity = Severity.WARNING if kind.lenient and outline.flow.dialect != NATIVE else kind.severity
    return Problem(
        code=one.code,
        severity=severity,
        node=one.node or (outline.node_of.get(one.block) if one.block else None),
        block=one.block,
        field=one.field,
        message=one.message,
        fix=one.fix,
    )


def _shape_problems(outline: Outline) -> Iterator[Found]:
    flow = outline.flow
    if not outline.node_of:
        yield Found("no_blocks", "The flow has no blocks.", "Add a node with a block that says or asks something.")
    nodes = Counter(node.id for node in flow.nodes)
    blocks = Counter(block.id for block, _ in outline.all_blocks())
    for id, times in nodes.items():
        if times > 1 or BlockId(id) in blocks:
            yield Found("duplicate_id", f"The id `{id}` of a node is used more than once.", _NEW_ID, node=id)
    for block_id, times in blocks.items():
        if times > 1:
            words = f"The id `{block_id}` is used by {times} blocks."
            yield Found("duplicate_id", words, _NEW_ID, block=block_id)
    for block, node in outline.all_blocks():
        yield from _twice_named_exits(block, node)


_NEW_ID = "Give one of them another id."


def _twice_named_exits(block: Block, node: NodeId | None) -> Iterator[Found]:
    handles = Counter(handle.name for handle in block.handles())
    for name, times in handles.items():
        if times > 1:
            words = f"The block `{block.id}` has {times} exits named `{name}`."
            yield Found("duplicate_item", words, _NEW_ID, node=node, block=block.id)


def _event_problems(outline: Outline) -> Iterator[Found]:
    triggers: set[str] = set()
    for block, node in outline.all_blocks():
        is_event = block.kind.category is Category.EVENT
        if node is not None and is_event:
            words = f"The event `{block.id}` stands inside a node."
            yield Found("event_in_node", words, "Move it to `events`.", node=node, block=block.id)
        elif node is None and not is_event:
            words = f"The block `{block.id}` is no event."
            yield Found("block_in_events", words, "Move it into a node.", block=block.id)
        elif node is None:
            trigger = str(getattr(block, "trigger", block.id))
            if trigger in triggers:
                words = f"Another event already waits for what `{block.id}` waits for."
                yield Found("duplicate_event", words, "Remove one of the two.", block=block.id)
            triggers.add(trigger)


def _own_faults(outline: Outline) -> Iterator[Found]:
    for block, node in outline.all_blocks():
        for fault in block.problems():
            yield Found(fault.code, fault.message, fault.fix, node, block.id, fault.field or None, fault.severity)


def _leftovers(outline: Outline) -> Iterator[Found]:
    for locale, blocks in outline.flow.translations.items():
        for id, texts in blocks.items():
            yield from _orphan_texts(outline, locale, id, texts)
    known = {*outline.nodes, *outline.blocks}
    for place in outline.flow.layout:
        if place not in known:
            words = f"The layout has a position for `{place}`, which is not there."
            yield Found("orphan_position", words, "Remove it.")


def _orphan_texts(outline: Outline, locale: str, id: BlockId, texts: dict[str, str]) -> Iterator[Found]:
    block = outline.blocks.get(id)
    paths = {path for path, _ in translatable_texts(block)} if block is not None else set()
    for path in texts:
        if path not in paths:
            words = f"The {locale} translation of `{path}` in block `{id}` has no original."
            yield Found("orphan_translation", words, "Remove it.", block=id, field=path)


def _missing_subflows(outline: Outline, known: Collection[FlowId]) -> Iterator[Found]:
    for block, node in outline.all_blocks():
        for flow in block.subflows():
            if flow and flow not in known:
                words = f"The block `{block.id}` enters the flow `{flow}`, which is not at hand."
                fix = "Publish that flow too, or name another."
                yield Found("missing_subflow", words, fix, node=node, block=block.id)
