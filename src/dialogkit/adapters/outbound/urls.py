"""Read an address that an author wrote, strictly: what is read here is what is connected to.

Nothing is repaired that another parser might read differently; spaces and letters beyond ASCII in
a path are encoded, because authors paste such addresses.
"""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import Final
from urllib.parse import quote, urljoin

import msgspec

from dialogkit.adapters.outbound.guard import Refusal

__all__ = ("Target", "follow", "read_url")

_MAX_URL: Final = 8192
_PORTS: Final = {"http": 80, "https": 443}
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\\\u2028\u2029]")
_URL: Final = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.\-]*)://(?P<authority>[^/?#]*)(?P<rest>[^#]*)")
_AUTHORITY: Final = re.compile(r"(?:\[(?P<bracketed>[^\[\]]*)\]|(?P<host>[^\[\]:]*))(?::(?P<port>[0-9]{1,5}))?")
# A last label that is a number in any notation makes the whole host an IPv4 address to some readers.
_NUMERIC_LABEL: Final = re.compile(r"[0-9]+|0[xX][0-9A-Fa-f]*")
_LABEL: Final = re.compile(r"(?!-)[a-z0-9_\-]{1,63}(?<!-)")


class Target(msgspec.Struct, frozen=True):
    """Where a request goes, in parts, so that nobody parses the address again."""

    scheme: str
    host: str
    port: int
    path: bytes

    @property
    def origin(self) -> tuple[str, str, int]:
        """What credentials are bound to."""
        return (self.scheme, self.host, self.port)

    @property
    def host_header(self) -> bytes:
        """The value of the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return (host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}").encode("ascii")

    @property
    def url(self) -> str:
        """The address as text, to resolve a redirect against."""
        return f"{self.scheme}://{self.host_header.decode()}{self.path.decode('ascii')}"


def read_url(text: str) -> Target:
    """Return the parts of an address.

    Raises `Refusal` if it is not plain HTTP to a plainly written host.
    """
    text = text.strip(" ")
    if len(text) > _MAX_URL:
        raise Refusal("the address is too long")
    if _CONTROL.search(text):
        raise Refusal("the address holds a character that no address may hold")
    found = _URL.match(text)
    scheme = found["scheme"].lower() if found else ""
    if not found or scheme not in _PORTS:
        raise Refusal("the address must begin with https:// or http://")
    host, port = _authority(found["authority"])
    rest = found["rest"]
    path = quote(rest if rest.startswith("/") else f"/{rest}", safe="/?:@!$&'()*+,;=-._~%[]|^`{}\"<>")
    return Target(scheme, host, port or _PORTS[scheme], _encoded(path))


def _encoded(path: str) -> bytes:
    # These have no business in a request line, and some servers mind.
    for character in '|^`{}"<>':
        path = path.replace(character, f"%{ord(character):02X}")
    return path.encode("ascii")


def follow(base: Target, location: str) -> Target:
    """Return where a redirect from `base` leads."""
    if _CONTROL.search(location):
        raise Refusal("the redirect holds a character that no address may hold")
    try:
        return read_url(urljoin(base.url, location.strip(" ")))
    except ValueError:
        raise Refusal("the redirect's address cannot be read") from None


def _authority(authority: str) -> tuple[str, int | None]:
    if "@" in authority:
        raise Refusal("the address holds credentials: use a header for them")
    found = _AUTHORITY.fullmatch(authority)
    if not found:
        raise Refusal("the host cannot be read")
    port = int(found["port"]) if found["port"] else None
    if port is not None and port not in range(1, 65536):
        raise Refusal("there is no such port")
    if found["bracketed"] is not None:
        return _ipv6(found["bracketed"]), port
    return _name(found["host"]), port


def _ipv6(text: str) -> str:
    try:
        address = IPv6Address(text)
    except AddressValueError:
        raise Refusal("the IPv6 address cannot be read") from None
    if address.scope_id is not None:
        raise Refusal("an address with a zone is of this machine's own network")
    return str(address)


def _name(text: str) -> str:
    host = _to_ascii(text).lower().removesuffix(".")
    labels = host.split(".")
    if _NUMERIC_LABEL.fullmatch(labels[-1]):
        try:
            return str(IPv4Address(host))
        except AddressValueError:
            raise Refusal("write an IPv4 address as four decimal numbers") from None
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise Refusal("the host cannot be read")
    return host


def _to_ascii(text: str) -> str:
    if text.isascii():
        return text
    # A large table, and few hosts need it.
    import idna

    try:
        return idna.encode(text, uts46=True, transitional=False).decode("ascii")
    except idna.IDNAError:
        raise Refusal("the host cannot be read") from None
