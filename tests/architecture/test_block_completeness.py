"""A block type is named by one Python file and one file of cases, and at most one file in each web part.

Importers, examples, documentation and generated files may name it too; nothing else does, so that a new block type
touches nothing but its own files.
"""

import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BLOCKS = ROOT / "src" / "dialogkit" / "blocks"
CASES = ROOT / "tests" / "cases" / "blocks"
NOT_TYPES = {"__init__", "catalog"}
LOOKS = {part: ROOT / "web" / part / "src" / "blocks" for part in ("widget", "builder")}


def tags() -> dict[str, str]:
    """Return the tag of every block type with the name of the module that holds it."""
    catalog = importlib.import_module("dialogkit.blocks.catalog")
    found: dict[str, str] = {}
    for block in catalog.block_types():
        found[block.__struct_config__.tag] = block.__module__.rpartition(".")[2]
    return found


TAGS = tags()


@pytest.mark.parametrize("tag", sorted(TAGS))
def test_a_block_type_has_a_file_of_cases_of_its_name(tag: str) -> None:
    assert (CASES / f"{TAGS[tag]}.json").is_file()


@pytest.mark.parametrize("module", sorted(path.stem for path in BLOCKS.glob("*.py") if path.stem not in NOT_TYPES))
def test_a_file_in_blocks_is_one_block_type(module: str) -> None:
    assert list(TAGS.values()).count(module) == 1


@pytest.mark.parametrize("tag", sorted(TAGS))
def test_no_second_file_of_the_product_names_a_block_type(tag: str) -> None:
    name = re.compile(rf"""["']{re.escape(tag)}["']""")
    own = BLOCKS / f"{TAGS[tag]}.py"

    naming = [path for path in (ROOT / "src").rglob("*.py") if name.search(path.read_text())]

    assert [str(path) for path in naming if path != own and "interop" not in path.parts] == []


@pytest.mark.parametrize("part", sorted(LOOKS))
def test_a_look_of_its_own_belongs_to_a_block_type(part: str) -> None:
    files = {path.name.split(".")[0] for path in LOOKS[part].glob("*.tsx")}

    assert {name for name in files if name not in TAGS.values()} == set()
