"""Text that went through a wrong encoding: repaired where that is safe, left where it is not."""

from __future__ import annotations

import pytest

from archive.records import Fit
from scraper.clean.mojibake import MIXED, fit_of, repaired

FRENCH = "Le réseau a évalué l’essai – à Malmö, « naïvement »."


def twice(text: str, codec: str = "cp1252", times: int = 1) -> str:
    """``text`` as a program shows it that reads UTF-8 as something else."""
    for _ in range(times):
        text = "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode())
    return text


@pytest.mark.parametrize(
    "text",
    [
        FRENCH,
        "Zażółć gęślą jaźń; źródło: Łódź, „świętokrzyskie”.",
        "Сеть оценила испытание в Мальмё.",
        "Το δίκτυο αξιολόγησε τη δοκιμή.",
        "Příliš žluťoučký kůň úpěl ďábelské ódy.",
        "It’s only one sign",
        "one café",
    ],
)
def test_text_encoded_twice_is_what_was_meant(text: str) -> None:
    assert repaired(twice(text)) == text
    assert repaired(twice(text, "latin-1")) == text
    assert repaired(twice(text, times=2)) == text


def test_parts_encoded_twice_are_repaired_and_the_rest_is_left() -> None:
    assert repaired(f"{FRENCH} {twice(FRENCH)} {FRENCH}") == f"{FRENCH} {FRENCH} {FRENCH}"


@pytest.mark.parametrize(
    "text",
    [
        FRENCH,
        "NÃO HÁ EXCEÇÕES, diz a “INOVAÇÃO”; SÃO PAULO",
        "Das MENÜ“ und der Spaß… groß– süß” Fuß» Âge În",
        "Âge, Île, Ângela, Ðe, Ñandú, Îles, 5 €, â, Ã",
        "MARCHÉ» CAFÉ” À « É… Ê–",
        "Сеть оценила испытание",
        "Það er Ísland",
    ],
)
def test_text_that_may_be_meant_so_is_left(text: str) -> None:
    assert repaired(text) == text
    assert fit_of(text.encode()) is Fit.EXACT


def test_fits() -> None:
    assert fit_of(b"plain") is Fit.EXACT
    assert fit_of(twice(FRENCH).encode()) is Fit.ODD
    assert fit_of("a\ufffe".encode()) is Fit.ODD
    assert fit_of(b"caf\xe9") is Fit.MIXED


def test_bytes_that_are_no_utf_8_are_read_as_windows_1252() -> None:
    body = "été ".encode() + b"caf\xe9 \x93x\x94 \x81 \xc0\x80"
    assert body.decode("utf-8", MIXED) == "été café “x” \x81 À€"
