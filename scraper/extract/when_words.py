"""Words beside a date that say what it is the date of, in many languages: data.

Patterns are for whole words in lower case; ``\\w*`` stands for endings. The words are those
that newsrooms and content systems print, chosen by us from what interfaces say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

#: The day on which a text came out.
PUBLISHED: Final = (
    # English
    *("published", "posted", "publication", "publish date", "release date", "released", "issued"),
    *("first published", "originally published", "date of publication", "created", "written on"),
    # German
    *("veröffentlicht\\w*", "veröffentlichung\\w*", "publiziert", "erschienen", "erstellt"),
    *("eingestellt", "datum", "meldung vom", "pressemitteilung\\w*", "artikel vom", "beitrag vom"),
    *("nachricht vom", "mitteilung vom", "erscheinungsdatum", "verfasst"),
    # French
    *("publiée?s?", "publie", "paru\\w*", "mis en ligne", "mise en ligne", "postée?", "parution"),
    *("rédigé", "écrit le", "date de publication"),
    # Spanish, Catalan, Portuguese, Italian, Romanian
    *("publicad[oa]s?", "publicación", "fecha", "publicat\\w*", "publicació", "publicação"),
    *("publicado em", "data", "postad[oa]", "pubblicat[oa]", "pubblicazione", "inserito"),
    *("publicării", "postat\\w*", "adăugat"),
    # Dutch, Danish, Swedish, Norwegian
    *("gepubliceerd", "geplaatst", "publicatiedatum", "verschenen", "offentliggjort"),
    *("publiceret", "udgivet", "udgivelsesdato", "publicera[dt]\\w*", "publiceringsdatum"),
    *("utgiven", "publisert", "publiseringsdato", "dato"),
    # Finnish, Estonian, Latvian, Lithuanian
    *("julkaistu", "julkaisup\\w+", "julkaisu", "avaldatud", "postitatud", "avaldamise"),
    *("publicēt\\w*", "publicēšanas", "ievietots", "paskelbta", "publikuota", "publikavimo"),
    *("paskelbimo", "įkelta"),
    # Polish, Czech, Slovak, Slovenian, Croatian
    *("opublikowan\\w*", "publikacji", "data dodania", "dodan[oya]", "publikován\\w*"),
    *("zveřejněn\\w*", "vydáno", "vloženo", "publikace", "publikovan\\w*", "zverejnen\\w*"),
    *("uverejnen\\w*", "vydané", "pridané", "objavljen\\w*", "objave", "objava"),
    # Hungarian, Maltese, Irish, Turkish
    *("közzétéve", "közzététel\\w*", "megjelent", "megjelenés", "publikálva", "létrehozva"),
    *("ippubblikat\\w*", "pubblikazzjoni", "foilsithe", "foilsíodh", "arna fhoilsiú"),
    *("yayınlan\\w+", "yayımlan\\w+", "yayın tarihi", "eklenme tarihi"),
    # Bulgarian, Greek, Russian, Ukrainian
    *("публикуван\\w*", "дата на публикуване", "дата", "δημοσιεύ\\w+", "δημοσίευση\\w*"),
    *("αναρτήθηκε", "ημερομηνία", "опубликован\\w*", "публикации", "опубліковано"),
    "публікації",
)

#: The day of a later change.
MODIFIED: Final = (
    # English, German
    *("updated", "update", "modified", "last (?:change|edit|review|modifi|update|revis)\\w*"),
    *("edited", "revised", "reviewed", "amended", "corrected", "aktualisier\\w+", "geändert"),
    *("letzte (?:änderung|aktualisierung|bearbeitung)", "zuletzt \\w+", "überarbeitet"),
    *("bearbeitet", "stand", "änderungsdatum", "letztes update", "akt"),
    # French, Spanish, Catalan, Portuguese, Italian, Romanian
    *("mis(?:e)? à jour", "modifiée?", "actualisée?", "dernière (?:mise|modification)\\w*"),
    *("actualizad[oa]", "modificad[oa]", "última \\w+", "ultima \\w+", "actualització\\w*"),
    *("actualitza[td]\\w*", "atualizad[oa]", "aggiornat[oa]", "aggiornamento", "modificat[oa]?"),
    *("ultimo aggiornamento", "actualizat\\w*", "actualizare\\w*"),
    # Dutch, Danish, Swedish, Norwegian
    *("bijgewerkt", "gewijzigd", "laatste (?:wijziging|update)", "geüpdatet", "opdateret"),
    *("ændret", "uppdatera[dt]\\w*", "ändra[dt]", "oppdatert", "endret", "sist endret"),
    # Finnish, Estonian, Latvian, Lithuanian
    *("päivitetty", "muokattu", "uuendatud", "muudetud", "viimati \\w+", "atjaunot\\w*"),
    *("atjaunināt\\w*", "labots", "atnaujint\\w+", "pakeista", "redaguota"),
    # Polish, Czech, Slovak, Slovenian, Croatian
    *("zaktualizowan\\w*", "aktualizacj\\w+", "zmodyfikowan\\w*", "ostatnia \\w+"),
    *(
        "aktualizac\\w+",
        "aktualizován\\w*",
        "aktualizovan\\w*",
        "upraven\\w*",
        "posodobljen\\w*",
        "ažuriran\\w*",
    ),
    *("zadnja \\w+", "izmijenjen\\w*", "poslední \\w+", "posledná \\w+"),
    # Hungarian, Maltese, Irish, Turkish
    *("frissítve", "módosítva", "frissítés", "utolsó \\w+", "aġġornat\\w*", "nuashon\\w+"),
    *("güncellen\\w+", "güncelleme\\w*", "son güncelleme"),
    # Bulgarian, Greek, Russian, Ukrainian
    *("обновен\\w*", "актуализиран\\w*", "променен\\w*", "ενημερώ\\w+", "τελευταία \\w+"),
    *("τροποποι\\w+", "обновлен\\w*", "изменен\\w*", "оновлен\\w*", "змінено"),
)

#: The day of something else: of what the text announces, quotes or shows.
OTHERS: Final = (
    *("deadline\\w*", "closing", "due", "starts?", "ends?", "until", "till", "expires?", "valid"),
    *("event", "when", "born", "retrieved", "accessed", "copyright", "photo", "image", "opening"),
    *("registration", "apply", "application\\w*", "submission\\w*", "meeting", "start date"),
    *("end date", "begins?", "archived", "joined", "member since", "registered", "effective"),
    *("frist\\w*", "anmeldeschluss", "einsendeschluss", "bis", "termine?", "beginn", "ende"),
    *("veranstaltung\\w*", "bewerbungs\\w+", "geboren", "geb", "abgerufen", "foto", "bild", "seit"),
    *("date limite", "échéance", "clôture", "jusqu\\w*", "début", "fin", "inscription\\w*"),
    *("plazo", "hasta", "fecha límite", "inicio", "scadenza", "entro", "fino", "inizio", "prazo"),
    *("até", "termen\\w*", "uiterlijk", "sluitingsdatum", "tot", "frist", "senest", "sista"),
    *("tähtaeg", "määräaika", "termiņš", "terminas", "terminy?", "termín", "uzávěrk\\w+", "rok"),
    *("határidő", "προθεσμία", "έως", "краен срок", "срок", "son başvuru", "термін", "spriocdháta"),
    *("skadenza", "gyldig", "giltig", "voorbij", "events?", "évènement", "événement"),
)

#: Signs that say the same as :data:`OTHERS`.
_SIGN: Final = re.compile(r"©|\(c\)", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]{2,}")


def _group(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_LABEL: Final = re.compile(
    rf"(?:(?P<modified>{_group(MODIFIED)})|(?P<published>{_group(PUBLISHED)})"
    rf"|(?P<other>{_group(OTHERS)}))(?![\w-])",
    re.IGNORECASE,
)
#: The first letters of the words, so that most words of a text are not compared with any.
_STARTS: Final = frozenset(word[:3] for word in (*PUBLISHED, *MODIFIED, *OTHERS))


@dataclass(frozen=True, slots=True)
class Label:
    """A word that says what a date is the date of, and where it stands."""

    kind: str  #: ``published``, ``modified`` or ``other``
    start: int
    end: int


def labels_in(text: str) -> Iterator[Label]:
    """The labels in ``text``, in order."""
    behind = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < behind or word[0][:3].lower() not in _STARTS or text[start - 1 : start] == "-":
            continue
        if match := _LABEL.match(text, start):
            behind = match.end()
            yield Label(match.lastgroup or "", start, behind)
    if ("©" in text or "(" in text) and (sign := _SIGN.search(text)):
        yield Label("other", sign.start(), sign.end())


def first_label(text: str) -> str:
    """The kind of the label that ``text`` begins with; empty if it begins with another word."""
    word = _WORD.match(text)
    if word is None or word[0][:3].lower() not in _STARTS:
        return ""
    match = _LABEL.match(text)
    return (match.lastgroup or "") if match else ""
