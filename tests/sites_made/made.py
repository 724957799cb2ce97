"""One page of a generated platform, and the words that it is written with.

What each part of a page is stands in an attribute that nothing but the tests reads:
``data-made`` is ``article`` around the text of the article and ``furniture`` around what
is none; what has neither counts as neither (title, date, names, tags, what no other page
of the site shows).
"""

from __future__ import annotations

import random
from dataclasses import dataclass

ARTICLE = 'data-made="article"'
FURNITURE = 'data-made="furniture"'


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page and the fields that must be read from it, template or not."""

    url: str
    html: str
    title: str
    author: str
    published: str  #: ISO day
    tags: tuple[str, ...]


WORDS = {
    "de": "Die Region stellt neue Mittel für Forschung bereit und lädt Betriebe ein sich am "
    "Vorhaben zu beteiligen dessen Ergebnisse im Herbst vorliegen sollen während Partner aus "
    "drei Ländern gemeinsam Verfahren erproben die weniger Wasser brauchen als bisher üblich "
    "war und Werkstoffe länger nutzbar machen",
    "pl": "Region przeznacza nowe środki na badania oraz zaprasza firmy do udziału w projekcie "
    "którego wyniki będą znane jesienią podczas gdy partnerzy z trzech krajów wspólnie "
    "sprawdzają metody zużywające mniej wody niż dotychczas i pozwalające dłużej używać "
    "materiałów",
    "fr": "La région consacre de nouveaux moyens à la recherche et invite les entreprises à "
    "prendre part au projet dont les résultats seront connus en automne tandis que des "
    "partenaires de trois pays essaient ensemble des procédés qui demandent moins d'eau que "
    "ceux employés jusque là",
    "fi": "Alue varaa uusia varoja tutkimukseen ja kutsuu yrityksiä mukaan hankkeeseen jonka "
    "tulokset valmistuvat syksyllä kun kumppanit kolmesta maasta kokeilevat yhdessä "
    "menetelmiä jotka kuluttavat vähemmän vettä kuin ennen ja pidentävät aineiden käyttöikää",
    "el": "Η περιφέρεια διαθέτει νέους πόρους για την έρευνα και καλεί επιχειρήσεις να λάβουν "
    "μέρος στο έργο του οποίου τα αποτελέσματα θα γίνουν γνωστά το φθινόπωρο ενώ εταίροι από "
    "τρεις χώρες δοκιμάζουν μαζί μεθόδους που χρειάζονται λιγότερο νερό από όσο πριν",
}


class Writer:
    """Makes up text in one language; the same seed writes the same."""

    def __init__(self, language: str, seed: int) -> None:
        self._words = WORDS[language].split()
        self._chance = random.Random(f"{language}-{seed}")

    def title(self) -> str:
        """Some words, with a number that no other title has by chance."""
        return f"{self._some(4, 8)} {self._chance.randint(100, 99_999)}"

    def sentence(self) -> str:
        """One sentence."""
        return f"{self._some(8, 16)}."

    def paragraph(self) -> str:
        """Two to four sentences."""
        return " ".join(self.sentence() for _ in range(self._chance.randint(2, 4)))

    def items(self) -> list[str]:
        """Some short lines."""
        return [self._some(2, 5) for _ in range(self._chance.randint(2, 4))]

    def chance(self, share: float) -> bool:
        """True with this probability."""
        return self._chance.random() < share

    def choice(self, among: tuple[str, ...]) -> str:
        """One of several."""
        return self._chance.choice(among)

    def sample(self, among: tuple[str, ...], count: int) -> list[str]:
        """Several of many."""
        return self._chance.sample(among, count)

    def _some(self, fewest: int, most: int) -> str:
        words = self._chance.choices(self._words, k=self._chance.randint(fewest, most))
        text = " ".join(words)
        return text[0].upper() + text[1:]
