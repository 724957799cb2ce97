"""The made-up clusters, people and projects, and the real regions they are set in."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A region and its city, by language code."""

    region: dict[str, str]
    city: dict[str, str]


class Cluster(NamedTuple):
    """A made-up cluster organisation."""

    name: str
    place: str  #: key of :data:`PLACES`
    topic: str  #: key of :data:`scraper.example.subjects.TOPICS`


def _place(region: str, city: str) -> Place:
    """``"Upper Austria|Oberösterreich|Haute-Autriche"``: English, German, French.

    One name stands for all three languages.
    """
    return Place(_by_language(region), _by_language(city))


def _by_language(names: str) -> dict[str, str]:
    parts = names.split("|")
    return dict(zip(("en", "de", "fr"), parts if len(parts) == 3 else parts * 3, strict=True))


PLACES = {
    "skane": _place("Skåne", "Malmö"),
    "lodz": _place("the Łódź region|Mittelpolen|Pologne centrale", "Łódź"),
    "thuringia": _place("Thuringia|Thüringen|Thuringe", "Jena|Jena|Iéna"),
    "upper-austria": _place("Upper Austria|Oberösterreich|Haute-Autriche", "Linz"),
    "brittany": _place("Brittany|Bretagne|Bretagne", "Rennes"),
    "occitania": _place("Occitania|Okzitanien|Occitanie", "Toulouse"),
    "catalonia": _place("Catalonia|Katalonien|Catalogne", "Barcelona|Barcelona|Barcelone"),
    "emilia": _place("Emilia-Romagna|Emilia-Romagna|Émilie-Romagne", "Bologna|Bologna|Bologne"),
    "flanders": _place("Flanders|Flandern|Flandre", "Antwerp|Antwerpen|Anvers"),
    "wallonia": _place("Wallonia|Wallonien|Wallonie", "Liège|Lüttich|Liège"),
    "brabant": _place("North Brabant|Nordbrabant|Brabant-Septentrional", "Eindhoven"),
    "zealand": _place("Zealand|Seeland|Seeland", "Copenhagen|Kopenhagen|Copenhague"),
    "pirkanmaa": _place("Pirkanmaa", "Tampere"),
    "tartu": _place("Tartu County|Südestland|comté de Tartu", "Tartu"),
    "norte": _place("Northern Portugal|Nordportugal|Nord du Portugal", "Porto"),
    "crete": _place("Crete|Kreta|Crète", "Heraklion|Heraklion|Héraklion"),
    "banat": _place("the Banat|Westrumänien|Banat", "Timișoara"),
    "pannon": _place("West Pannon|Westpannonien|Pannonie occidentale", "Szombathely"),
    "moravia": _place("South Moravia|Südmähren|Moravie du Sud", "Brno|Brünn|Brno"),
    "saxony": _place("Saxony|Sachsen|Saxe", "Dresden|Dresden|Dresde"),
    "basque": _place("the Basque Country|Nordspanien|Pays basque", "Bilbao"),
    "ruse": _place("the Ruse region|Nordbulgarien|région de Roussé", "Ruse|Russe|Roussé"),
    "tyrol": _place("Tyrol|Tirol|Tyrol", "Innsbruck"),
    "kaunas": _place("Kaunas County|Mittellitauen|district de Kaunas", "Kaunas"),
}

CLUSTERS = (
    Cluster("Skåne Food Arena", "skane", "agri-food"),
    Cluster("Łódź Textile Circle", "lodz", "textiles"),
    Cluster("Saale Photonics Circle", "thuringia", "photonics"),
    Cluster("Danube Hydrogen Circle", "upper-austria", "hydrogen"),
    Cluster("Armor Timber Alliance", "brittany", "timber"),
    Cluster("Garonne Orbit Network", "occitania", "space"),
    Cluster("Llobregat Packaging Forum", "catalonia", "packaging"),
    Cluster("Via Emilia Mobility", "emilia", "mobility"),
    Cluster("Scheldt Circular Network", "flanders", "circular"),
    Cluster("Meuse Health Alliance", "wallonia", "health"),
    Cluster("Kempen Semicon Circle", "brabant", "semiconductors"),
    Cluster("Øresund Maritime Network", "zealand", "maritime"),
    Cluster("Tampere Robotics Ring", "pirkanmaa", "manufacturing"),
    Cluster("Emajõgi Digital Guild", "tartu", "digital"),
    Cluster("Douro Fashion Workshop", "norte", "textiles"),
    Cluster("Crete Bioeconomy Circle", "crete", "bioeconomy"),
    Cluster("Banat Software Circle", "banat", "digital"),
    Cluster("Pannon Furniture Network", "pannon", "timber"),
    Cluster("Brno Machinery Alliance", "moravia", "manufacturing"),
    Cluster("Elbe Silicon Circle", "saxony", "semiconductors"),
    Cluster("Nervión Energy Ring", "basque", "hydrogen"),
    Cluster("Danube Logistics Gate", "ruse", "mobility"),
    Cluster("Inn Valley Tourism Lab", "tyrol", "tourism"),
    Cluster("Nemunas Health Bridge", "kaunas", "health"),
)

PROJECTS = (
    "HYDROLINK", "TexLoop", "PhotonBridge 2.0", "FoodTrace East", "MariGreen",
    "ReSkill4Clusters", "WoodValue", "OrbitSME", "ClusterPeers", "SiliconSteps",
    "CareConnect", "PackWise", "LogiNode", "BioRing", "DataHarbour", "AlpenGuest",
)  # fmt: skip

PEOPLE = (
    "Ingrid Söderqvist", "Tomasz Wiśnicki", "Céline Ravaud", "Jörg Weißenbach", "Íñigo Arrutia",
    "Dimitra Pappa", "Ana Kovačević", "Zoltán Horvát", "Maarten de Wael", "Łucja Zielonka",
    "Søren Kjærgaard", "Răzvan Ioniță", "Petra Nováčková", "Katrin Tammsaar", "Émile Quéméneur",
    "Jūratė Kazlauskė", "Niamh Gallagher", "Matteo Ferrucci",
)  # fmt: skip

#: Longer than the 20 characters that Drupal prints of a user's name.
LONG_NAMES = (
    "Annelise Bartholomäus-Krogh", "Maximiliane Oberhauser-Lindt",
    "Konstantinos Papadimitrakopoulos", "Silvestre Sanfelices Quiroga",
)  # fmt: skip

TEAM = "ECCP Team"
