"""A block type is named by one Python file and one file of cases, and at most one file in each web part.

Importers, examples, documentation and generated files may name it too; nothing else does, so that a new block type
touches nothing but its own files.
"""

import ast
import re
from enum import Enum
from pathlib import Path

import msgspec
import pytest

from dialogkit import engine
from dialogkit.blocks.catalog import ask_types, block_types, message_types
from tools.lint.source import imports

ROOT = Path(__file__).resolve().parents[2]
BLOCKS = ROOT / "src" / "dialogkit" / "blocks"
CASES = ROOT / "tests" / "cases" / "blocks"
NOT_TYPES = {"__init__", "catalog"}
MODULE_OF = {tag: block.__module__.rpartition(".")[2] for tag, block in block_types().items()}


def other_words() -> set[str]:
    """Return the tags that are words of another vocabulary too.

    Those of messages, asks, inputs and effects; values and fields of the engine's own types; icons; kinds of values.
    """
    types = [found for found in vars(engine).values() if isinstance(found, type)]
    structs = [found for found in types if issubclass(found, msgspec.Struct)]
    tags = {str(struct.__struct_config__.tag) for struct in structs}
    fields = {field for struct in structs for field in struct.__struct_fields__}
    values = {str(value) for found in types if issubclass(found, Enum) for value in found}
    icons = {block.kind.icon for block in block_types().values()}
    kinds = {"date", "end", "list", "number", "start", "text", "time"}
    return tags | fields | values | icons | kinds | set(message_types()) | set(ask_types())


def names_type(path: Path, tag: str) -> bool:
    """Tell whether a Python file names a block type: by importing its module, or by its tag."""
    tree = ast.parse(path.read_text())
    module = f"dialogkit.blocks.{MODULE_OF[tag]}"
    if any(name == module or name.startswith(f"{module}.") for _, name in imports(tree)):
        return True
    texts = {
        node.value
        for statement in tree.body
        if not exports(statement)
        for node in ast.walk(statement)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return tag in texts - other_words()


def exports(statement: ast.stmt) -> bool:
    """Tell whether a statement lists what a module exports: functions may be called as they like."""
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    return any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets)


FOREIGN = {"interop", "typebot"}
"""Where the words are another platform's: importers, and the API that its widget speaks."""


@pytest.mark.parametrize("tag", MODULE_OF)
def test_a_block_type_has_a_file_of_cases_of_its_name(tag: str) -> None:
    assert (CASES / f"{MODULE_OF[tag]}.json").is_file()


@pytest.mark.parametrize("module", sorted(path.stem for path in BLOCKS.glob("*.py") if path.stem not in NOT_TYPES))
def test_a_file_in_blocks_is_one_block_type(module: str) -> None:
    assert list(MODULE_OF.values()).count(module) == 1


@pytest.mark.parametrize("tag", MODULE_OF)
def test_no_second_file_of_the_product_names_a_block_type(tag: str) -> None:
    own = BLOCKS / f"{MODULE_OF[tag]}.py"
    others = (path for path in (ROOT / "src").rglob("*.py") if path != own and not FOREIGN & set(path.parts))

    assert [str(path.relative_to(ROOT)) for path in others if names_type(path, tag)] == []


@pytest.mark.parametrize("part", ["builder", "widget"])
def test_a_look_of_its_own_belongs_to_something_a_block_says_or_asks(part: str) -> None:
    looks = (ROOT / "web" / part / "src" / "blocks").glob("*.tsx")
    names = {re.sub(r"(?<=[a-z])(?=[A-Z])|-", "_", path.name.split(".")[0]).lower() for path in looks}

    assert names <= {*MODULE_OF.values(), *block_types(), *message_types(), *ask_types()}
