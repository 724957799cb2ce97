"""Only allowed addresses leave the resolver, each time they are used."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.resolver import dnscache
from twisted.internet.address import IPv4Address, IPv6Address

from scraper.resolver import GuardedResolver, refused_hosts


class NameServer:
    """Answers with the next list of addresses each time it is asked."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)

    def resolveHostName(self, receiver: Any, name: str, *rest: Any) -> Any:
        receiver.resolutionBegan(None)
        for address in self.answers.pop(0):
            kind = IPv6Address if ":" in address else IPv4Address
            receiver.addressResolved(kind("TCP", address, 80))
        receiver.resolutionComplete()


class Receiver:
    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.complete = False

    def resolutionBegan(self, resolution: Any) -> None: ...

    def addressResolved(self, address: Any) -> None:
        self.addresses.append(address.host)

    def resolutionComplete(self) -> None:
        self.complete = True


@pytest.fixture(autouse=True)
def no_names_known() -> None:
    dnscache.clear()
    refused_hosts.clear()


def resolve(server: NameServer, *, cache: int = 0, loopback: bool = False) -> GuardedResolver:
    reactor: Any = SimpleNamespace(nameResolver=server)
    return GuardedResolver(reactor, cache, loopback)


def ask(resolver: GuardedResolver, host: str = "news.example") -> list[str]:
    receiver = Receiver()
    resolver.resolveHostName(receiver, host, 80)
    assert receiver.complete
    return receiver.addresses


def test_private_addresses_are_left_out_and_noted() -> None:
    server = NameServer(["10.0.0.1", "93.184.216.34", "::1", "169.254.169.254"])
    assert ask(resolve(server)) == ["93.184.216.34"]
    assert refused_hosts == {"news.example": "169.254.169.254"}


@pytest.mark.parametrize("cache", [0, 100])
def test_a_name_that_turns_inwards_is_caught(cache: int) -> None:
    """A name server may answer with a public address first, and with ours after that."""
    resolver = resolve(NameServer(["93.184.216.34"], ["127.0.0.2"], ["127.0.0.2"]), cache=cache)
    assert ask(resolver) == ["93.184.216.34"]
    assert "127.0.0.2" not in ask(resolver)
    dnscache.clear()
    assert ask(resolver) == []


def test_loopback_is_let_through_where_it_is_allowed_and_nothing_else() -> None:
    server = NameServer(["127.0.0.1", "10.0.0.1", "::1", "169.254.169.254"])
    assert ask(resolve(server, loopback=True)) == ["127.0.0.1", "::1"]
