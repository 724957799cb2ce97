"""Which addresses on the network a crawl may connect to: public ones, and no others.

A link, a redirect or a name server may point at the machine we run on, at its
neighbours, or at the metadata service of a cloud. What counts is the address that a
connection is made to, so it is looked at there and not in the spelling of a URL.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

#: The only part of IPv6 that is handed out for public use (RFC 4291, 2.5.4).
_GLOBAL_UNICAST = IPv6Network("2000::/3")
#: Prefixes that carry an IPv4 address in the 32 bits after them: what is reached is that.
_CARRIERS = (
    (IPv6Network("::ffff:0:0/96"), 0),  # IPv4-mapped
    (IPv6Network("64:ff9b::/96"), 0),  # NAT64
    (IPv6Network("2002::/16"), 80),  # 6to4
)


def is_public(address: str) -> bool:
    """True for an address (``192.0.2.1``, ``2001:db8::1%eth0``) of the public internet."""
    number = _number(address)
    if number is None:
        return False
    if isinstance(number, IPv6Address) and number not in _GLOBAL_UNICAST:
        return False
    return number.is_global and not number.is_multicast and not number.is_reserved


def is_loopback(address: str) -> bool:
    """True for 127.0.0.0/8 and ::1, however they are wrapped."""
    number = _number(address)
    return number is not None and number.is_loopback


def is_loopback_host(host: str) -> bool:
    """True for a host (with or without port) that names this machine itself."""
    name = host.lower()
    name = name[1:].partition("]")[0] if name.startswith("[") else name.partition(":")[0]
    return name == "localhost" or name.endswith(".localhost") or is_loopback(name)


def _number(address: str) -> IPv4Address | IPv6Address | None:
    """The address as a number, unwrapped; None if it is none."""
    try:
        number = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    if isinstance(number, IPv6Address):
        for carrier, shift in _CARRIERS:
            if number in carrier:
                return IPv4Address((int(number) >> shift) & 0xFFFFFFFF)
    return number
