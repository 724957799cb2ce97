"""The articles of the platform and what is true of each, made from a number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

_PLACES = ("Ahlbeck", "Birkenau", "Cladow", "Dornburg", "Eichwalde", "Falkensee", "Garching")
_FIELDS = ("Leichtbau", "Photonik", "Sensorik", "Robotik", "Textiltechnik", "Bioökonomie")
_EVENTS = (
    "Netzwerk eröffnet Prüflabor in {place}",
    "{field}: Verbund aus {place} erhält Förderung",
    "Mittelstand testet {field} im Werk {place}",
    "Neue Schulungen für {field} starten in {place}",
)
_PEOPLE = ("Jana Weidner", "Tobias Kerner", "Miriam Osthoff", "Lukas Brandl")
_MONTHS = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
)
_SENTENCES = (
    "Die Partner aus {place} haben den Plan am Montag den Mitgliedern vorgestellt.",
    "Im Mittelpunkt steht {field}, für die bisher nur wenige Betriebe eigene Anlagen haben.",
    "Rund {number} Unternehmen wollen sich an der gemeinsamen Werkstatt beteiligen.",
    "Die Leitung übernimmt das Institut in {place}, das schon die erste Stufe begleitet hat.",
    "Für die ersten {number} Betriebe bleibt der Zugang zwei Jahre lang ohne Gebühr.",
    "Über die Ergebnisse will der Verbund in {place} regelmäßig offen berichten.",
    "Ob daraus ein dauerhaftes Angebot wird, entscheidet der Beirat im Herbst.",
)


@dataclass(frozen=True)
class Story:
    """One article; what its page does not state is told by the feed or the listing."""

    number: int

    @cached_property
    def place(self) -> str:
        return _PLACES[self.number % len(_PLACES)]

    @cached_property
    def field(self) -> str:
        return _FIELDS[self.number % len(_FIELDS)]

    @cached_property
    def title(self) -> str:
        event = _EVENTS[self.number % len(_EVENTS)]
        return f"{event.format(place=self.place, field=self.field)} (Teil {self.number})"

    @cached_property
    def path(self) -> str:
        plain = self.title.lower().replace("ü", "ue").replace("ö", "oe").replace("ä", "ae")
        slug = "-".join("".join(c if c.isalnum() else " " for c in plain).split())
        return f"/news/{slug}/"

    @cached_property
    def day(self) -> date:
        return date(2026, 6, 1) - timedelta(days=9 * self.number)

    @cached_property
    def day_in_words(self) -> str:
        return f"{self.day.day}. {_MONTHS[self.day.month - 1]} {self.day.year}"

    @cached_property
    def author(self) -> str:
        return _PEOPLE[self.number % len(_PEOPLE)]

    @cached_property
    def tags(self) -> tuple[str, ...]:
        return (self.field, f"Region {self.place}")

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        words = {"place": self.place, "field": self.field, "number": 12 + self.number}
        count = len(_SENTENCES)
        return tuple(
            " ".join(
                _SENTENCES[(self.number + start + step) % count].format(**words)
                for step in range(3)
            )
            for start in (0, 2, 4)
        )

    @property
    def teaser(self) -> str:
        return f"{self.paragraphs[0][:110]} …"

    @property
    def page_states_date(self) -> bool:
        """Every third page prints no date."""
        return self.number % 3 != 2

    @property
    def page_states_author(self) -> bool:
        return self.number % 4 != 3

    @property
    def page_states_tags(self) -> bool:
        return self.number % 5 != 4
