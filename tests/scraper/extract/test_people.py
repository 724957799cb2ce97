from __future__ import annotations

import pytest

from scraper.extract.people import parse_byline, split_submitted


@pytest.mark.parametrize(
    ("line", "name", "date"),
    [
        (
            "Submitted by Íñigo Sáez on Fri, 06/05/2015 - 13:36",
            "Íñigo Sáez",
            "Fri, 06/05/2015 - 13:36",
        ),
        ("Submitted by ECCP Team on 05 April 2023", "ECCP Team", "05 April 2023"),
        ("Submitted by Mon on Cluster on 05 April 2023", "Mon on Cluster", "05 April 2023"),
        (
            "Gespeichert von Jörg Weiß am Fr, 05.06.2015 - 13:36",
            "Jörg Weiß",
            "Fr, 05.06.2015 - 13:36",
        ),
        ("Verfasst von Jörg Weiß am 5. April 2023", "Jörg Weiß", "5. April 2023"),
        ("Soumis par Élise Moreau le 5 avril 2023", "Élise Moreau", "5 avril 2023"),
        ("Enviado por Ana el Vie, 05/06/2015 - 13:36", "Ana", "Vie, 05/06/2015 - 13:36"),
        ("Beküldte Kovács János - 2016. október 28.", "Kovács János", "2016. október 28."),
        ("Vložil/a Jan Novák, 28. 10. 2016 - 12:00", "Jan Novák", "28. 10. 2016 - 12:00"),
        ("By Jane Doe, 5 April 2023", "Jane Doe", "5 April 2023"),
        ("Submitted on 05 April 2023", None, "05 April 2023"),
        ("on 05 April 2023", None, "05 April 2023"),
        ("Submitted by Jane", "Jane", None),
        ("Posted in News on 5 April 2023", None, None),
        ("By the way, nothing", None, None),
        ("Workshop on European Initiatives", None, None),
        ("", None, None),
    ],
)
def test_split_submitted(line: str, name: str | None, date: str | None) -> None:
    assert split_submitted(line) == (name, date)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Jane Doe", ["Jane Doe"]),
        ("By Jane Doe and John van Roe", ["Jane Doe", "John van Roe"]),
        ("Jane Doe, Project Manager", ["Jane Doe"]),
        ("Doe, Jane", ["Doe, Jane"]),
        ("Bram van der Velde", ["Bram van der Velde"]),
        ("Submitted by Ana Kovač on 05 April 2023", ["Ana Kovač"]),
        ("John Smith (not verified)", ["John Smith"]),
        ("Anonymous (not verified)", []),
        ("Anonymous (nicht überprüft)", []),
        ("Anonyme (non vérifié)", []),
        ("Gast", []),
        ("", []),
    ],
)
def test_parse_byline(byline: str, names: list[str]) -> None:
    assert [person.name for person in parse_byline(byline)] == names


def test_a_name_that_the_platform_cut_keeps_its_dots() -> None:
    for name in ("Alina Danieles…", "Alina Danielescu..."):
        (person,) = parse_byline(f"Submitted by {name} on 05 April 2023")
        assert (person.name, person.cut) == (name, True)
        assert person.byline == f"Submitted by {name} on 05 April 2023"


def test_a_team_is_no_person() -> None:
    assert [p.organisation for p in parse_byline("ECCP Team")] == [True]
    assert [p.organisation for p in parse_byline("Ana Kovač")] == [False]
