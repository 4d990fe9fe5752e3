"""The interpreter: `advance` takes a session one input further, `play` does a whole turn.

Everything here is pure. Time, chance and ids are arguments; effects are data.
"""

from __future__ import annotations

from dialogkit.engine.budgets import BUDGETS, Budgets
from dialogkit.engine.choosing import Choice, asks_too_much, elements_of, offer_of, read_choice
from dialogkit.engine.effects import Effect, HttpRequest, RunScript
from dialogkit.engine.hearing import Hearing
from dialogkit.engine.inputs import (
    ChoiceInput,
    CommandInput,
    EffectResult,
    EventInput,
    File,
    FilesInput,
    HookInput,
    Input,
    SkipInput,
    Start,
    TextInput,
    TimeoutInput,
    VisitorInput,
)
from dialogkit.engine.interruptions import Breach
from dialogkit.engine.machine import Step, Walk, advance, begin, set_out
from dialogkit.engine.outcomes import (
    BACK,
    END,
    LEAVE,
    Back,
    End,
    Enter,
    Fail,
    Go,
    Leave,
    Outcome,
    Perform,
    Place,
    Wait,
)
from dialogkit.engine.outputs import Ask, Item, Message, TextMessage
from dialogkit.engine.playing import STRETCH, merge, play
from dialogkit.engine.playing import Perform as Performer
from dialogkit.engine.playing import Rest as Resting
from dialogkit.engine.program import Program, compile_flow
from dialogkit.engine.questions import EXHAUSTED, Answer, Question, Refusal
from dialogkit.engine.saving import Saved, save_parts
from dialogkit.engine.session import Frame, FrameKind, Idle, Line, Session, Status, Waiting, WaitsFor, decode, encode
from dialogkit.engine.turn import Turn

__all__ = (
    "BACK",
    "BUDGETS",
    "END",
    "EXHAUSTED",
    "LEAVE",
    "STRETCH",
    "Answer",
    "Ask",
    "Back",
    "Breach",
    "Budgets",
    "Choice",
    "ChoiceInput",
    "CommandInput",
    "Effect",
    "EffectResult",
    "End",
    "Enter",
    "EventInput",
    "Fail",
    "File",
    "FilesInput",
    "Frame",
    "FrameKind",
    "Go",
    "Hearing",
    "HookInput",
    "HttpRequest",
    "Idle",
    "Input",
    "Item",
    "Leave",
    "Line",
    "Message",
    "Outcome",
    "Perform",
    "Performer",
    "Place",
    "Program",
    "Question",
    "Refusal",
    "Resting",
    "RunScript",
    "Saved",
    "Session",
    "SkipInput",
    "Start",
    "Status",
    "Step",
    "TextInput",
    "TextMessage",
    "TimeoutInput",
    "Turn",
    "VisitorInput",
    "Wait",
    "Waiting",
    "WaitsFor",
    "Walk",
    "advance",
    "asks_too_much",
    "begin",
    "compile_flow",
    "decode",
    "elements_of",
    "encode",
    "merge",
    "offer_of",
    "play",
    "read_choice",
    "save_parts",
    "set_out",
)
