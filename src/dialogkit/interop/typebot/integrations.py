"""Integrations: HTTP requests, webhooks, and what other services do."""

from __future__ import annotations

from typing import Any

from dialogkit.interop.typebot.drafts import Draft, Exit, Translate, without_empty
from dialogkit.interop.typebot.raw import Raw, boolean, number, record, records, text
from dialogkit.interop.typebot.source import Source

__all__ = ("INTEGRATIONS",)

_FORM = "application/x-www-form-urlencoded"


def _request(block: Raw, source: Source) -> Draft:
    options = record(block, "options")
    webhook = record(options, "webhook")
    if not text(webhook, "url"):
        return _empty_request(block, source)
    if boolean(options, "isExecutedOnClient"):
        source.ledger.approximate("The request is sent by the server, not by the visitor's browser.")
    if text(options, "proxyCredentialsId"):
        source.ledger.approximate("The request goes out without the proxy.")
    seconds = number(options, "timeout")
    method = text(webhook, "method").upper() or "POST"
    headers = _fields(webhook, "headers")
    fields = without_empty(
        method=method,
        url=text(webhook, "url"),
        query=_fields(webhook, "queryParams"),
        headers=headers,
        timeout=min(max(seconds, 1), 120) if seconds else None,
        saves=_saves(options, source),
        failure_as_answer=True,
    )
    if method != "GET":
        fields |= _body(options, webhook, headers, source)
    return Draft("http_request", fields, (Exit("error", missing="main"),))


def _empty_request(block: Raw, source: Source) -> Draft:
    if text(block, "webhookId"):
        source.ledger.unsupported(
            "The file does not hold the request, only its number in Typebot's database: write the request again."
        )
    else:
        source.ledger.remark("The request has no address; it does nothing, as before.")
    return Draft("placeholder")


def _body(options: Raw, webhook: Raw, headers: list[dict[str, str]], source: Source) -> dict[str, Any]:
    body = text(webhook, "body")
    if boolean(options, "isCustomBody") is False or not body or body.strip() == "{{state}}":
        if body or boolean(options, "isCustomBody") is False:
            source.ledger.approximate("The body holds the variables by name; Typebot's also lists the answers.")
        return {"body_type": "variables"}
    form = any(field["name"].lower() == "content-type" and _FORM in field.get("value", "") for field in headers)
    if form:
        source.ledger.approximate("The form's fields are sent as they are written, not made out of JSON.")
    return {"body_type": "text" if form else "json", "body": body}


def _fields(webhook: Raw, name: str) -> list[dict[str, str]]:
    return [
        without_empty(name=text(field, "key"), value=text(field, "value"))
        for field in records(webhook, name)
        if text(field, "key")
    ]


def _saves(options: Raw, source: Source) -> list[dict[str, str]]:
    saves = []
    for mapping in records(options, "responseVariableMapping"):
        variable = source.variable(mapping, "variableId")
        if variable and text(mapping, "bodyPath"):
            saves.append({"variable": variable, "path": text(mapping, "bodyPath")})
    return saves


def _listener(block: Raw, source: Source) -> Draft:
    return Draft("webhook", without_empty(saves=_saves(record(block, "options"), source)))


INTEGRATIONS: dict[str, Translate] = {
    "Webhook": _request,
    "Zapier": _request,
    "Make.com": _request,
    "Pabbly": _request,
    "webhook": _listener,
}
