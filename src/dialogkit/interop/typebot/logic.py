"""Logic: conditions, jumps, links, redirects."""

from __future__ import annotations

from dialogkit.interop.typebot.conditions import read_condition
from dialogkit.interop.typebot.drafts import Draft, Exit, Translate, without_empty
from dialogkit.interop.typebot.raw import Raw, boolean, record, records, text
from dialogkit.interop.typebot.source import Source

__all__ = ("LOGIC", "stopping")


def _condition(block: Raw, source: Source) -> Draft:
    branches, exits = [], []
    for index, item in enumerate(records(block, "items")):
        handle = text(item, "id") or f"branch{index}"
        branches.append({"id": handle, "when": read_condition(record(item, "content"), source)})
        exits.append(Exit(handle, text(item, "outgoingEdgeId"), "stop"))
    return Draft("condition", {"branches": branches}, tuple(exits), main="else")


def _redirect(block: Raw, source: Source) -> Draft:
    options = record(block, "options")
    return Draft("redirect", without_empty(url=text(options, "url"), new_tab=boolean(options, "isNewTab")))


def stopping(source: Source, why: str) -> Draft:
    """Return a block that ends the path."""
    source.ledger.remark(why)
    return Draft("placeholder", exits=(Exit("next", missing="stop"),), main="")


def _jump(block: Raw, source: Source) -> Draft:
    options = record(block, "options")
    group, target = text(options, "groupId"), text(options, "blockId")
    if not group:
        source.ledger.remark("The jump leads nowhere; the conversation goes on behind it, as before.")
        return Draft("jump")
    if not group.startswith("{{"):
        found = source.group(group)
        blocks = {text(block, "id") for block in records(found, "blocks")}
        if found is None or (target and target not in blocks):
            return stopping(source, "The jump's target does not exist; the path ends there, as before.")
    fields = without_empty(node=group, block=target) | {"call": True}
    return Draft("jump", fields, (Exit("missing", missing="stop"),) if group.startswith("{{") else ())


def _return(block: Raw, source: Source) -> Draft:
    return Draft("return")


def _link(block: Raw, source: Source) -> Draft:
    options = record(block, "options")
    flow, group = text(options, "typebotId"), text(options, "groupId")
    if not flow:
        source.ledger.remark("The link names no flow; the conversation goes on behind it, as before.")
        return Draft("placeholder")
    if flow in ("current", text(source.plain, "id")):
        if group and not group.startswith("{{") and source.group(group) is None:
            return stopping(source, "The link's group does not exist; the path ends there, as before.")
        fields = without_empty(node=group, give_same_names=True, take_same_names=True)
        if not group:
            fields["flow"] = text(source.plain, "id")
        return Draft("subflow", fields, (Exit("missing", missing="stop"),))
    merge = boolean(options, "mergeResults")
    fields = without_empty(flow=flow, node=group, give_same_names=True)
    if merge or (merge is None and source.before_six):
        fields["take_same_names"] = True
    source.ledger.remark(f"It enters the flow {flow!r}; import that too.")
    return Draft("subflow", fields, (Exit("missing", missing="main"),))


LOGIC: dict[str, Translate] = {
    "Condition": _condition,
    "Redirect": _redirect,
    "Jump": _jump,
    "Return": _return,
    "Typebot link": _link,
}
