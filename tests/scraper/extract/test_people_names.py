"""Names in bylines of many shapes and languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract.people_names import LONGEST, Reading, is_lead, read_names
from scraper.extract.people_shapes import (
    is_organisation,
    key_of,
    looks_like_person,
    without_role,
)

STRICT, TRUSTED = Reading(False), Reading(True)


def names(text: str, reading: Reading = STRICT) -> list[str]:
    return [person.name for person in read_names(text, reading)]


@pytest.mark.parametrize(
    "line",
    [
        "By Ana Kovač",
        "By: Ana Kovač",
        "WRITTEN BY Ana Kovač",
        "Von Ana Kovač",
        "Ein Gastbeitrag von Ana Kovač",
        "Autorin: Ana Kovač",
        "Text: Ana Kovač",
        "Par Ana Kovač",
        "Propos recueillis par Ana Kovač",
        "Por Ana Kovač",
        "Di Ana Kovač",
        "A cura di Ana Kovač",
        "Door Ana Kovač",
        "Af Ana Kovač",
        "Av Ana Kovač",
        "Skrevet av Ana Kovač",
        "Kirjoittanut Ana Kovač",
        "Autor: Ana Kovač",
        "Raksts: Ana Kovač",
        "Parengė Ana Kovač",
        "Napisała Ana Kovač",
        "Od Ana Kovač",
        "Napsala Ana Kovač",
        "Piše: Ana Kovač",
        "Írta: Ana Kovač",
        "Scris de Ana Kovač",
        "Γράφει η Ana Kovač",
        "От Ana Kovač",
        "Автор: Ana Kovač",
        "Údar: Ana Kovač",
        "Minn Ana Kovač",
        "Yazan: Ana Kovač",
    ],
)
def test_what_leads_to_a_name_is_no_part_of_it(line: str) -> None:
    assert names(line) == ["Ana Kovač"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("By Ana Kovač and Bram van der Velde", ["Ana Kovač", "Bram van der Velde"]),
        ("Ana Kovač, Jörg Weiß und Élise Moreau", ["Ana Kovač", "Jörg Weiß", "Élise Moreau"]),
        ("Ana Kovač et Élise Moreau", ["Ana Kovač", "Élise Moreau"]),
        ("Ana Kovač y José Luis Ruiz", ["Ana Kovač", "José Luis Ruiz"]),
        ("Ana Kovač och Åsa Öberg", ["Ana Kovač", "Åsa Öberg"]),
        ("Ana Kovač/Jörg Weiß", ["Ana Kovač", "Jörg Weiß"]),
        ("by ANA KOVAČ, JÖRG WEISS and J. R. Doe", ["ANA KOVAČ", "JÖRG WEISS", "J. R. Doe"]),
        ("Ana Kovač, Economics Editor", ["Ana Kovač"]),
        ("Reporterin Ana Kovač", ["Ana Kovač"]),
        ("Ana Kovač in Berlin", ["Ana Kovač"]),
        ("Von Ana Kovač aus Brüssel", ["Ana Kovač"]),
        ("By Ana Kovač Published May 25, 2026 Last updated 6 hours ago", ["Ana Kovač"]),
        ("By Ana Kovač on 1 June 2019 at 08:34 PM. 51 Comments", ["Ana Kovač"]),
        ("04.02.2022 | 13:10 Uhr | Ana Kovač", ["Ana Kovač"]),
        ("April 5, 2023 by Ana Kovač", ["Ana Kovač"]),
        ("Ana Kovač, 01.12.2021", ["Ana Kovač"]),
        ("Ana Kovač ana.kovac@example.eu", ["Ana Kovač"]),
        ("Ana Kovač @anakovac", ["Ana Kovač"]),
        ("Ana Kovač (dpa)", ["Ana Kovač"]),
        ("Ana Kovač, dpa", ["Ana Kovač"]),
        ("Dr. Ana Kovač", ["Dr. Ana Kovač"]),
        ("Doe, Jane", ["Doe, Jane"]),
        ("Von der Leyen", ["Von der Leyen"]),
        ("Ana Kovač | Reviewed by John Doe", ["Ana Kovač"]),
        ("Ana Kovač\nÜbersetzt von\nJohn Doe", ["Ana Kovač"]),
        ("新間", ["新間"]),
        ("배윤경 기자", ["배윤경"]),
        ("Андрей Колесников", ["Андрей Колесников"]),
        ("Γιώργος Παπάς", ["Γιώργος Παπάς"]),
        ("Foto: Ana Kovač", []),
        ("© Ana Kovač", []),
        ("Photo by Ana Kovač", []),
        ("Quelle: Amtsblatt Hafen", []),
        ("5 May 2020", []),
        ("Learn More", []),
        ("Follow us on Facebook", []),
        ("", []),
        ("x" * (LONGEST + 1), []),
    ],
)
def test_read_names(line: str, found: list[str]) -> None:
    assert names(line) == found


def test_a_single_word_is_a_name_only_where_an_author_is_called() -> None:
    assert (names("zahlenfreundin"), names("zahlenfreundin", TRUSTED)) == ([], ["zahlenfreundin"])
    assert names("admin", TRUSTED) == []


@pytest.mark.parametrize(
    "name",
    [
        *("dpa", "AFP", "Reuters", "ANSA", "EFE", "APA", "PAP", "Lusa", "TASR", "dpa/AFP"),
        *("Associated Press", "Redaktion", "Editorial team", "La Rédaction", "Redakce"),
        *("Toimitus", "Staff", "News Desk", "Harbour Times", "ECCP Team", "harbour.example.eu"),
        *("Elbe Silicon GmbH", "Institut für Wasserbau"),
    ],
)
def test_agencies_and_desks_are_no_people(name: str) -> None:
    assert is_organisation(name)
    assert all(person.organisation for person in read_names(name, TRUSTED))


def test_what_the_site_calls_itself_is_no_person() -> None:
    house = Reading(True, frozenset({key_of("The Quayside")}))
    assert [p.organisation for p in read_names("Quayside", house)] == [True]
    assert [p.organisation for p in read_names("Ana Kovač", house)] == [False]


def test_a_name_that_is_cut_is_marked() -> None:
    (person,) = read_names("By Alina Danieles…", STRICT)
    assert (person.name, person.cut) == ("Alina Danieles…", True)


def test_one_key_for_the_spellings_of_a_name() -> None:
    assert key_of("Dr. Ana Kovač") == key_of("ANA KOVAC") == key_of("ana.kovac")


def test_leads_alone() -> None:
    assert is_lead("By") and is_lead("Autor:") and is_lead("Written by")
    assert not is_lead("Byron")


def test_shapes_of_people() -> None:
    assert looks_like_person("Bram van der Velde") and looks_like_person("J. O'Neill")
    assert not looks_like_person("Harbour") and not looks_like_person("Pier 9 opens")


def test_a_role_in_front_of_a_name() -> None:
    assert without_role("Press Officer Jane Doe") == "Jane Doe"
    assert without_role("Communications Manager") is None
    assert without_role("Jane Doe") == "Jane Doe"


@given(st.text(max_size=500))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for person in read_names(text, TRUSTED):
        assert person.name.strip() == person.name != ""
