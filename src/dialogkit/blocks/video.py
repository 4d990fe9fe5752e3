"""Show a film."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from dialogkit.document import Address, Block, Category, Fault, Kind, Severity, Words
from dialogkit.engine import LEAVE, Message, Outcome, Turn
from dialogkit.expressions import web_address

__all__ = ("Video", "VideoMessage")

Player = Literal["file", "youtube", "vimeo", "frame"]

_PLAYERS: tuple[tuple[str, Player, str], ...] = (
    (
        r"(?:youtube(?:-nocookie)?\.com/(?:watch\?(?:\S*&)?v=|embed/|shorts/|live/|v/)|youtu\.be/)([\w-]{6,})",
        "youtube",
        "https://www.youtube-nocookie.com/embed/{}",
    ),
    (
        r"(?:player\.)?vimeo\.com/(?:video/|channels/\w+/|groups/\w+/videos/)?(\d+)",
        "vimeo",
        "https://player.vimeo.com/video/{}",
    ),
    (r"tiktok\.com/(?:@[\w.-]+/video/|embed/v2/|player/v1/)(\d+)", "frame", "https://www.tiktok.com/player/v1/{}"),
    (r"(?:play\.)?gumlet\.(?:io|tv)/(?:embed|watch)/(\w+)", "frame", "https://play.gumlet.io/embed/{}"),
    (r"loom\.com/(?:share|embed)/(\w+)", "frame", "https://www.loom.com/embed/{}"),
    (r"(?:dailymotion\.com/(?:embed/)?video/|dai\.ly/)(\w+)", "frame", "https://www.dailymotion.com/embed/video/{}"),
)
"""What the address of a film's page looks like, who plays it, and the address of the player."""


class VideoMessage(Message, frozen=True, kw_only=True, tag="video"):
    """A film: a file to play, or a player's page to put into a frame."""

    url: str
    kind: Player
    title: str = ""
    autoplay: bool = False
    controls: bool = True
    ratio: str = ""
    """Width to height, as in `16/9`."""
    height: int | None = None


class Video(Block, frozen=True, kw_only=True, tag="video"):
    """Show a film from a file or from YouTube, Vimeo, TikTok, Gumlet, Loom or Dailymotion, told by its address."""

    kind: ClassVar[Kind] = Kind(Category.BUBBLE, "Video", "video")
    translatable: ClassVar[tuple[str, ...]] = ("title",)

    url: Address = ""
    title: Words = ""
    autoplay: bool = False
    controls: bool = True
    ratio: Annotated[str, Meta(pattern=r"^(\d{1,3}/\d{1,3})?$")] = ""
    height: Annotated[int, Meta(ge=50, le=2000)] | None = None

    def texts(self) -> Iterator[str]:
        """Yield the address and the title."""
        yield from (self.url, self.title)

    def problems(self) -> Iterator[Fault]:
        """Yield what a visitor would miss."""
        if not self.url:
            yield Fault("no_url", "The video has no address.", "Paste its address.", Severity.WARNING, "url")

    def run(self, turn: Turn) -> Outcome:
        """Show the film."""
        player, url = _player(web_address(turn.text(self.url)))
        title = turn.text(self.title)
        if url:
            turn.emit(
                VideoMessage(
                    id=turn.message_id(),
                    block=self.id,
                    url=url,
                    kind=player,
                    title=title,
                    autoplay=self.autoplay,
                    controls=self.controls,
                    ratio=self.ratio,
                    height=self.height,
                )
            )
        return LEAVE


def _player(url: str) -> tuple[Player, str]:
    for pattern, player, address in _PLAYERS:
        match = re.match(rf"https?://(?:www\.|m\.)?{pattern}", url, re.IGNORECASE)
        if match is not None:
            return player, address.format(match.group(1))
    return "file", url
