"""Schemas refuse what no driver could keep."""

from __future__ import annotations

import pytest

from dialogkit.storage import Index, MemoryStorage, Schema

BY_ORGANIZATION = Index("all", ("organization",))


@pytest.mark.parametrize("name", ["", "Notes", "_notes", "no tes", 'no"tes', "1note", "é", "x" * 49, "a\n"])
def test_a_name_that_could_be_more_than_a_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be a storage name"):
        Schema(name, tenant="")
    with pytest.raises(ValueError, match="cannot be a storage name"):
        Schema("notes", (name,), tenant="")
    with pytest.raises(ValueError, match="cannot be a storage name"):
        Schema("notes", ("a",), (), (Index(name, ("a",)),), tenant="")


@pytest.mark.parametrize("columns", [(), ("colour",)])
def test_an_index_over_undeclared_columns_is_refused(columns: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="undeclared column"):
        Schema("notes", ("a",), (), (Index("by_colour", columns),), tenant="")


@pytest.mark.parametrize(
    "schema",
    [
        {"columns": ("a",), "indexes": (Index("by_a", ("a",)),)},
        {"columns": ("organization", "a"), "indexes": (Index("by_a", ("a", "organization")),)},
        {"optional": ("organization",), "indexes": (BY_ORGANIZATION,)},
        {"columns": ("organization",), "optional": ("due",), "indexes": (Index("by_due", ("organization", "due")),)},
    ],
    ids=["no tenant", "not first", "optional tenant", "partial index"],
)
def test_documents_that_could_not_all_be_found_by_their_tenant_are_refused(schema: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(ValueError, match="begins with 'organization'"):
        Schema("notes", **schema)  # type: ignore[arg-type]


def test_a_declared_index_is_found_by_name() -> None:
    schema = Schema("notes", ("organization",), (), (BY_ORGANIZATION,))

    assert schema.index("all") == BY_ORGANIZATION
    with pytest.raises(ValueError, match="no index 'none'"):
        schema.index("none")


def test_two_schemas_of_one_name_are_refused() -> None:
    schema = Schema("notes", ("organization",), (), (BY_ORGANIZATION,))

    with pytest.raises(ValueError, match="two schemas are called 'notes'"):
        MemoryStorage((schema, Schema("notes", tenant="")))
