from __future__ import annotations

import pytest

from scraper.extract import language_cld2, language_langid
from scraper.extract.language import detect_language

TEXTS = {
    "en": "The harbour office has opened a register of test beds for all the boatyards.",
    "de": "Das Hafenamt hat ein Verzeichnis der Werkstätten eröffnet, allen Werften zur Freude.",
    "fr": "Le bureau du port a ouvert un inventaire des ateliers, utile à tous les chantiers.",
    "es": "La oficina del puerto ha abierto un registro de talleres para todos los astilleros.",
    "pl": "Urząd portowy otworzył spis warsztatów dla wszystkich stoczni na północnym brzegu.",
    "sv": "Hamnkontoret har öppnat ett register över verkstäder för alla varv på norra stranden.",
}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_detect_language(language: str) -> None:
    assert detect_language(TEXTS[language]) == language


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_both_detectors_agree(language: str) -> None:
    assert language_cld2.guess(TEXTS[language]) == language
    assert language_langid.guess(TEXTS[language]) == language


@pytest.mark.parametrize(
    "text", ["", "Too short", "2016 " * 40, "\x00\ud800 " * 50, "https://example.org/a/b " * 20]
)
def test_no_language_without_enough_words(text: str) -> None:
    assert detect_language(text) is None


def test_signs_and_addresses_change_nothing_however_many_there_are() -> None:
    words = "Der Vorstand hat gestern beschlossen, dass die neue Halle im Mai gebaut wird."
    few = words.replace(" ", " ٣_(½)12 ") + " http://example.org/news office@example.org C:\\temp"
    many = " ".join((words, *(chr(number) for number in range(0x2600, 0x2700))))
    assert detect_language(words) == detect_language(few) == detect_language(many) == "de"
