"""What a block of text looks like by its wording: credits, prompts, pointers, labels.

Words are hints, not verdicts: each kind is one feature among many, and how much it says
is learned. Only short blocks are looked at; running text may hold any of these words.
A word is known by its first six letters, so that its endings need no entries.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

#: Blocks longer than this are running text, whatever words they hold.
LONGEST_HINT = 240

#: Letters by which a word is known.
STEM = 6

#: Words that hint at a kind wherever they stand in a block.
ANYWHERE: dict[str, str] = {
    "credit": "getty afp reuters dpa imago shutterstock istock alamy unsplash epa pixabay pexels"
    " screenshot symbolbild symbolfoto archivfoto bildquelle fotografie",
    "newsletter": "newsletter subscribe subscription abonnieren abonnez abonnement suscríbete"
    " iscriviti inscrivez inscrever inbox posteingang nieuwsbrief nyhetsbrev nyhedsbrev uutiskirje"
    " boletín infolettre notifications signup",
    "follow": "follow folgen suivez síguenos seguici volg facebook instagram twitter whatsapp"
    " telegram linkedin youtube tiktok podcast spotify app",
    "share": "share sharing tweet teilen partager compartir condividi udostępnij copy kopieren"
    " bookmark merken drucken imprimer",
    "person": "writer editor journalist reporter correspondent author freelance founder contributor"
    " columnist blogger redakteur redakteurin autorin korrespondent volontär auteur periodista"
    " giornalista bio",
    "comments": "comment comments kommentar kommentare commentaire comentario comentário commento"
    " reacties reply replies antworten says sagt moderated",
    "login": "login log sign logged subscriber subscribers abonnenten abonné premium anmelden"
    " einloggen registrieren registered konto account unlock paywall spenden donate donation"
    " unterstützen",
    "disclaimer": "disclosure disclaimer affiliate commission commissions correction korrektur"
    " privacy policy datenschutz terms agb newsletter-anmeldung provision endorsement",
    "copyright": "copyright rights reserved rechte vorbehalten droits réservés derechos direitos"
    " diritti rechten",
    "minutes": "lesezeit lesedauer lecture min minuten minutes",
    "sale": "buy shop order book demo free download apply kaufen bestellen cart deal deals sale"
    " coupon price jetzt register webinar consultation quote",
    "error": "javascript browser cookies enable loading laden error player embed externer"
    " externen iframe",
    "contact": "phone telefon fax email contact kontakt tel www http https address",
    "cookie": "cookie consent gdpr einwilligung tracking",
}

#: Words that hint at a kind at the beginning of a block.
AT_FIRST: dict[str, str] = {
    "credit": "foto fotos photo photos image images bild bilder picture pictures imagen imagem"
    " immagine fot zdj kuva credit credits fotografía illustration grafik video photograph pictured"
    " caption photographer photography visual",
    "source": "source sources quelle quellen fuente fonte źródło kilde källa lähde zdroj forrás",
    "pointer": "read related recommended watch listen lesen lies weiterlesen siehe passend weitere"
    " lire voir leer lea ver leia veja leggi guarda lees bekijk les læs läs lue czytaj zobacz"
    " więcej čtěte přečtěte olvass citește διαβάστε читайте ayrıca haberin ilgili also further"
    " more mehr plus más meer see click find learn check discover next previous don",
    "byline": "by von par por di da door av af od text autor autoren auteur author written words"
    " reporting edited story redaktion interview protokoll posted published reviewed updated"
    " geschrieben veröffentlicht publié publicado actualizado pubblicato stand last",
    "advert": "advertisement anzeige publicité publicidad pubblicità publicidade werbung reklame"
    " sponsored promoted annonse annons scroll continue article",
    "filed": "tags tag topics topic filed themen thema schlagworte schlagwörter stichworte mots"
    " categories category kategorie kategorien catégories etiquetas keywords rubrik",
    "contents": "contents table inhalt sommaire índice indice jump overview inhaltsverzeichnis"
    " highlights key",
    "note": "note editor hinweis nota anm this dieser dieses cet este originally correction update",
    "about": "about über à sobre",
    "question": "what how why when who where which is are can do does was wie warum wann wer"
    " qué cómo quel comment pourquoi",
}

#: What a heading announces for the blocks under it, by its words.
HEADINGS: dict[str, str] = {
    "others": "related recommended recommends read latest recent trending popular similar further"
    " also might like lesen weitere aktuelle neueste meistgelesen verwandte ähnliche mehr auch lire"
    " voir dernières articles relacionadas últimas más leggi altri correlati meer lees siste läs"
    " lue czytaj zobacz polecane stories posts news",
    "comments": "comments comment kommentare kommentar comentarios commentaires commenti reacties"
    " reply leave diskussion discussion",
    "person": "author authors autor autorin auteur über contributor contact kontakt",
    "prompt": "newsletter subscribe sign abonnieren follow share teilen join donate spenden support"
    " unterstützen download demo started",
    "sources": "sources references quellen bibliography footnotes literatur links citations tags"
    " topics themen categories kategorien",
    "contents": "contents inhalt sommaire takeaways overview inhaltsverzeichnis",
    "questions": "faq faqs frequently häufig questions",
    "end": "conclusion fazit final summary bottom zusammenfassung closing conclusions",
}

#: The hint that a block begins as one that sends the reader elsewhere.
POINTER = "~1pointer"

_WORD = re.compile(r"[^\W\d_]+")
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.h]\d\d\b|\b\d{1,2}/\d{1,2}\b")
_DIGIT = re.compile(r"\d")
_SIGNS = {
    "©": "~copyright",
    "@": "~contact",
    "://": "~contact",
    "|": "~bar",
    "▶": "~play",
    "•": "~bullet",
    "€": "~price",
    "$": "~price",
    "£": "~price",
    "→": "~pointer",
    "»": "~pointer",
}
_SIGN = re.compile("|".join(map(re.escape, _SIGNS)))


def _by_stem(table: Mapping[str, str]) -> dict[str, str]:
    return {word[:STEM]: kind for kind, words in table.items() for word in words.split()}


_ANYWHERE = {stem: f"~{kind}" for stem, kind in _by_stem(ANYWHERE).items()}
_AT_FIRST = {stem: f"~1{kind}" for stem, kind in _by_stem(AT_FIRST).items()}
_HEADINGS = _by_stem(HEADINGS)


def hints(text: str) -> set[str]:
    """The kinds that a block's words and signs hint at; none for a long one."""
    if len(text) > LONGEST_HINT:
        return set()
    stems = [word[:STEM] for word in _WORD.findall(text.lower())]
    found = set(filter(None, map(_ANYWHERE.get, stems)))
    if stems and (first := _AT_FIRST.get(stems[0])):
        found.add(first)
    found.update([_SIGNS[sign] for sign in _SIGN.findall(text)])
    if len(text) < 120 and _DIGIT.search(text) and _DATE.search(text):
        found.add("~date")
    return found


def announced(heading: str) -> str:
    """What a heading announces (``others``, ``comments`` ...); ``plain`` for one of the text."""
    for word in _WORD.findall(heading[:60].lower())[:6]:
        if kind := _HEADINGS.get(word[:STEM]):
            return kind
    return "plain"
