"""Which IP addresses are public.

`ipaddress.is_global` is no guard: it calls NAT64, 6to4 and several clouds' metadata addresses
global. So the table is our own, and every IPv4 address that an IPv6 address carries is judged too.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network
from typing import Final, TypeAlias

__all__ = ("Address", "is_metadata", "is_public")

Address: TypeAlias = IPv4Address | IPv6Address

_PRIVATE_V4: Final = tuple(
    IPv4Network(text)
    for text in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT, and Alibaba's metadata
        "127.0.0.0/8",
        "168.63.129.16/32",  # Azure's WireServer
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
# Of IPv6 only global unicast is public, less these.
_GLOBAL_V6: Final = IPv6Network("2000::/3")
_PRIVATE_V6: Final = tuple(
    IPv6Network(text)
    for text in (
        "2001::/23",  # IETF protocols, Teredo among them
        "2001:db8::/32",
        "2002::/16",  # 6to4
        "3fff::/20",
        "2620:4f:8000::/48",
    )
)
# What clouds tell their machines, keys included. No operator's list can open these.
_METADATA: Final = tuple(
    ip_network(text)
    for text in (
        "169.254.0.0/16",  # AWS, Azure, GCP, OpenStack, DigitalOcean, Tencent, ECS, EKS
        "100.100.100.200/32",  # Alibaba
        "168.63.129.16/32",  # Azure
        "192.0.0.192/32",  # Oracle
        "fd00:ec2::/32",  # AWS
        "fd20:ce::/32",  # GCP
        "fd00:42::42/128",  # Scaleway
        "fe80::/10",
    )
)

_MAPPED: Final = IPv6Network("::ffff:0:0/96")
_NAT64: Final = IPv6Network("64:ff9b::/96")
_TEREDO: Final = IPv6Network("2001::/32")
_SIX_TO_FOUR: Final = IPv6Network("2002::/16")
# Networks whose last 32 bits are an IPv4 address.
_LAST_BITS: Final = tuple(
    IPv6Network(text) for text in ("::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48")
)
_ISATAP: Final = (0x0000_5EFE, 0x0200_5EFE)


def is_public(address: Address) -> bool:
    """Return whether `address`, and each that it carries, belongs to the open internet."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _PRIVATE_V4)
    carried = _carried(address)
    if not all(is_public(inner) for inner in carried):
        return False
    if address in _MAPPED or address in _NAT64:
        return True
    return address in _GLOBAL_V6 and not any(address in network for network in _PRIVATE_V6)


def is_metadata(address: Address) -> bool:
    """Return whether `address`, or one that it carries, may be a cloud's metadata service."""
    if any(address.version == network.version and address in network for network in _METADATA):
        return True
    return isinstance(address, IPv6Address) and any(is_metadata(inner) for inner in _carried(address))


def _carried(address: IPv6Address) -> tuple[IPv4Address, ...]:
    """Return the IPv4 addresses inside an IPv6 address."""
    number = int(address)
    inner: list[int] = []
    if any(address in network for network in _LAST_BITS):
        inner.append(number)
    if address in _SIX_TO_FOUR:
        inner.append(number >> 80)
    if address in _TEREDO:
        # The server in the clear, the client with its bits turned.
        inner += [number >> 64, ~number]
    if (number >> 32) & 0xFFFF_FFFF in _ISATAP:
        inner.append(number)
    return tuple(IPv4Address(bits & 0xFFFF_FFFF) for bits in inner)
