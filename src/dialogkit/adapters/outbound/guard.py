"""Who may be reached: everything public, and what the operator allows besides.

An entry of the allow-list is a host name, an address or a network, each with or without a port:
`crm.internal`, `10.1.2.3:8080`, `10.0.0.0/8`, `[fd00::1]:443`, `fd00:7::/64`. Metadata services
of clouds stay out of reach whatever the list says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

import msgspec

from dialogkit.adapters.outbound.addresses import Address, is_metadata, is_public
from dialogkit.kit import InvalidRequest

__all__ = ("Guard", "Refusal")

_ENTRY: Final = re.compile(
    r"(?:\[(?P<bracketed>[0-9A-Fa-f:.]+)\]|(?P<network>[0-9A-Fa-f:.]+/\d{1,3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)"
    r"|(?P<host>[^\[\]/:\s]+))(?::(?P<port>\d{1,5}))?"
)
_METADATA_HOSTS: Final = frozenset(
    ("instance-data", "instance-data.ec2.internal", "metadata", "metadata.goog", "metadata.google.internal")
)


class Refusal(Exception):
    """The guard does not let a request through; the message may be shown to the author."""


class _Allowed(msgspec.Struct, frozen=True):
    host: str = ""
    network: IPv4Network | IPv6Network | None = None
    port: int | None = None

    def covers(self, host: str, address: Address, port: int) -> bool:
        if self.port not in (None, port):
            return False
        if self.network is None:
            return host == self.host
        return any(form.version == self.network.version and form in self.network for form in _forms(address))


class Guard:
    """Judge addresses; it holds the operator's allow-list."""

    def __init__(self, allow: Iterable[str] = ()) -> None:
        self._allowed = tuple(_entry(text.strip().lower()) for text in allow if text.strip())

    def check_host(self, host: str) -> None:
        """Refuse a host that no answer of a name server could make right."""
        if host in _METADATA_HOSTS:
            raise Refusal(f"{host} is a metadata service")

    def check(self, host: str, addresses: Sequence[str], port: int) -> tuple[Address, ...]:
        """Return the addresses that `host` has, every one of them checked.

        Raises `Refusal` if a single one may not be reached.
        """
        checked = tuple(_address(text) for text in addresses)
        for address in checked:
            if is_metadata(address) or not (is_public(address) or self._allows(host, address, port)):
                raise Refusal(f"{host} is not on the public internet, nor on the operator's allow-list")
        return checked

    def _allows(self, host: str, address: Address, port: int) -> bool:
        return any(allowed.covers(host, address, port) for allowed in self._allowed)


def _address(text: str) -> Address:
    try:
        address = ip_address(text)
    except ValueError:
        raise Refusal("the host has an address that cannot be read") from None
    if isinstance(address, IPv6Address) and address.scope_id:
        raise Refusal("the host has an address of this machine's own network")
    return address


def _forms(address: Address) -> tuple[Address, ...]:
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (address, mapped) if mapped else (address,)


def _entry(text: str) -> _Allowed:
    found = _ENTRY.fullmatch(text)
    if not found or int(found["port"] or 1) not in range(1, 65536):
        raise _malformed(text)
    port = int(found["port"]) if found["port"] else None
    numeric = found["bracketed"] or found["network"]
    try:
        if numeric:
            return _Allowed(network=ip_network(numeric), port=port)
        if re.fullmatch(r"[\d.]+", found["host"]):
            return _Allowed(network=ip_network(found["host"]), port=port)
    except ValueError:
        raise _malformed(text) from None
    return _Allowed(host=found["host"].rstrip("."), port=port)


def _malformed(text: str) -> InvalidRequest:
    return InvalidRequest(
        f"{text!r} is no entry for the allow-list",
        fix="write a host, an address or a network, such as crm.internal:8080 or 10.0.0.0/8",
    )
