"""All requests to the outside pass the one guarded client, so that no author's address reaches a private network."""

from collections.abc import Iterator

from tools.lint.source import Fault, Source, imports

CLIENTS = (
    "aiohttp",
    "ftplib",
    "http.client",
    "httpx",
    "httpcore2",
    "httpx2",
    "requests",
    "smtplib",
    "urllib.request",
    "urllib3",
)
GUARDED = ("src/dialogkit/adapters/outbound", "src/dialogkit/adapters/mail")


def check(source: Source) -> Iterator[Fault]:
    """Report the import of a network client outside the guarded one."""
    if not source.is_product or str(source.path).startswith(GUARDED):
        return
    for line, name in imports(source.tree):
        if any(name == client or name.startswith(f"{client}.") for client in CLIENTS):
            yield source.fault(line, "outbound", f"{name} goes round the guard: use the Outbound port")
