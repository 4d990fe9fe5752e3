"""How much one turn may use; a breach is a typed failure, never a hang."""

from __future__ import annotations

import msgspec

__all__ = ("BUDGETS", "Budgets")


class Budgets(msgspec.Struct, frozen=True, kw_only=True):
    """The maxima of one turn and of the session it leaves behind."""

    steps: int = 1_000
    """Blocks entered in one turn."""
    work: int = 20_000_000
    """Characters read and written in one turn, where that is much at a time."""
    block_work: int = 4_000_000
    """The same of one block, which nothing can interrupt: a few milliseconds."""
    effects: int = 50
    """Effects performed in one turn."""
    messages: int = 500
    """Messages said in one turn."""
    message_bytes: int = 1_000_000
    """Characters said in one turn, so that a record stays below 4 MB."""
    depth: int = 32
    """Frames on the stack."""
    value_bytes: int = 64_000
    """Characters of one value."""
    variables_bytes: int = 256_000
    """Characters of all values together."""
    frames_bytes: int = 512_000
    """Characters that open loops and subflows remember."""
    context_bytes: int = 16_000
    """Characters a client may tell of itself."""
    answer_bytes: int = 64_000
    """Characters of one answer."""

    def left(self, *, steps: int, work: int, messages: int, characters: int) -> Budgets:
        """Return what a turn may still use after an effect."""
        return msgspec.structs.replace(
            self,
            steps=self.steps - steps,
            work=self.work - work,
            messages=self.messages - messages,
            message_bytes=self.message_bytes - characters,
        )


BUDGETS = Budgets()
