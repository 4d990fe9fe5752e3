"""OpenAPI 3.1, made from the same routes and types that serve."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, get_args

import msgspec

from dialogkit.http.errors import MEDIA_TYPE
from dialogkit.http.routing import JSON, Route
from dialogkit.kit import Permission

__all__ = ("openapi",)

_REF = "#/components/schemas/{name}"
_RAW: dict[str, dict[str, Any]] = {
    "multipart/form-data": {
        "type": "object",
        "properties": {"file": {"type": "string", "contentMediaType": "application/octet-stream"}},
        "required": ["file"],
    },
}
"""Schemas of bodies that are no JSON; what is not here may be any bytes."""
_NUMBERS: dict[str, dict[str, Any]] = {
    "limit": {"type": "integer", "minimum": 1, "maximum": 500},
    "number": {"type": "integer", "minimum": 1, "maximum": 2**31},
}
_CONVERTED = re.compile(r"\{(\w+)(?::\w+)?\}")
_SECURITY: dict[Permission, list[dict[str, list[str]]]] = {
    Permission.ANYONE: [],
    Permission.VISITOR: [{"conversation": []}],
}


class ProblemDetails(msgspec.Struct, frozen=True, omit_defaults=True):
    """What went wrong (RFC 9457), with a stable `code` and, where there is one, the way to mend it."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    fix: str = ""


def openapi(routes: Iterable[Route], *, version: str, public_url: str) -> dict[str, Any]:
    """Return the description of `routes` as an OpenAPI document."""
    listed = [route for route in routes if route.in_openapi]
    types = {kind for route in listed for kind in (route.takes, route.gives) if kind is not None}
    ordered = sorted(types, key=repr)
    schemas, components = msgspec.json.schema_components([*ordered, ProblemDetails], ref_template=_REF)
    by_type = dict(zip([*ordered, ProblemDetails], schemas, strict=True))
    _require_what_is_always_told(listed, components)
    paths: dict[str, dict[str, Any]] = {}
    for route in listed:
        path = _CONVERTED.sub(r"{\1}", route.path)
        paths.setdefault(path, {})[route.method.lower()] = _operation(route, by_type)
    return {
        "openapi": "3.1.0",
        "info": {"title": "DialogKit", "version": version, "license": {"name": "Apache-2.0"}},
        "servers": [{"url": public_url}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer", "description": "An API key, dk_…"},
                "session": {"type": "apiKey", "in": "cookie", "name": "dialogkit_session"},
                "conversation": {"type": "http", "scheme": "bearer", "description": "The conversation's token"},
            },
        },
    }


def _require_what_is_always_told(routes: Iterable[Route], components: dict[str, Any]) -> None:
    """A default is what a caller may leave out; the server writes it, unless the type omits defaults."""
    taken = {kind for route in routes for kind in _structs(route.takes)}
    given = {kind for route in routes for kind in _structs(route.gives)}
    for kind in given - taken:
        if kind.__name__ in components and not kind.__struct_config__.omit_defaults:
            components[kind.__name__]["required"] = list(kind.__struct_encode_fields__)


def _structs(kind: Any) -> set[type[msgspec.Struct]]:
    """Return every struct that `kind` is made of."""
    found: set[type[msgspec.Struct]] = set()
    ahead = [kind]
    while ahead:
        part = ahead.pop()
        ahead += get_args(part)
        if isinstance(part, type) and issubclass(part, msgspec.Struct) and part not in found:
            found.add(part)
            ahead += [field.type for field in msgspec.structs.fields(part)]
    return found


def _operation(route: Route, by_type: dict[Any, Any]) -> dict[str, Any]:
    summary, _, description = (route.handler.__doc__ or "").strip().partition("\n")
    parameters = [_parameter(name, "path") for name in _CONVERTED.findall(route.path)]
    parameters += [_parameter(name, "query") for name in route.query]
    answer: dict[str, Any] = {"description": "Done."}
    if route.gives is None and route.media_type != JSON:
        answer["content"] = {route.media_type: {}}
    if route.gives is not None:
        answer["content"] = {route.media_type: {"schema": by_type[route.gives]}}
    operation: dict[str, Any] = {
        "operationId": route.name,
        "summary": summary.rstrip("."),
        "x-permission": route.needs.value,
        "security": _SECURITY.get(route.needs, [{"key": []}, {"session": []}]),
        "parameters": parameters,
        "responses": {
            str(route.status): answer,
            "default": {"description": "A problem.", "content": {MEDIA_TYPE: {"schema": by_type[ProblemDetails]}}},
        },
    }
    if description.strip():
        operation["description"] = " ".join(description.split())
    if route.takes is not None:
        operation["requestBody"] = _body("application/json", by_type[route.takes])
    elif route.raw_body:
        operation["requestBody"] = _body(route.raw_body, _RAW.get(route.raw_body, {}))
    return operation


def _body(media_type: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"required": True, "content": {media_type: {"schema": schema}}}


def _parameter(name: str, place: str) -> dict[str, Any]:
    schema = _NUMBERS.get(name, {"type": "string", "minLength": 1} if place == "path" else {"type": "string"})
    return {"name": name, "in": place, "required": place == "path", "schema": schema}
