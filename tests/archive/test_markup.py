"""Markup and addresses, without what no reader sees of them."""

from __future__ import annotations

import pytest

from archive.markup import skeleton, steady_address


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.eu/x.jpg?itok=Ab3", "https://a.eu/x.jpg?itok=Zz9"),
        ("https://a.eu/s/styles/large/public/x.jpg", "https://a.eu/s/styles/small/public/x.jpg"),
        ("https://a.eu/x-300x200.jpg", "https://a.eu/x.jpg?w=800&h=600"),
        ("http://www.a.eu/x/", "https://a.eu/x"),
        ("https://a.eu/x?utm_source=m&id=5", "https://a.eu/x?id=5&fbclid=1"),
        ("https://a.eu/x?key=0123abcd99ff", "https://a.eu/x?key=ffff0000aaa1"),
        ("https://a.eu/x;jsessionid=1A2B?p=1", "https://a.eu/x?p=1"),
        ("https://a.eu/cdn-cgi/l/email-protection#1a2b", "https://a.eu/cdn-cgi/l/email-protection"),
        ("https://a.eu/Caf%C3%A9", "https://a.eu/Café"),
    ],
)
def test_addresses_that_lead_to_the_same(one: str, other: str) -> None:
    assert steady_address(one) == steady_address(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.eu/x", "https://a.eu/y"),
        ("https://a.eu/x?id=5", "https://a.eu/x?id=6"),
        ("https://a.eu/d?docid=0123abcd99ff", "https://a.eu/d?docid=ffff0000aaa1"),
        ("https://youtube.com/watch?v=dQw4w9WgXcQ", "https://youtube.com/watch?v=oHg5SJYRHA0"),
        ("https://a.eu/x.jpg", "https://a.eu/y.jpg"),
        ("mailto:a@b.eu", "mailto:c@b.eu"),
        ("https://a.eu/call-2025.pdf", "https://a.eu/call-2026.pdf"),
    ],
)
def test_addresses_that_lead_elsewhere(one: str, other: str) -> None:
    assert steady_address(one) != steady_address(other)


@pytest.mark.parametrize(
    "odd", ["", "http://[", "http://a.eu:x/?%%%", "?" + "a=b&" * 500, "\udcff"]
)
def test_odd_addresses_are_no_error(odd: str) -> None:
    assert isinstance(steady_address(odd), str)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("<p>a b</p>", "<div class='x'><p id=y>a\n b</p></div>", True),
        ("<p>a <span>b</span></p>", "<p>a b</p>", True),
        ("<p>a b</p>", "<p>a <strong>b</strong></p>", False),
        ("<h2>a</h2>", "<h3>a</h3>", False),
        ("<a href='/x?utm_id=1'>a</a>", "<a href='/x'>a</a>", True),
        ("<a href='/x?a=1&amp;b=2'>a</a>", "<a href='/x?a=1&b=2' title='t'>a</a>", True),
        ("<a href='/x'>a</a>", "<a href='/y'>a</a>", False),
        ("<img src='/x.jpg' width=5>", "<img src='/x.jpg' loading=lazy>", True),
        ("<figure><img src='/x.jpg' alt='a > b'></figure><p>a</p>", "<p>a</p>", True),
        ("<figure><figcaption>x <b>y</b></figcaption></figure><p>a</p>", "<p>a</p>", True),
        ("</figcaption><p>a</p>", "<p>a</p>", True),
    ],
)
def test_markup_that_a_reader_sees(one: str, other: str, same: bool) -> None:
    assert (skeleton(one) == skeleton(other)) is same
