"""Walls and missing pages as platforms of many kinds print them, beside honest articles.

Of 40 walls and 40 missing pages at least 95 % are known as such, of 200 articles at most 1 %.
"""

from __future__ import annotations

from pathlib import Path

from archive.records import Form, PageKind, PageState, SiteTemplate, Vocabulary
from scraper.capture import capture
from scraper.read import read
from scraper.site import site_for_url
from tests.sites_made import blog, tables
from tests.sites_made.measure import example_pages

ROOT = Path(__file__).parents[1] / "pages"
URL = "https://unseen.example/news/a-title-of-some-length"

#: Title, heading and text; ``{form}`` is a field for a password.
_FORM = (
    "<form method=post><label>E-mail<input name=mail></label><label>*"
    "<input type=password name=pw></label><button>OK</button></form>"
)
_LOGIN = (
    ("Log in | Cluster Forum", "Log in", "Please enter your name and password. {form}"),
    ("Sign in - Member area", "Sign in to your account", "{form} Forgot your password?"),
    ("Anmelden – Netzwerk Nord", "Anmelden", "Bitte melden Sie sich an. {form}"),
    ("Mitgliederbereich", "Geschützter Bereich", "Dieser Bereich ist Mitgliedern. {form}"),
    ("Connexion | Pôle Mer", "Connexion", "Veuillez vous identifier. {form}"),
    ("Espace membres", "Espace membres", "Réservé aux adhérents. {form}"),
    ("Iniciar sesión | Clúster", "Iniciar sesión", "{form} ¿Olvidó su contraseña?"),
    ("Área de socios", "Área de socios", "Acceso para socios del clúster. {form}"),
    ("Accedi | Distretto", "Accedi", "Inserisci le tue credenziali. {form}"),
    ("Area riservata", "Area riservata", "Solo per i soci del distretto. {form}"),
    ("Inloggen | Topsector", "Inloggen", "Vul uw gegevens in. {form}"),
    ("Logowanie - Klaster", "Logowanie", "Podaj nazwę użytkownika i hasło. {form}"),
    ("Přihlášení", "Přihlášení uživatele", "Zadejte jméno a heslo. {form}"),
    ("Bejelentkezés", "Bejelentkezés", "Adja meg a jelszavát. {form}"),
    ("Logga in | Klustret", "Logga in", "Ange ditt lösenord. {form}"),
    ("Kirjaudu sisään", "Kirjaudu sisään", "Anna käyttäjätunnus ja salasana. {form}"),
)
_CHECKS = (
    ("Just a moment...", "cluster.example", "Verifying that you are not a robot."),
    ("Attention Required! | Cloud", "Sorry, you have been blocked", "Ray ID: 7f3a"),
    ("Access denied", "Access denied", "You do not have permission. Reference #18.2f"),
    ("Access to this page has been denied", "Press and hold", "to confirm you are human"),
    ("Are you a robot?", "Are you a robot?", "Please tick the box to go on."),
    ("Security check", "Security check", "One more step before you proceed."),
    ("DDoS protection", "Checking your browser", "This process is automatic."),
    ("Pardon Our Interruption", "Pardon Our Interruption", "Something made us think you are a bot"),
    ("Zugriff verweigert", "Zugriff verweigert", "Ihre Anfrage wurde abgelehnt."),
    ("Accès refusé", "Accès refusé", "Votre demande a été bloquée."),
    ("403 Forbidden", "403 Forbidden", "nginx"),
    ("Request rejected", "Request rejected", "The requested URL was rejected. ID: 8812"),
)
_CONSENTS = (
    ("Before you continue", "Before you continue", "We use cookies and data to run services."),
    ("Bevor Sie fortfahren", "Bevor Sie fortfahren", "Wir verwenden Cookies für Statistik."),
    ("Avant de continuer", "Avant de continuer", "Nous utilisons des cookies."),
    ("We value your privacy", "We value your privacy", "We and our partners store information."),
    ("Consent required", "Consent required", "Accept cookies to visit this site."),
)
_PAID = (
    ("Fund opens", "Fund opens", "Subscribe to continue reading this story."),
    ("New lab", "New lab", "This article is for subscribers only. Already a subscriber?"),
    ("Förderung", "Förderung", "Jetzt weiterlesen mit einem Abo. Nur für Abonnenten."),
    ("Le fonds", "Le fonds", "La suite est réservée aux abonnés."),
    ("Il fondo", "Il fondo", "Contenuto riservato agli abbonati."),
    ("El fondo", "El fondo", "Contenido exclusivo para suscriptores."),
    ("Members' news", "Members' news", "You must be logged in to view this content."),
)
WALLS = (*_LOGIN, *_CHECKS, *_CONSENTS, *_PAID)
MISSING = (
    ("404 | Cluster", "404", "Nothing here."),
    ("Error 404", "Error 404", "The address may be wrong."),
    ("404 Not Found", "404 Not Found", "nginx"),
    ("Page not found", "Oops!", "That page is gone."),
    ("Not found - Forum", "Not Found", "Try the search."),
    ("Cluster Forum", "Page not found", "It may have been moved."),
    ("Cluster Forum", "The requested page could not be found", "Go to the start page."),
    ("Cluster Forum", "This page does not exist", "Check the address."),
    ("Cluster Forum", "Sorry, we can't find that page", "Use the menu."),
    ("Cluster Forum", "Content not found", "It is no longer available."),
    ("Cluster Forum", "Article no longer available", "It was withdrawn."),
    ("Seite nicht gefunden", "Seite nicht gefunden", "Bitte prüfen Sie die Adresse."),
    ("Netzwerk", "Diese Seite existiert nicht", "Zur Startseite."),
    ("Netzwerk", "Die gewünschte Seite wurde nicht gefunden", "Zur Suche."),
    ("Netzwerk", "Fehler 404", "Die Seite gibt es nicht mehr."),
    ("Netzwerk", "Artikel nicht gefunden", "Er wurde gelöscht."),
    ("Page introuvable", "Page introuvable", "Vérifiez l'adresse."),
    ("Pôle", "Cette page n'existe pas", "Retour à l'accueil."),
    ("Pôle", "Erreur 404", "La page demandée a été déplacée."),
    ("Página no encontrada", "Página no encontrada", "Vuelva al inicio."),
    ("Clúster", "La página solicitada no existe", "Use el buscador."),
    ("Pagina non trovata", "Pagina non trovata", "Torna alla home."),
    ("Distretto", "La pagina richiesta non esiste", "Verifica l'indirizzo."),
    ("Pagina niet gevonden", "Pagina niet gevonden", "Ga naar de homepage."),
    ("Topsector", "Deze pagina bestaat niet", "Gebruik de zoekfunctie."),
    ("Página não encontrada", "Página não encontrada", "Volte ao início."),
    ("Nie znaleziono strony", "Nie znaleziono strony", "Sprawdź adres."),
    ("Klaster", "Strona nie istnieje", "Wróć na stronę główną."),
    ("Stránka nenalezena", "Stránka nenalezena", "Zkontrolujte adresu."),
    ("Az oldal nem található", "Az oldal nem található", "Ellenőrizze a címet."),
    ("Sidan hittades inte", "Sidan hittades inte", "Kontrollera adressen."),
    ("Siden findes ikke", "Siden findes ikke", "Gå til forsiden."),
    ("Sivua ei löytynyt", "Sivua ei löytynyt", "Tarkista osoite."),
    ("Lehekülge ei leitud", "Lehekülge ei leitud", "Kontrollige aadressi."),
    ("Lapa nav atrasta", "Lapa nav atrasta", "Pārbaudiet adresi."),
    ("Puslapis nerastas", "Puslapis nerastas", "Patikrinkite adresą."),
    ("Stranica nije pronađena", "Stranica nije pronađena", "Provjerite adresu."),
    ("Stran ni najdena", "Stran ni najdena", "Preverite naslov."),
    ("Η σελίδα δεν βρέθηκε", "Η σελίδα δεν βρέθηκε", "Ελέγξτε τη διεύθυνση."),
    ("Страницата не е намерена", "Страницата не е намерена", "Проверете адреса."),
)


def _state(page: str, url: str = URL) -> PageState:
    captured = capture(
        url, page.encode(), form=Form.HTTP, captured_at="2026-05-01T00:00:00+00:00", status=200
    )
    words = Vocabulary(template=SiteTemplate())
    site = site_for_url(url)
    return read(captured, site, url=url, vocabulary=words, expected=PageKind.ARTICLE).state


def _page(number: int, said: tuple[str, str, str]) -> str:
    """Three ways in which systems print such a page."""
    title, heading, text = said[0], said[1], said[2].format(form=_FORM)
    menu = "<ul class=menu><li><a href='/'>Start</a></li><li><a href='/news'>News</a></li></ul>"
    shape = (
        f"<header>{menu}</header><main><h1>{heading}</h1><p>{text}</p></main><footer>©</footer>",
        f"<div id=top>{menu}</div><div class='col content'><h1>{heading}</h1>{text}</div>",
        f"<section class=hero><h1>{heading}</h1></section><article><p>{text}</p></article>{menu}",
    )[number % 3]
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{shape}</body></html>"


def _recall(pages: tuple[tuple[str, str, str], ...], state: PageState) -> float:
    found = [_state(_page(number, one)) is state for number, one in enumerate(pages)]
    return sum(found) / len(found)


def test_walls_are_known() -> None:
    assert len(WALLS) == 40
    assert _recall(WALLS, PageState.WALL) >= 0.95


def test_missing_pages_are_known() -> None:
    assert len(MISSING) == 40
    assert _recall(MISSING, PageState.SOFT_404) >= 0.95


def test_articles_are_taken_for_neither() -> None:
    pages = [(one.url, one.html) for made in (blog, tables) for one in made.pages()]
    pages += [(url, page) for url, page, *_ in example_pages()]
    pages += [
        (f"{URL}-{path.stem}", path.read_text(encoding="utf-8"))
        for path in sorted(ROOT.glob("*/*.html"))
        if "listing" not in path.name
    ]
    assert len(pages) >= 200
    states = [_state(page, url) for url, page in pages]
    taken = sum(state in (PageState.WALL, PageState.SOFT_404) for state in states)
    assert taken <= 0.01 * len(pages)
