"""The flow as a value: what an author draws, how it is read, checked and written."""

from __future__ import annotations

from dialogkit.document.block import NEXT, Block, Category, Fault, Handle, Kind, Severity
from dialogkit.document.check import check
from dialogkit.document.codec import Codec
from dialogkit.document.fields import Address, Code, Label, NodeName, Part, Reference, SubflowReference, Words
from dialogkit.document.flow import (
    FORMAT,
    Color,
    Dialect,
    Edge,
    Flow,
    FlowOf,
    Node,
    NodeOf,
    Note,
    Position,
    Privacy,
    Source,
    Target,
    Variable,
    VariableType,
)
from dialogkit.document.problems import Problem, errors_in
from dialogkit.document.settings import Metadata, Resume, Settings, SystemMessages, Typing
from dialogkit.document.theme import Avatar, Background, Paint, ProgressBar, Theme
from dialogkit.document.translation import translatable_texts, translate
from dialogkit.document.yaml_form import read_yaml, write_yaml

__all__ = (
    "FORMAT",
    "NEXT",
    "Address",
    "Avatar",
    "Background",
    "Block",
    "Category",
    "Code",
    "Codec",
    "Color",
    "Dialect",
    "Edge",
    "Fault",
    "Flow",
    "FlowOf",
    "Handle",
    "Kind",
    "Label",
    "Metadata",
    "Node",
    "NodeName",
    "NodeOf",
    "Note",
    "Paint",
    "Part",
    "Position",
    "Privacy",
    "Problem",
    "ProgressBar",
    "Reference",
    "Resume",
    "Settings",
    "Severity",
    "Source",
    "SubflowReference",
    "SystemMessages",
    "Target",
    "Theme",
    "Typing",
    "Variable",
    "VariableType",
    "Words",
    "check",
    "errors_in",
    "read_yaml",
    "translatable_texts",
    "translate",
    "write_yaml",
)
