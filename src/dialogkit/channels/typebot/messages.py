"""What a conversation says, in the words of Typebot's protocol.

Messages it shows become `messages`; what the client shall do (wait, go elsewhere, run a
script) becomes `clientSideActions`, each tied to the bubble before it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ("Plain", "actions_of", "messages_of")

Plain = dict[str, Any]

_MARKS = {"b": "bold", "i": "italic", "u": "underline", "s": "strikethrough", "code": "code"}
_BLOCKS = {"h": "p", "quote": "blockquote", "pre": "code_block"}


def messages_of(messages: list[Plain], *, markdown: bool) -> list[Plain]:
    """Return the bubbles; text as Markdown or as a rich text tree."""
    return [
        {"id": message["id"], **_BUBBLES[message["type"]](message, markdown)}
        for message in messages
        if message["type"] in _BUBBLES
    ]


def actions_of(messages: list[Plain]) -> list[Plain]:
    """Return what the client shall do, in order."""
    actions: list[Plain] = []
    last = ""
    for message in messages:
        if message["type"] in _BUBBLES:
            last = message["id"]
        elif message["type"] in _ACTIONS:
            action = _ACTIONS[message["type"]](message)
            actions.append(action | ({"lastBubbleBlockId": last} if last else {}))
    return actions


def _text(message: Plain, markdown: bool) -> Plain:
    text = message["text"]
    if markdown:
        return {"type": "text", "content": {"type": "markdown", "markdown": text}}
    tree = message.get("rich") or [{"tag": "p", "children": [{"text": line}]} for line in text.split("\n")]
    return {"type": "text", "content": {"type": "richText", "richText": [_block(node) for node in tree]}}


def _block(node: Plain) -> Plain:
    tag = node.get("tag", "p")
    children = node.get("children", ())
    if tag in ("ul", "ol"):
        return {"type": tag, "children": [_list_item(child) for child in children]}
    return {"type": _BLOCKS.get(tag, "p"), "children": _inlines(children) or [{"text": node.get("text", "")}]}


def _list_item(node: Plain) -> Plain:
    return {"type": "li", "children": [{"type": "lic", "children": _inlines(node.get("children", ()))}]}


def _inlines(nodes: Any, marks: Plain | None = None) -> list[Plain]:
    found: list[Plain] = []
    for node in nodes:
        tag = node.get("tag", "")
        inner = (marks or {}) | ({_MARKS[tag]: True} if tag in _MARKS else {})
        if tag == "a":
            children = _inlines(node.get("children", ()), inner)
            found.append({"type": "a", "url": node.get("href", ""), "children": children})
        elif tag == "br":
            found.append({"text": "\n"})
        elif node.get("children"):
            found += _inlines(node["children"], inner)
        else:
            found.append({"text": node.get("text", "")} | inner)
    return found


def _image(message: Plain, markdown: bool) -> Plain:
    content: Plain = {"url": message["url"]}
    if message.get("link"):
        content["clickLink"] = {"url": message["link"], "alt": message.get("alt", "")}
    return {"type": "image", "content": content}


def _video(message: Plain, markdown: bool) -> Plain:
    kind = {"file": "url", "frame": "url"}.get(message["kind"], message["kind"])
    content = {"url": message["url"], "type": kind, "isAutoplayEnabled": bool(message.get("autoplay"))}
    return {"type": "video", "content": content}


def _audio(message: Plain, markdown: bool) -> Plain:
    content = {"url": message["url"], "isAutoplayEnabled": bool(message.get("autoplay"))}
    return {"type": "audio", "content": content}


def _embed(message: Plain, markdown: bool) -> Plain:
    content: Plain = {"url": message["url"], "height": message.get("height", 400)}
    if message.get("event"):
        content["waitForEvent"] = {"isEnabled": True, "name": message["event"]}
    return {"type": "embed", "content": content}


_BUBBLES: dict[str, Callable[[Plain, bool], Plain]] = {
    "text": _text,
    "image": _image,
    "video": _video,
    "audio": _audio,
    "embed": _embed,
}


def _wait(message: Plain) -> Plain:
    return {"type": "wait", "wait": {"secondsToWaitFor": message["seconds"]}}


def _redirect(message: Plain) -> Plain:
    there = {"url": message["url"], "isNewTab": bool(message.get("new_tab"))}
    return {"type": "redirect", "redirect": there}


def _script(message: Plain) -> Plain:
    arguments = [{"id": name, "value": value} for name, value in message.get("arguments", {}).items()]
    run = {"content": message["code"], "args": arguments}
    return {"type": "scriptToExecute", "scriptToExecute": run}


_ACTIONS: dict[str, Callable[[Plain], Plain]] = {"wait": _wait, "redirect": _redirect, "script": _script}
