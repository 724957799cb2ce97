"""Printed dates: the forms that platforms use, and what only looks like a date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract.dates import event_dates, is_valid_instant, parse_date
from scraper.extract.months import LANGUAGES, month_of, weekdays_of

WITNESSED = [
    ("on 05 April 2023", "2023-04-05"),
    ("14.11.2018", "2018-11-14"),
    ("22. 9. 2017.", "2017-09-22"),
    ("3. July 2023", "2023-07-03"),
    ("28. února 2019", "2019-02-28"),
    ("13. März 2018", "2018-03-13"),
    ("13 mars 2018", "2018-03-13"),
    ("1er mai 2019", "2019-05-01"),
    ("25 de noviembre de 2025", "2025-11-25"),
    ("2016. október 28. (péntek) 12:27", "2016-10-28"),
    ("June 21st, 2020.", "2020-06-21"),
    ("29th of September 2022.-", "2022-09-29"),
    ("Nov 29, 2019 — 5:27pm", "2019-11-29"),
    ("Clock icon19.02.2025", "2025-02-19"),
    ("24 September 24 2021", "2021-09-24"),
    ("Fri, 06/05/2015 - 13:36", "2015-06-05"),
    ("Thu, 12/31/2015 - 13:37", "2015-12-31"),
    ("ven, 05/06/2015 - 13:36", "2015-06-05"),
    ("20-12-2022-", "2022-12-20"),
    ("2013/05/03", "2013-05-03"),
    ("20181114", "2018-11-14"),
    ("5 April, 2023", "2023-04-05"),
    ("05-Apr-2023", "2023-04-05"),
    ("den 28 oktober 2016", "2016-10-28"),
    ("28 октомври 2016 г.", "2016-10-28"),
    ("28η Οκτωβρίου 2016", "2016-10-28"),
    ("28. lokakuuta 2016", "2016-10-28"),
    ("28. oktoobril 2016", "2016-10-28"),
    ("28 ta' Ottubru 2016", "2016-10-28"),
    ("28 Deireadh Fómhair 2016", "2016-10-28"),
    ("2016. gada 28. oktobrī", "2016-10-28"),
    ("2016 m. spalio 28 d.", "2016-10-28"),
    ("2/2/2020", "2020-02-02"),
    ("25/12/2020", "2020-12-25"),
    ("2015-06-05T13:36:00+02:00", "2015-06-05T13:36:00+02:00"),
    ("2026-04-04T08:00Z", "2026-04-04T08:00Z"),
    ("2023-04-05 10:00:00 +0200", "2023-04-05T10:00:00+02:00"),
    ("2023-04-05 10:00:00", "2023-04-05"),
    ("Fri, 05 Jun 2015 13:36:00 +0200", "2015-06-05T13:36:00+02:00"),
    ("Fri, 05 Jun 2015 13:36:00 GMT", "2015-06-05T13:36:00+00:00"),
]


@pytest.mark.parametrize(("text", "iso"), WITNESSED)
def test_witnessed_forms(text: str, iso: str) -> None:
    parsed = parse_date(text)
    assert parsed is not None
    assert parsed.iso == iso
    assert parsed.raw == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "7. prosinca", "June 2016", "2016", "17-12-19", "2/9/23, 10:39 AM"),
        *("01/04/2020", "03/07/2023", "05-06-2015", "31 February 2020", "45.13.2016"),
        "Friday, 1 April, 2016 to Wednesday, 31 March, 2021",
        "5 April 2023, updated 6 April 2023",
        "9. listopada 2020",  # October in Croatian, November in Polish
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "version 10.3.2016",
        "+49 30 12.10.2016",
        "5 pro 2016",
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "language", "month_first", "iso"),
    [
        ("9. listopada 2020", "hr", None, "2020-10-09"),
        ("9 listopada 2020", "pl", None, "2020-11-09"),
        ("3 set 2016", "it", None, "2016-09-03"),
        ("01/04/2020", None, True, "2020-01-04"),
        ("01/04/2020", None, False, "2020-04-01"),
        ("Fri, 06/05/2015", None, False, "2015-06-05"),  # the weekday knows better
    ],
)
def test_what_the_caller_knows(
    text: str, language: str | None, month_first: bool | None, iso: str
) -> None:
    parsed = parse_date(text, language=language, month_first=month_first)
    assert parsed is not None
    assert parsed.iso == iso


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("On 21 June 2016 they met.", "en", ("2016-06-21",)),
        ("The 21-23 June 2016 fair", "en", ("2016-06-21", "2016-06-23")),
        ("from 30 May – 2 June 2017", "en", ("2017-05-30", "2017-06-02")),
        ("30 December – 2 January 2017", "en", ("2016-12-30", "2017-01-02")),
        ("June 30 – July 2, 2016", "en", ("2016-06-30", "2016-07-02")),
        ("vom 21.–23.06.2016 in Linz", "de", ("2016-06-21", "2016-06-23")),
        ("30.05.-02.06.2018", "de", ("2018-05-30", "2018-06-02")),
        ("du 21 au 23 juin 2016", "fr", ("2016-06-21", "2016-06-23")),
        ("2016. október 28–30.", "hu", ("2016-10-28", "2016-10-30")),
        ("21, 22 and 23 June 2016", "en", ("2016-06-21", "2016-06-22", "2016-06-23")),
        ("01/04/2020 and 25/04/2020", "en", ("2020-04-01", "2020-04-25")),
        ("01/04/2020 alone", "en", ()),
        ("On 21 June the 2016 programme of 12 members, June 2016", "en", ()),
        ("Article 45, 5 May 2016", "en", ("2016-05-05",)),
        ("tel. 12.10.2016, v 10.3.2016, 10.000 visitors, EUR 2.4 million in 2016", "en", ()),
        ("In 2016 May 5 members left", "en", ()),
        ("no year and no day", None, ()),
    ],
)
def test_event_dates(text: str, language: str | None, days: tuple[str, ...]) -> None:
    assert event_dates(text, language) == days


@pytest.mark.parametrize(
    ("iso", "valid"),
    [
        ("2023-04-05", True),
        ("2023-04-05T10:00:00+02:00", True),
        ("2023-04-05T10:00Z", True),
        ("2023-04-05T10:00:00", False),
        ("2023-02-30", False),
        ("20230405", False),
        ("0001-01-01", False),
        ("9999-01-01", False),
        ("soon", False),
        ("", False),
    ],
)
def test_is_valid_instant(iso: str, valid: bool) -> None:
    assert is_valid_instant(iso) is valid


def test_every_language_names_its_months_and_weekdays() -> None:
    assert len(LANGUAGES) == 29
    assert month_of("ΟΚΤΩΒΡΙΟΥ") == 10  # capitals without accents
    assert month_of("out") is None
    assert month_of("out", "pt") == 10
    assert weekdays_of("Fri") == {4}
    assert weekdays_of("nothing") == frozenset()


@given(st.text(alphabet="0123456789./-:, TZ+AaJunemairoktöберфев", max_size=60), st.booleans())
def test_every_result_is_a_valid_instant(text: str, month_first: bool) -> None:
    parsed = parse_date(text, month_first=month_first)
    assert parsed is None or is_valid_instant(parsed.iso)
    assert all(is_valid_instant(day) for day in event_dates(text, None))
