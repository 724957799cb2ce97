from __future__ import annotations

import pytest

from scraper.extract.contacts import contacts_in_text, decode_cfemail


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "For more information, please contact Simone Hagenauer, the project coordinator, at"
            " s.hagenauer@ecoplus.at",
            [("s.hagenauer@ecoplus.at", "Simone Hagenauer")],
        ),
        ("contact S.Hagenauer [at] ecoplus [dot] at.", [("S.Hagenauer@ecoplus.at", None)]),
        ("clustersmeetregiones(at)eurada.org", [("clustersmeetregiones@eurada.org", None)]),
        ("info at greencluster.ro", [("info@greencluster.ro", None)]),
        ("meet us at greencluster.ro", []),
        (
            "Kontakt: Dr. Jörg Weiß (joerg.weiss@example.de), Anna van der Berg, anna@example.nl",
            [("joerg.weiss@example.de", "Jörg Weiß"), ("anna@example.nl", "Anna van der Berg")],
        ),
        (
            "write to Gerd Meier zu Köcker: meier@vdivde.de",
            [("meier@vdivde.de", "Gerd Meier zu Köcker")],
        ),
        ("A@b.eu, again a@B.eu", [("A@b.eu", None)]),
        ("a@b and foo@bar..com", []),
        ("nothing here", []),
        ("Press Contact: a@b.eu", [("a@b.eu", None)]),
        ("Media Relations: press@b.eu", [("press@b.eu", None)]),
        ("Communications Manager: comm@b.eu", [("comm@b.eu", None)]),
        ("European Commission (comm@b.eu)", [("comm@b.eu", None)]),
        ("Contact: Jane Doe, Communications Manager, jane@x.eu", [("jane@x.eu", "Jane Doe")]),
        ("Jane Doe, Communications Manager: info@x.eu", [("info@x.eu", "Jane Doe")]),
        ("Head of Communication Maria Rossi, mrossi@x.eu", [("mrossi@x.eu", "Maria Rossi")]),
        ("Pressekontakt: Jane Doe, a@b.eu", [("a@b.eu", "Jane Doe")]),
    ],
)
def test_contacts_in_text(text: str, found: list[tuple[str, str | None]]) -> None:
    assert [(contact.email, contact.name) for contact in contacts_in_text(text)] == found


def test_decode_cfemail() -> None:
    assert decode_cfemail("5469") is None
    key, address = 0x54, "info@example.eu"
    code = bytes((key, *(byte ^ key for byte in address.encode()))).hex()
    assert decode_cfemail(code) == address


@pytest.mark.parametrize("code", ["", "zz", "54", "5"])
def test_what_is_no_code(code: str) -> None:
    assert decode_cfemail(code) is None
