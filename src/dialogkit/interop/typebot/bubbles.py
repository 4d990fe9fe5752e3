"""Bubbles: text, image, video, audio, embed."""

from __future__ import annotations

import re

from dialogkit.interop.typebot.drafts import Draft, Translate, without_empty
from dialogkit.interop.typebot.raw import Raw, boolean, number, record, records, text
from dialogkit.interop.typebot.richtext import escape, to_markdown
from dialogkit.interop.typebot.source import Source

__all__ = ("BUBBLES",)

_VIDEO_PAGES = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "tiktok": "https://www.tiktok.com/embed/v2/{}",
    "gumlet": "https://play.gumlet.io/embed/{}",
}
_RATIO = re.compile(r"\d{1,3}/\d{1,3}$")


def _text(block: Raw, source: Source) -> Draft:
    content = record(block, "content")
    if not content:
        source.ledger.remark("The bubble is empty and shows nothing, as before.")
        return Draft("placeholder", follows_edge=False)
    words = to_markdown(list(records(content, "richText")), source.ledger)
    if not words and text(content, "plainText"):
        source.ledger.approximate("The bubble's old plain text is shown; a present Typebot shows an empty bubble.")
        words = escape(text(content, "plainText"))
    return Draft("text", without_empty(text=words), follows_edge=False)


def _image(block: Raw, source: Source) -> Draft:
    content = record(block, "content")
    link = record(content, "clickLink")
    return Draft(
        "image",
        without_empty(url=text(content, "url"), link=text(link, "url"), alt=text(link, "alt")),
        follows_edge=False,
    )


def _video(block: Raw, source: Source) -> Draft:
    content = record(block, "content")
    url, page = text(content, "url"), _VIDEO_PAGES.get(text(content, "type"))
    if not url.startswith(("http", "{{")) and page and text(content, "id"):
        url = page.format(text(content, "id"))
    ratio = text(content, "aspectRatio").replace(" ", "")
    height = number(content, "height")
    fields = without_empty(
        url=url,
        autoplay=boolean(content, "isAutoplayEnabled"),
        ratio=ratio if _RATIO.match(ratio) else "",
        height=int(height) if height and 50 <= height <= 2000 else None,
    )
    if boolean(content, "areControlsDisplayed") is False:
        fields["controls"] = False
    for name in ("maxWidth", "queryParamsStr"):
        if text(content, name):
            source.ledger.approximate(f"The video's {name} is not used.")
    return Draft("video", fields, follows_edge=False)


def _audio(block: Raw, source: Source) -> Draft:
    content = record(block, "content")
    autoplay = boolean(content, "isAutoplayEnabled")
    return Draft("audio", without_empty(url=text(content, "url"), autoplay=autoplay), follows_edge=False)


def _embed(block: Raw, source: Source) -> Draft:
    content = record(block, "content")
    event = record(content, "waitForEvent")
    waits = event.get("isEnabled") is True
    height = number(content, "height")
    fields = without_empty(
        url=text(content, "url"),
        height=min(max(int(height), 20), 4000) if height else None,
        event=(text(event, "name") or "message") if waits else "",
        variable=source.variable(event, "saveDataInVariableId") if waits else "",
    )
    return Draft("embed", fields, follows_edge=waits)


BUBBLES: dict[str, Translate] = {
    "text": _text,
    "image": _image,
    "video": _video,
    "audio": _audio,
    "embed": _embed,
}
