"""The chat API that Typebot's published widget speaks, so that it talks to DialogKit unchanged.

Facts of the protocol: `POST /api/v1/typebots/{publicId}/startChat` and
`POST /api/v1/sessions/{sessionId}/continueChat`. It carries neither ids nor numbers of turns,
so only the lock keeps its turns apart.
"""

from __future__ import annotations

from dialogkit.channels.typebot.routes import routes

__all__ = ("routes",)
