"""How an expression fails, and how it says that it is not for this evaluator."""

from __future__ import annotations

from dialogkit.kit import InvalidRequest

__all__ = ("JavaScriptError", "NeedsSandbox")


class JavaScriptError(InvalidRequest):
    """The expression throws; `name` is JavaScript's name for it, such as `TypeError`."""

    code = "javascript_error"

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}", name=name)
        self.name = name


class NeedsSandbox(Exception):
    """These values take the expression out of the subset; run its code in the sandbox."""
