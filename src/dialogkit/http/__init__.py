"""HTTP for all slices: routing, errors, limits, headers, OpenAPI. No business here."""

from __future__ import annotations

from dialogkit.http.application import Authenticator, application, endpoint
from dialogkit.http.cross_origin import open_to_origin
from dialogkit.http.decoding import decode_json
from dialogkit.http.errors import MEDIA_TYPE, STATUS, Unexpected, Unreadable, problem, problem_bytes, status_of
from dialogkit.http.limiting import Limit, Limiter, network_of
from dialogkit.http.openapi import openapi
from dialogkit.http.routing import Handler, OriginCheck, Request, Route, Routes, json_response, read_body
from dialogkit.http.security import API_HEADERS, add_headers, check_same_origin, foreign_origin, new_nonce, page_headers
from dialogkit.http.sockets import SocketAuthenticator, SocketHandler, admit_socket, socket_route

__all__ = (
    "API_HEADERS",
    "MEDIA_TYPE",
    "STATUS",
    "Authenticator",
    "Handler",
    "Limit",
    "Limiter",
    "OriginCheck",
    "Request",
    "Route",
    "Routes",
    "SocketAuthenticator",
    "SocketHandler",
    "Unexpected",
    "Unreadable",
    "add_headers",
    "admit_socket",
    "application",
    "check_same_origin",
    "decode_json",
    "endpoint",
    "foreign_origin",
    "json_response",
    "network_of",
    "new_nonce",
    "open_to_origin",
    "openapi",
    "page_headers",
    "problem",
    "problem_bytes",
    "read_body",
    "socket_route",
    "status_of",
)
