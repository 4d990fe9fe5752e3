"""The house stands as drawn: import contracts, no cycle, the project's own rules, whole export lists.

What a single package does is tested in `tests/unit`.
"""

import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import grimp
import pytest

import dialogkit
from tools.lint.__main__ import MIN_DOCUMENTED, faults_in
from tools.lint.docstrings import coverage
from tools.lint.source import read_sources

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = sorted(found.name for found in pkgutil.walk_packages(dialogkit.__path__, prefix="dialogkit.") if found.ispkg)


def test_every_import_contract_holds() -> None:
    run = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-logo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout + run.stderr


def test_no_module_takes_part_in_an_import_cycle() -> None:
    graph = grimp.build_graph("dialogkit")
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}

    while leaves := [module for module, needs in imports.items() if not needs & imports.keys()]:
        for leaf in leaves:
            del imports[leaf]

    assert not imports, f"these import each other in a circle, or need one that does: {sorted(imports)}"


def test_no_file_breaks_a_rule_of_the_project() -> None:
    sources = list(read_sources())

    documented, things = coverage(sources)

    assert [str(fault) for fault in faults_in(sources)] == []
    assert documented / things >= MIN_DOCUMENTED


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_offers_exactly_what_it_lists(name: str) -> None:
    package = importlib.import_module(name)
    listed = getattr(package, "__all__", ())

    taken_in = {key for key, value in vars(package).items() if _is_offered(package, key, value)}

    assert len(set(listed)) == len(listed)
    assert taken_in <= set(listed), "imported in __init__ and not in __all__"
    assert all(hasattr(package, key) for key in listed), "in __all__ and not there"


def _is_offered(package: ModuleType, key: str, value: object) -> bool:
    """Tell whether a public name of `package` comes from its own modules."""
    if key.startswith("_") or isinstance(value, ModuleType):
        return False
    return str(getattr(value, "__module__", "")).startswith(package.__name__)
