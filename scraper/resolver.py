"""Name resolution that hands out only addresses a crawl may connect to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from scrapy.resolver import CachingHostnameResolver
from twisted.internet.base import ReactorBase
from twisted.internet.interfaces import IAddress, IHostResolution, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

from scraper.addresses import is_loopback, is_public

#: Host -> the address it was refused for, so that a failed visit can say why. Every host
#: in it was asked for by a page of a site's own, so it stays small.
refused_hosts: dict[str, str] = {}


@implementer(IResolutionReceiver)
class _Filter:
    """Passes on the addresses that are allowed, at the moment they are used."""

    def __init__(self, receiver: Any, host: str, allow_loopback: bool) -> None:
        self._receiver = receiver
        self._host = host
        self._allow_loopback = allow_loopback

    def resolutionBegan(self, resolutionInProgress: IHostResolution) -> None:
        self._receiver.resolutionBegan(resolutionInProgress)

    def addressResolved(self, address: IAddress) -> None:
        number = str(getattr(address, "host", ""))
        if is_public(number) or (self._allow_loopback and is_loopback(number)):
            self._receiver.addressResolved(address)
        else:
            refused_hosts[self._host] = number

    def resolutionComplete(self) -> None:
        self._receiver.resolutionComplete()


class GuardedResolver(CachingHostnameResolver):
    """Scrapy's caching resolver, of IPv4 and IPv6, without the addresses that are refused.

    Literal addresses in all their spellings pass through it as well. What an HTTP
    proxy would connect to is not seen here, so proxies are off.
    """

    def __init__(self, reactor: ReactorBase, cache_size: int, allow_loopback: bool) -> None:
        super().__init__(reactor, cache_size)
        self._allow_loopback = allow_loopback

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: ReactorBase) -> Self:
        """Built by Scrapy, with the settings of the process."""
        settings = crawler.settings
        allow_loopback = settings.getbool("CLUSTERNEWS_ALLOW_LOOPBACK")
        return cls(reactor, settings.getint("DNSCACHE_SIZE"), allow_loopback)

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> IHostResolution:
        """Resolves as Twisted asks it to; no address at all is a failed look-up."""
        receiver: Any = _Filter(resolutionReceiver, hostName, self._allow_loopback)
        return super().resolveHostName(
            receiver,
            hostName,
            portNumber,
            addressTypes,
            transportSemantics,
        )
