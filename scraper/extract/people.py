"""Authors as bylines print them, and Drupal's "Submitted by" line in its translations."""

from __future__ import annotations

import re
from dataclasses import replace

from archive.records import Person
from scraper.extract.months import month_of, weekdays_of
from scraper.extract.people_names import Reading, read_names
from scraper.extract.text import clean_text

# Drupal's line per language: the verb, the word before the name (none where the name
# follows at once), the word before the date.
_SUBMITTED: tuple[tuple[str, str, str], ...] = (
    (r"submitted|posted|published|written|created|added", r"by", r"on|at"),  # en
    (r"gespeichert|verfasst|eingereicht|erstellt|veröffentlicht|geschrieben", r"von", r"am"),
    (r"(?:soumis|publié|proposé|posté|écrit|rédigé|créé|envoyé)e?", r"par", r"le|dans"),  # fr
    (
        r"enviad[oa]|publicad[oa]|escrit[oa]|creado|submetid[oa]|criado",
        r"por",
        r"el|em|a",
    ),  # es, pt
    (r"inviato|pubblicato|scritto|inserito|creato", r"da", r"il"),
    (r"ingediend|ingezonden|geplaatst|gepubliceerd|geschreven", r"door", r"op"),
    (r"(?:wysłan|opublikowan|dodan|przesłan)[aey]", r"przez", r"w dniu|dnia|w"),
    (r"indsendt|sendt inn|skrevet|oprettet|publisert", r"af|av", r"den|på"),  # da, nb
    (r"inskickat|skrivet|publicerat|postat|skickat", r"av", r"den|på"),
    (r"lähettänyt|kirjoittanut|julkaissut", r"", r"päivänä"),
    (r"beküldte|írta|közzétette", r"", r"ekkor"),
    (r"(?:vložil|odeslal|přidal|publikoval)(?:/a|\(a\)|a)?", r"", r"dne"),
    (r"(?:vložil|odoslal|pridal|publikoval)(?:/a|\(a\)|a)?", r"", r"dňa"),
    (r"trimis|postat|publicat|scris", r"de", r"la|în|pe"),
    (r"(?:poslao|objavio|napisao|poslala|objavila|napisala)(?: je)?", r"", r"na|dana"),  # hr
    (r"(?:objavil|poslal|napisal)a?", r"", r"dne"),  # sl
    (r"υποβλήθηκε|δημοσιεύτηκε|δημοσιεύθηκε", r"από", r"στις|την"),
    (r"публикувано|изпратено|добавено", r"от", r"на"),
    (r"enviat|publicat|escrit", r"per", r"el"),  # ca
    (r"postitas|avaldas", r"", r"kuupäeval"),
    (r"pateikė|paskelbė|parašė", r"", r"data"),
    (r"iesniedza|publicēja|ievietoja", r"", r"datums"),
    (r"curtha isteach|foilsithe", r"ag", r"ar"),
    (r"mibgħut|ippubblikat", r"minn", r"fi"),
)
_LINES = tuple(
    (
        re.compile(rf"(?:{verb})(?:\s+(?P<by>{by})|(?P<none>))(?=[\s:])", re.IGNORECASE),
        re.compile(rf"(?:^|\s)(?:{on})$", re.IGNORECASE),
        bool(by),
    )
    for verb, by, on in (*_SUBMITTED, ("by", "", "on"))
)
_ALONE = re.compile(r"(?:on|am|le|el|il|op|em|den) (?=.*\d)", re.IGNORECASE)

_NOBODY = re.compile(
    r"anonymous|anonym(?:e|er|ní|ny|ous)?|an[oó]nim[oa]?|anônim[oa]|anoniem|anonimowy|anonüümne|"
    r"anonimas|anonīms|névtelen|nimetön|ανώνυμος|анонимен|guest|gast|gäst|gjest|gæst|invit[ée]|"
    r"visiteur|visitante|ospite|host|vendég|vieras|gość|invitado|utente anonimo|not verified",
    re.IGNORECASE,
)
_UNVERIFIED = re.compile(
    r"\s*\((?:not verified|nicht (?:überprüft|bestätigt|verifiziert)|non vérifié(?:e)?|"
    r"no verificado|"
    r"non verificato|niet gecontroleerd|niet geverifieerd|não verificado|niezweryfikowany|"
    r"ikke verificeret|ikke bekreftet|inte verifierad|ei varmistettu|nem ellenőrzött|neověřeno|"
    r"neoverené|neverificat|nije potvrđeno|ni preverjeno|непотвърден|μη επαληθευμένος)\)\s*$",
    re.IGNORECASE,
)
#: An account may be called by one word.
_ACCOUNT = Reading(trusted=True)


def split_submitted(text: str) -> tuple[str | None, str | None]:
    """Name and date text of "Submitted by NAME on DATE" in any of Drupal's languages.

    Each is None where it is missing; both are None for a line that is no such line.
    """
    line = clean_text(text)
    for lead, link, needs_by in _LINES:
        match = lead.match(line)
        if match is None:
            continue
        before, date = _cut_date(line[match.end() :].lstrip(" :"))
        name = link.sub("", before).strip(" ,|·•–—-") or None
        is_named = match["by"] is not None or not needs_by
        if (date or needs_by) if is_named else (date and not name):
            return name, date
    return (None, _cut_date(line)[1]) if _ALONE.match(line) else (None, None)


def parse_byline(text: str) -> tuple[Person, ...]:
    """The authors that ``text`` names, as printed; nobody for Drupal's anonymous account.

    A name that the platform cut short (``Alina Danieles…``) keeps its dots and is marked.
    Several names are parted only where each part looks like a name of its own.
    """
    byline = clean_text(text)
    names = _UNVERIFIED.sub("", split_submitted(byline)[0] or byline)
    if not names or _NOBODY.fullmatch(names):
        return ()
    return tuple(replace(person, byline=byline) for person in read_names(names, _ACCOUNT))


def _cut_date(text: str) -> tuple[str, str | None]:
    """``text`` before its date, and the date: what begins with a figure, weekday or month."""
    words = text.split(" ")
    starts = [n for n, word in enumerate(words) if word[:1].isdigit()]
    for start in starts:
        first = start
        while first and _is_date_word(words[first - 1]):
            first -= 1
        before, date = " ".join(words[:first]), " ".join(words[first:])
        if re.search(r"\d\D+\d", date) and re.search(r"\d{4}", date):
            return before, date
    return text, None


def _is_date_word(word: str) -> bool:
    bare = word.strip(".,")
    return bool(weekdays_of(bare)) or month_of(bare) is not None
