"""The words that newsrooms print beside a day, in every language that is read."""

from __future__ import annotations

import pytest

from scraper.extract.when_words import MODIFIED, OTHERS, PUBLISHED, first_label, labels_in
from tests.scraper.extract.test_when import dates

PRINTED = {
    "bg": "Публикувано на 6 май 2024 г.",
    "cs": "Publikováno 6. května 2024",
    "da": "Offentliggjort 6. maj 2024",
    "de": "Veröffentlicht am Montag, 6. Mai 2024",
    "el": "Δημοσιεύθηκε 6 Μαΐου 2024",
    "en": "Published Monday 6 May 2024",
    "es": "Publicado el 6 de mayo de 2024",
    "et": "Avaldatud 6. mail 2024",
    "fi": "Julkaistu 6. toukokuuta 2024",
    "fr": "Publié le lundi 6 mai 2024",
    "ga": "Foilsithe 6 Bealtaine 2024",
    "hr": "Objavljeno 6. svibnja 2024.",
    "hu": "Közzétéve: 2024. május 6.",
    "it": "Pubblicato il 6 maggio 2024",
    "lt": "Paskelbta 2024 m. gegužės 6 d.",
    "lv": "Publicēts 2024. gada 6. maijā",
    "mt": "Ippubblikat fis-6 ta' Mejju 2024",
    "nl": "Gepubliceerd op 6 mei 2024",
    "pl": "Opublikowano 6 maja 2024",
    "pt": "Publicado em 6 de maio de 2024",
    "ro": "Publicat la 6 mai 2024",
    "sk": "Zverejnené 6. mája 2024",
    "sl": "Objavljeno 6. maja 2024",
    "sv": "Publicerad den 6 maj 2024",
    "nb": "Publisert 6. mai 2024",
    "tr": "Yayınlanma tarihi 6 Mayıs 2024",
    "uk": "Опубліковано 6 травня 2024",
    "ru": "Опубликовано 6 мая 2024",
}


@pytest.mark.parametrize("language", sorted(PRINTED))
def test_a_label_in_every_language(language: str) -> None:
    line = PRINTED[language]
    changed = "<p>6 June 2024</p>"
    found = dates(f"<p>{line}</p>{changed}", lang=language, language=language)
    assert found.published_at == "2024-05-06"
    assert found.evidence[0].raw is not None


CHANGED = {
    "bg": "Обновено",
    "cs": "Aktualizováno",
    "da": "Opdateret",
    "de": "Zuletzt aktualisiert am",
    "el": "Τελευταία ενημέρωση",
    "en": "Last updated on",
    "es": "Última actualización:",
    "fi": "Päivitetty",
    "fr": "Mis à jour le",
    "hr": "Ažurirano",
    "hu": "Frissítve:",
    "it": "Ultimo aggiornamento:",
    "nl": "Laatst bijgewerkt op",
    "pl": "Ostatnia aktualizacja:",
    "pt": "Atualizado em",
    "ro": "Actualizat la",
    "sv": "Uppdaterad",
}


@pytest.mark.parametrize("language", sorted(CHANGED))
def test_the_day_of_a_change_is_no_day_of_publication(language: str) -> None:
    found = dates(f"<p>{CHANGED[language]} 06.05.2024</p>", lang=language, language=language)
    assert (found.published_at, found.modified_at) == (None, "2024-05-06")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Published 6 May, updated 8 May", ["published", "modified"]),
        ("Date de publication : 6 mai", ["published"]),
        ("Last updated on", ["modified"]),
        ("Application deadline", ["other", "other"]),
        ("© Example", ["other"]),
        ("unpublished, re-published, Veröffentlichungsfrist", ["published"]),
        ("6 May 2024", []),
    ],
)
def test_labels(text: str, kinds: list[str]) -> None:
    assert [label.kind for label in labels_in(text)] == kinds


def test_every_word_begins_with_three_letters() -> None:
    # Others would never be looked for.
    assert [word for word in (*PUBLISHED, *MODIFIED, *OTHERS) if not word[:3].isalpha()] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Published: 6 May 2024", "published"),
        ("Last updated 6 May 2024", "modified"),
        ("Deadline 6 May 2024", "other"),
        ("We published it on 6 May 2024", ""),
        ("Publisher of 6 May 2024", ""),
        ("© published 2024", ""),
        ("", ""),
    ],
)
def test_a_first_label_is_the_first_word(text: str, kind: str) -> None:
    assert first_label(text) == kind
