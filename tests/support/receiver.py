"""A web service of somebody else's, that counts what it is asked and answers as slowly as told."""

from __future__ import annotations

import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

__all__ = ("Receiver",)


class Receiver:
    """Serves on loopback; `calls` counts requests by path."""

    def __init__(self, *, seconds: float = 0.0, status: int = 200) -> None:
        self.calls: Counter[str] = Counter()
        self.seconds = seconds
        self.status = status
        self.called = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True

    @property
    def url(self) -> str:
        """The service's address."""
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def allowed(self) -> str:
        """The service as an entry of the operator's allow-list."""
        return f"127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        """Begin to serve."""
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                receiver.calls[self.path] += 1
                receiver.called.set()
                time.sleep(receiver.seconds)
                body = b'{"ok": true}'
                try:
                    self.send_response(receiver.status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                except OSError:
                    return  # whoever asked was killed meanwhile

            do_GET = do_POST

            def log_message(self, format: str, *arguments: Any) -> None:
                """Say nothing."""

        return Handler
