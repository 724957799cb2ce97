"""Pages that answer 200 and say in any language that there is nothing, or not for everyone."""

from __future__ import annotations

import pytest

from archive.records import Form, PageKind, PageState, Severity, Visit
from scraper.capture import capture
from scraper.read import read
from scraper.site import site_for_url

URL = "https://platform.example/news/some-title"


def visit_of(body: str, url: str = URL, expected: PageKind = PageKind.UNKNOWN) -> Visit:
    captured = capture(
        url, body.encode(), form=Form.HTTP, captured_at="2026-05-01T00:00:00+00:00", status=200
    )
    return read(captured, site_for_url(url), url=url, expected=expected)


def page(title: str, *blocks: str, name: str = "Cluster Platform") -> str:
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title} | {name}</title></head>"
        f"<body><nav><a href='/'>Home</a></nav><main><h1>{title}</h1>{''.join(blocks)}</main>"
        "</body></html>"
    )


#: Language -> what platforms print where there is no such page.
MISSING = {
    "bg": ("Страницата не е намерена", "Търсената страница не съществува"),
    "cs": ("Stránka nenalezena", "Požadovaná stránka neexistuje"),
    "da": ("Siden blev ikke fundet", "Siden findes ikke"),
    "de": ("Seite nicht gefunden", "Die angeforderte Seite konnte nicht gefunden werden"),
    "el": ("Η σελίδα δεν βρέθηκε", "Η σελίδα που αναζητάτε δεν υπάρχει"),
    "en": ("Page not found", "Sorry, we couldn't find that page"),
    "es": ("Página no encontrada", "La página solicitada no existe"),
    "et": ("Lehekülge ei leitud", "Otsitud lehte ei leitud"),
    "fi": ("Sivua ei löytynyt", "Hakemaasi sivua ei löydy"),
    "fr": ("Page introuvable", "La page demandée n’existe pas"),
    "ga": ("Níor aimsíodh an leathanach", "Ní bhfuarthas an leathanach"),
    "hr": ("Stranica nije pronađena", "Tražena stranica ne postoji"),
    "hu": ("Az oldal nem található", "A keresett oldal nem létezik"),
    "it": ("Pagina non trovata", "La pagina richiesta non esiste"),
    "lt": ("Puslapis nerastas", "Ieškomas puslapis neegzistuoja"),
    "lv": ("Lapa nav atrasta", "Meklētā lapa neeksistē"),
    "mt": ("Il-paġna ma nstabitx", "Il-paġna ma teżistix"),
    "nl": ("Pagina niet gevonden", "Deze pagina bestaat niet"),
    "pl": ("Nie znaleziono strony", "Strona nie istnieje"),
    "pt": ("Página não encontrada", "A página solicitada não existe"),
    "ro": ("Pagina nu a fost găsită", "Pagina căutată nu există"),
    "sk": ("Stránka sa nenašla", "Požadovaná stránka neexistuje"),
    "sl": ("Stran ni najdena", "Iskana stran ne obstaja"),
    "sv": ("Sidan hittades inte", "Sidan kunde inte hittas"),
}
LOGIN = {
    "bg": "Вход",
    "cs": "Přihlášení",
    "da": "Log ind",
    "de": "Anmelden",
    "el": "Σύνδεση",
    "en": "Log in",
    "es": "Iniciar sesión",
    "et": "Logi sisse",
    "fi": "Kirjaudu sisään",
    "fr": "Connexion",
    "ga": "Logáil isteach",
    "hr": "Prijava",
    "hu": "Bejelentkezés",
    "it": "Accedi",
    "lt": "Prisijungti",
    "lv": "Pieslēgties",
    "mt": "Idħol",
    "nl": "Inloggen",
    "pl": "Zaloguj się",
    "pt": "Iniciar sessão",
    "ro": "Autentificare",
    "sk": "Prihlásenie",
    "sl": "Prijava",
    "sv": "Logga in",
}


@pytest.mark.parametrize("language", MISSING)
def test_a_page_that_is_not_there_in_every_language(language: str) -> None:
    for wording in MISSING[language]:
        found = visit_of(page(wording, "<p>404</p>"), expected=PageKind.ARTICLE)
        assert (found.state, found.article) == (PageState.SOFT_404, None), wording


@pytest.mark.parametrize("language", LOGIN)
def test_a_login_page_in_every_language(language: str) -> None:
    form = "<form><input name='u'><input type='password' name='p'><button>OK</button></form>"
    found = visit_of(page(LOGIN[language], form), expected=PageKind.ARTICLE)
    assert (found.state, found.article) == (PageState.WALL, None)


#: Headlines that begin as such a page does.
HEADLINES = (
    "Sorry, the future is cancelled, says the cluster of game makers",
    "Seite an Seite: Verbund und Land fördern das neue Labor",
    "Log in to the cluster: digital services for members start",
    "Nothing found? New search service finds partners for clusters",
    "Entrar no mercado: apoio para pequenas empresas do cluster",
)


@pytest.mark.parametrize("headline", HEADLINES)
def test_an_article_with_such_a_headline_is_an_article(headline: str) -> None:
    text = "The members of the cluster met in spring and agreed on a plan for the next years. " * 5
    body = page(headline, f"<p>{text}</p>" * 3, "<time datetime='2026-05-01'>1 May</time>")
    assert visit_of(body).state is PageState.FETCHED
    assert visit_of(body).kind is PageKind.ARTICLE


def test_who_is_kept_out_is_told_so_as_an_error() -> None:
    checked = visit_of(page("Just a moment...", "Checking your browser."))
    assert checked.state is PageState.WALL
    assert [(problem.code, problem.severity) for problem in checked.problems] == [
        ("kept_out", Severity.ERROR)
    ]
    asked = visit_of(page("Log in", "<input type='password'>"))
    assert asked.state is PageState.WALL
    assert "kept_out" not in [problem.code for problem in asked.problems]
