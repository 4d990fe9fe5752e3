"""Logic: conditions, jumps, links, redirects."""

from __future__ import annotations

from dialogkit.interop.typebot.conditions import read_condition
from dialogkit.interop.typebot.drafts import Draft, Exit, Translate, without_empty
from dialogkit.interop.typebot.raw import Raw, boolean, number, record, records, text
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
        fields = without_empty(node=group, give_same_names=True, take_same_names=True) | {"own_defaults": False}
        if not group:
            fields["flow"] = text(source.plain, "id")
        return Draft("subflow", fields, (Exit("missing", missing="stop"),))
    merge = boolean(options, "mergeResults")
    fields = without_empty(flow=flow, node=group, give_same_names=True) | {"own_defaults": False}
    if merge or (merge is None and source.before_six):
        fields["take_same_names"] = True
    source.ledger.remark(f"It enters the flow {flow!r}; import that too.")
    return Draft("subflow", fields, (Exit("missing", missing="main"),))


def _wait(block: Raw, source: Source) -> Draft:
    seconds = text(block, "options", "secondsToWaitFor")
    plain = number(block, "options", "secondsToWaitFor")
    if not seconds:
        source.ledger.remark("The wait has no length; it does nothing, as before.")
        return Draft("placeholder")
    return Draft("wait", {"seconds": seconds if plain is None else max(plain, 0)})


def _split(block: Raw, source: Source) -> Draft:
    share = number(block, "options", "aPercent")
    first = 50.0 if share is None else min(max(share, 0.0), 100.0)
    edges = {text(item, "path"): text(item, "outgoingEdgeId") for item in records(block, "items")}
    ways = [{"id": "a", "weight": first}, {"id": "b", "weight": 100 - first}]
    # Where way a is drawn without an edge, Typebot takes the edge of way b.
    exits = (Exit("a", edges.get("a") or edges.get("b", ""), "main"), Exit("b", edges.get("b", ""), "main"))
    return Draft("ab_split", {"ways": ways}, exits, main="")


def _script(block: Raw, source: Source) -> Draft:
    options = record(block, "options")
    code = text(options, "content")
    if not code.strip():
        source.ledger.remark("The script is empty and does nothing, as before.")
    fields = without_empty(name=text(options, "name"), code=code)
    if boolean(options, "isExecutedOnClient") is not False:
        fields["where"] = "page"
        source.ledger.approximate("The script runs on the visitor's page only where that page allows it.")
        return Draft("script", fields)
    return Draft("script", fields, (Exit("error", missing="main"),))


LOGIC: dict[str, Translate] = {
    "Condition": _condition,
    "Redirect": _redirect,
    "Jump": _jump,
    "Return": _return,
    "Typebot link": _link,
    "Wait": _wait,
    "AB test": _split,
    "Code": _script,
}
