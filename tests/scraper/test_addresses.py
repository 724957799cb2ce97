"""Which addresses are public, and which names mean this machine."""

from __future__ import annotations

import pytest

from scraper.addresses import is_loopback, is_loopback_host, is_public


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"])
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.255.0.2", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1"),
        *("255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1"),
        *("ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1"),
        *("64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1", "100::1"),
        *("", "example.org", "2130706433", "0x7f000001", "1.2.3"),
    ],
)
def test_not_public(address: str) -> None:
    assert not is_public(address)


def test_loopback() -> None:
    assert all(map(is_loopback, ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"]))
    assert not any(map(is_loopback, ["10.0.0.1", "128.0.0.1", "::2", "localhost"]))


def test_loopback_hosts() -> None:
    named = ["localhost", "LOCALHOST:80", "preview.localhost:8000", "127.0.0.1:1", "[::1]:80"]
    assert all(map(is_loopback_host, named))
    assert not any(map(is_loopback_host, ["example.org", "localhost.example.org", "10.0.0.1:80"]))
