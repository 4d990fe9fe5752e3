"""Play recorded conversations with DialogKit and compare what is said, asked and remembered."""

from __future__ import annotations

from tools.conforming.comparison import Difference, Result
from tools.conforming.typebot import compare_folder

__all__ = ("Difference", "Result", "compare_folder")
