"""What the articles are about: sectors with their years, and the tag vocabulary."""

from __future__ import annotations

import math
from typing import NamedTuple


class Term(NamedTuple):
    """A term of the platform's tag vocabulary."""

    label: str
    slug: str
    number: int  #: Drupal's term id

    @property
    def path(self) -> str:
        """Site path of the term's listing."""
        return f"/tags/{self.slug}"


class Topic(NamedTuple):
    """A sector: its tag, its name by language, and the year it was in fashion."""

    tag: str
    name: dict[str, str]
    peak: int


TERMS = {
    label: Term(label, slug, 3700 + number)
    for number, (label, slug) in enumerate(
        (
            ("Agri-food", "agri-food"),
            ("Textiles", "textiles"),
            ("Photonics", "photonics"),
            ("Hydrogen", "hydrogen"),
            ("Wood & furniture", "wood-furniture"),
            ("Space", "space"),
            ("Packaging", "packaging"),
            ("Mobility / logistics", "mobility-logistics"),
            ("Circular economy", "circular-economy"),
            ("Health & care", "health-care"),
            ("Semiconductors", "semiconductors"),
            ("Maritime", "maritime"),
            ("Advanced manufacturing", "advanced-manufacturing"),
            ("Digital transition", "digital-transition"),
            ("Bioeconomy", "bioeconomy"),
            ("Tourism", "tourism"),
            ("Cluster Cooperation", "cluster-cooperation"),
            ("Cluster policy", "cluster-policy"),
            ("Smart Specialisation", "smart-specialisation"),
            ("smart specialization", "smart-specialization"),
            ("Internationalisation", "internationalisation"),
            ("SME support", "sme-support"),
            ("Skills", "skills"),
            ("value chains", "value-chains"),
            ("Öko-Innovation", "oko-innovation"),
            ("Quantum", "quantum"),
        )
    )
}

#: A term without a single article: its listing answers 200 and is empty.
EMPTY_TERM = TERMS["Quantum"]

#: The term whose page carries four pagers.
CROWDED_TERM = TERMS["Cluster policy"]


def _topic(tag: str, names: str, peak: int) -> Topic:
    english, german, french = names.split("|")
    return Topic(tag, {"en": english, "de": german, "fr": french}, peak)


TOPICS = {
    "agri-food": _topic("Agri-food", "agri-food|Lebensmittel|agroalimentaire", 2018),
    "textiles": _topic("Textiles", "technical textiles|Textil|textile", 2016),
    "photonics": _topic("Photonics", "photonics|Photonik|photonique", 2017),
    "hydrogen": _topic("Hydrogen", "renewable hydrogen|Wasserstoff|hydrogène", 2023),
    "timber": _topic("Wood & furniture", "timber construction|Holzbau|bois", 2019),
    "space": _topic("Space", "space applications|Raumfahrt|spatiale", 2021),
    "packaging": _topic("Packaging", "sustainable packaging|Verpackung|emballage", 2020),
    "mobility": _topic("Mobility / logistics", "freight mobility|Logistik|logistique", 2016),
    "circular": _topic("Circular economy", "circular economy|Kreislaufwirtschaft|recyclage", 2020),
    "health": _topic("Health & care", "digital health|Gesundheit|santé", 2021),
    "semiconductors": _topic("Semiconductors", "semiconductors|Halbleiter|microélectronique", 2024),
    "maritime": _topic("Maritime", "maritime technology|Meerestechnik|maritime", 2015),
    "manufacturing": _topic(
        "Advanced manufacturing", "advanced manufacturing|Maschinenbau|mécanique", 2015
    ),
    "digital": _topic("Digital transition", "industrial data|Digitalisierung|numérique", 2022),
    "bioeconomy": _topic("Bioeconomy", "bioeconomy|Bioökonomie|biosourcée", 2025),
    "tourism": _topic("Tourism", "mountain tourism|Tourismus|touristique", 2018),
}


def fashion(topic: str, year: int) -> float:
    """How often a topic is written about in a year, relative to a quiet one (1.0)."""
    return 1.0 + 5.0 * math.exp(-(((year - TOPICS[topic].peak) / 1.5) ** 2))
