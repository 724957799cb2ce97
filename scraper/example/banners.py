"""The consent banner in all its hidings.

The markup follows the generations of Drupal's *EU Cookie Compliance* module. In what
a server sends, the banner is mostly a JSON string in the settings script; the other
hidings are those of pages saved from a browser, or of themes with a banner of their own.
"""

from __future__ import annotations

import json
from html import escape
from typing import NamedTuple


class Wording(NamedTuple):
    """What a banner says in one language."""

    heading: str
    message: str
    agree: str
    more: str
    withdraw: str


WORDINGS = {
    "en": Wording(
        "We use cookies on this site to enhance your user experience",
        "By clicking any link on this page you are giving your consent for us to set cookies.",
        "OK, I agree",
        "No, give me more info",
        "Withdraw consent",
    ),
    "de": Wording(
        "Diese Website verwendet Cookies, um Ihren Besuch angenehmer zu machen",
        "Mit der weiteren Nutzung dieser Seite stimmen Sie dem Setzen von Cookies zu.",
        "Alle akzeptieren",
        "Nein, mehr Informationen",
        "Einwilligung zurückziehen",
    ),
    "fr": Wording(
        "Nous utilisons des cookies sur ce site pour améliorer votre visite",
        "En cliquant sur un lien de cette page, vous acceptez le dépôt de cookies.",
        "Tout accepter",
        "Plus d’informations",
        "Retirer mon consentement",
    ),
}


class Hiding(NamedTuple):
    """Where the banner stands on one page."""

    language: str = "en"
    element: str = ""  #: generation of the rendered element; empty: only in the settings
    body_class: str = ""  #: what the module's script adds to ``body``


_OPEN = "eu-cookie-compliance-popup-open"
HIDINGS = {
    "settings": Hiding(),
    "settings_de": Hiding("de"),
    "settings_fr": Hiding("fr"),
    "sliding": Hiding(element="sliding", body_class="sliding-popup-processed"),
    "sliding_more": Hiding(element="sliding_more", body_class="sliding-popup-processed"),
    "message": Hiding(element="message", body_class=_OPEN),
    "message_de": Hiding("de", element="message", body_class=_OPEN),
    "dialog": Hiding(element="dialog", body_class=_OPEN),
    "categories": Hiding("fr", element="categories", body_class=_OPEN),
    "noscript": Hiding(element="noscript"),
}
_BY_THEME = {
    "drupal7": ("settings", "sliding", "settings_de", "sliding_more", "noscript", "settings_fr"),
    "drupal7_stock": ("settings",),
    "drupal10": ("settings", "message", "dialog", "settings_fr", "categories", "message_de"),
}


def choose(theme: str, number: int) -> str:
    """The hiding of a story's page; neighbours differ."""
    hidings = _BY_THEME[theme]
    return hidings[number % len(hidings)]


def sentences() -> tuple[str, ...]:
    """What may stand in no field of an article, unless the article itself quotes it."""
    choices = ("Strictly necessary", "Anonymous statistics", "Save preferences")
    return tuple(text for words in WORDINGS.values() for text in words) + choices


def settings(hiding: str) -> dict[str, object]:
    """The module's part of the page's settings: the banner as a string of markup."""
    words = WORDINGS[HIDINGS[hiding].language]
    agreed = f"<div><div class='popup-content agreed'><h2>{words.heading}</h2></div></div>"
    return {
        "popup_enabled": 1,
        "popup_clicking_confirmation": 1,
        "popup_html_info": _sliding(words),
        "popup_html_agreed": agreed,
        "popup_delay": 1000,
        "popup_link": "/content/privacy-policy",
        "popup_language": HIDINGS[hiding].language,
        "cookie_lifetime": 100,
    }


def script_json(value: object) -> str:
    """JSON as Drupal writes it into a script: no bare ``<``, ``>``, ``&`` or quotes."""
    text = json.dumps(value, ensure_ascii=False)
    for letter in "<>&'":
        text = text.replace(letter, f"\\u{ord(letter):04X}")
    return text.replace("/", "\\/")


def element(hiding: str) -> str:
    """The banner as an element of the page, or nothing."""
    chosen = HIDINGS[hiding]
    words = WORDINGS[chosen.language]
    match chosen.element:
        case "sliding":
            return f'<div id="sliding-popup" class="sliding-popup-bottom">{_sliding(words)}</div>'
        case "sliding_more":
            return (
                '<div id="sliding-popup" class="sliding-popup-top clearfix">'
                f"<div>{_sliding_more(words)}</div></div>"
            )
        case "noscript":
            return f'<noscript><div class="cookie-notice">{_texts(words)}</div></noscript>'
        case "message" | "dialog" | "categories":
            return _modern(chosen.element, words)
        case _:
            return ""


def _texts(words: Wording) -> str:
    return f"<h2>{escape(words.heading)}</h2><p>{escape(words.message)}</p>"


def _sliding(words: Wording) -> str:
    return (
        f'<div class="popup-content info"><div id="popup-text">{_texts(words)}</div>'
        '<div id="popup-buttons">'
        f'<button type="button" class="agree-button">{escape(words.agree)}</button>'
        f'<button type="button" class="find-more-button">{escape(words.more)}</button>'
        "</div></div>"
    )


def _sliding_more(words: Wording) -> str:
    """7.x of 2018: the button for more stands inside the text."""
    return (
        f'<div class="popup-content info"><div id="popup-text">{_texts(words)}'
        '<button type="button" class="find-more-button eu-cookie-compliance-more-button">'
        f'{escape(words.more)}</button></div><div id="popup-buttons">'
        '<button type="button" class="agree-button eu-cookie-compliance-secondary-button">'
        f"{escape(words.agree)}</button></div></div>"
    )


def _modern(kind: str, words: Wording) -> str:
    """8.x and later: a message, a dialog with a role, or one with categories to choose."""
    role = "" if kind == "message" else ' role="alertdialog" aria-labelledby="popup-text"'
    choices = _categories() if kind == "categories" else ""
    return (
        f'<div id="sliding-popup" class="sliding-popup-bottom"><div{role} '
        'class="eu-cookie-compliance-banner eu-cookie-compliance-banner-info '
        f'eu-cookie-compliance-banner--{"categories" if choices else "default"}">'
        '<div class="popup-content info eu-cookie-compliance-content">'
        f'<div class="eu-cookie-compliance-message">{_texts(words)}'
        '<button type="button" class="find-more-button eu-cookie-compliance-more-button">'
        f"{escape(words.more)}</button></div>{choices}"
        '<div id="popup-buttons" class="eu-cookie-compliance-buttons">'
        '<button type="button" class="agree-button eu-cookie-compliance-agree-button">'
        f"{escape(words.agree)}</button></div></div></div></div>"
        '<div class="eu-cookie-withdraw-wrapper"><button type="button" '
        f'class="eu-cookie-withdraw-tab">{escape(words.withdraw)}</button></div>'
    )


def _categories() -> str:
    """Left in English under a French banner, as half-translated sites have it."""
    rows = "".join(
        f'<tr><td><input type="checkbox" name="cookie-categories" id="cookie-category-{name}">'
        f'<label for="cookie-category-{name}">{label}</label></td></tr>'
        for name, label in (("needed", "Strictly necessary"), ("counting", "Anonymous statistics"))
    )
    return (
        f'<table id="eu-cookie-compliance-categories">{rows}</table>'
        '<button type="button" class="eu-cookie-compliance-save-preferences-button">'
        "Save preferences</button>"
        '<button type="button" class="eu-cookie-compliance-accept-all-button">'
        "Accept all cookies</button>"
    )
