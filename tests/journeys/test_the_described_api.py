"""The API does what its description says, whatever is sent to it: tried with generated requests."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import booleans
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.result import Ok
from schemathesis.generation.modes import GenerationMode

from tests.support.server import Server

Operation = schemathesis.APIOperation[Any, Any, Any, Any]

load_all_checks()
PROMISES: list[Any] = CHECKS.get_by_names(
    ["not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance"]
)
BOUNDED = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
    database=None,
)


@pytest.fixture(scope="module")
def description(server: Server) -> schemathesis.BaseSchema:
    """The API's description, and a visitor's conversation to try it with."""
    described = httpx2.get(f"{server.url}/api/v1/openapi.json").json()
    described["servers"] = [{"url": server.url}]
    return schemathesis.openapi.from_dict(described)


def test_the_description_is_openapi_3_1(server: Server, description: schemathesis.BaseSchema) -> None:
    description.validate()

    assert httpx2.get(f"{server.url}/api/v1/openapi.json").json()["openapi"].startswith("3.1")


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_no_request_is_answered_otherwise_than_described(
    server: Server, description: schemathesis.BaseSchema, mode: GenerationMode
) -> None:
    chat = server.chat("greeting")
    known = {"flow": "greeting", "public_id": "greeting", "conversation": chat.id, "number": "1"}
    for found in description.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        token = chat.token if operation.definition.raw["x-permission"] == "visitor" else server.key
        _try(operation, mode, server.url, {"Authorization": f"Bearer {token}"}, known)


def _try(  # every part of a request
    operation: Operation, mode: GenerationMode, url: str, headers: dict[str, str], known: dict[str, str]
) -> None:
    @BOUNDED
    @given(case=operation.as_strategy(generation_mode=mode), there=booleans())
    def ask(case: schemathesis.Case[Any], there: bool) -> None:
        parts = case.path_parameters or {}
        if there:
            case.path_parameters = parts | {name: value for name, value in known.items() if name in parts}
        case.call_and_validate(base_url=url, checks=PROMISES, headers=headers, timeout=20)

    ask()
