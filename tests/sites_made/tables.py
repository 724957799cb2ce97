"""A hand-made platform in French, Finnish and Greek: nested tables, next to no class names.

Menu, article and side column are cells of one row. The paragraph on the platform that ends
every article is a plain paragraph of the article's own cell; the invitation to the
newsletter is a coloured table between its paragraphs.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.sites_made.made import ARTICLE, FURNITURE, MadePage, Writer

BASE = "http://www.reseau-tables.example"

_AUTHORS = ("Anne Roche", "Mika Salo", "Eleni Vassou")


@dataclass(frozen=True, slots=True)
class _Words:
    """What the platform says in one language."""

    name: str
    menu: tuple[str, ...]
    consent: str
    newsletter: str
    about: str
    share: str
    box: tuple[str, str]
    footer: str
    by: str
    fixed: tuple[str, str]  #: a heading and a sentence that many articles have


_SAID = {
    "fr": _Words(
        "Réseau des ateliers de l'Ouest",
        ("Accueil", "Nouvelles", "Annuaire", "Agenda", "Nous écrire"),
        "Ce site dépose des témoins de connexion pour compter ses visites. J'ai compris.",
        "Recevez notre lettre chaque mois : les appels, les rencontres, les nouveaux membres.",
        "Le Réseau des ateliers de l'Ouest réunit depuis 1998 les artisans et les laboratoires "
        "de quatre départements. Il compte 80 membres.",
        "Imprimer cette page | Envoyer à un ami",
        ("À noter", "Les bureaux sont ouverts du lundi au jeudi, de 9 à 17 heures."),
        "Réseau des ateliers de l'Ouest - 12, quai du Port - Nantes",
        "par",
        ("Pour aller plus loin", "Les dossiers complets peuvent être retirés à l'accueil."),
    ),
    "fi": _Words(
        "Lännen verstasverkosto",
        ("Etusivu", "Uutiset", "Jäsenet", "Kalenteri", "Ota yhteyttä"),
        "Sivusto käyttää evästeitä käyntien laskemiseen. Selvä juttu.",
        "Tilaa kirjeemme kerran kuussa: haut, tapaamiset ja uudet jäsenet yhdellä silmäyksellä.",
        "Lännen verstasverkosto on koonnut vuodesta 1998 neljän maakunnan käsityöläiset ja "
        "laboratoriot yhteen. Jäseniä on 80.",
        "Tulosta sivu | Lähetä ystävälle",
        ("Huomaa", "Toimisto on avoinna maanantaista torstaihin kello yhdeksästä viiteen."),
        "Lännen verstasverkosto - Satamakatu 12 - Turku",
        "kirjoittanut",
        ("Lisää aiheesta", "Täydelliset hakemukset voi noutaa toimistosta."),
    ),
    "el": _Words(
        "Δίκτυο εργαστηρίων της Δύσης",
        ("Αρχική", "Νέα", "Μέλη", "Ημερολόγιο", "Γράψτε μας"),
        "Ο ιστότοπος χρησιμοποιεί cookies για να μετρά τις επισκέψεις. Εντάξει.",
        "Λάβετε κάθε μήνα το γράμμα μας: προσκλήσεις, συναντήσεις και νέα μέλη με μια ματιά.",
        "Το Δίκτυο εργαστηρίων της Δύσης ενώνει από το 1998 τους τεχνίτες και τα εργαστήρια "
        "τεσσάρων νομών. Αριθμεί 80 μέλη.",
        "Εκτύπωση σελίδας | Αποστολή σε φίλο",
        ("Σημείωση", "Το γραφείο είναι ανοιχτό από Δευτέρα έως Πέμπτη, από τις 9 έως τις 17."),
        "Δίκτυο εργαστηρίων της Δύσης - Προκυμαία 12 - Πάτρα",
        "από",
        ("Για περισσότερα", "Οι πλήρεις φάκελοι διατίθενται στο γραφείο."),
    ),
}


def pages(count: int = 66) -> list[MadePage]:
    """The articles, in the order in which a crawl finds them."""
    return [_page(number) for number in range(count)]


def _page(number: int) -> MadePage:
    language = ("fr", "fi", "el")[number % 3]
    said, writer = _SAID[language], Writer(language, number)
    title, author = writer.title(), writer.choice(_AUTHORS)
    day = f"{number % 27 + 1}.{number % 12 + 1}.2019"
    iso = f"2019-{number % 12 + 1:02}-{number % 27 + 1:02}"
    url = f"{BASE}/{language}/uutinen{number}.html"
    html = f"""<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="author" content="{author}"><meta name="date" content="{iso}"></head>
<body bgcolor="#ffffff"><div style="position:fixed" {FURNITURE}>{said.consent}</div>
<table width="960"><tr><td colspan="3" {FURNITURE}><font size="6">{said.name}</font></td></tr>
<tr><td width="160" valign="top" {FURNITURE}>{_menu(said, language)}</td>
<td valign="top"><h1>{title}</h1><font size="2"><i>{day} {said.by} {author}</i></font>
{_body(said, writer)}<p {FURNITURE}>{said.about}</p><p {FURNITURE}>{said.share}</p></td>
<td width="180" valign="top" {FURNITURE}>{_side(said, language, number)}</td></tr>
<tr><td colspan="3" align="center" {FURNITURE}>{said.footer}</td></tr></table></body></html>"""
    return MadePage(url, html, title, author, iso, ())


def _menu(said: _Words, language: str) -> str:
    return "".join(
        f'<p><a href="/{language}/m{number}.html">{text}</a></p>'
        for number, text in enumerate(said.menu)
    )


def _body(said: _Words, writer: Writer) -> str:
    heading, sentence = said.fixed
    fixed = f"<h3 {ARTICLE}>{heading}</h3><p {ARTICLE}>{sentence}</p>"
    items = "".join(f"<li>{item}</li>" for item in writer.items())
    return f"""<p {ARTICLE}><b>{writer.sentence()} {writer.sentence()}</b></p>
<p {ARTICLE}>{writer.paragraph()}</p>
<table bgcolor="#eeeeff" {FURNITURE}><tr><td><font color="navy">{said.newsletter}</font></td></tr>
</table><p {ARTICLE}>{writer.paragraph()}</p>{fixed if writer.chance(0.5) else ""}
<ul {ARTICLE}>{items}</ul><p {ARTICLE}>{writer.paragraph()}</p>"""


def _side(said: _Words, language: str, number: int) -> str:
    rows = "".join(
        f'<tr><td><a href="/{language}/v{one}.html">{Writer(language, 30_000 + one).title()}</a>'
        "</td></tr>"
        for one in sorted({(number // 3 + step) % 6 for step in (0, 1, 3)})
    )
    head, text = said.box
    return f"<table>{rows}</table><p><b>{head}</b></p><p>{text}</p>"
