"""``removed``: blocks of an article, by rule, and put back so that a page keeps them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import Command
from tests.scraper.saved import FIRST, SECOND, THIRD, URL, document

BOX = (
    "The register is open to every cluster of the region, whether it owns a crane or only a "
    "microscope, and the agency pays for the transport of what is borrowed."
)
PAGE = document(
    f"<main><p>{FIRST}</p><div class='onetrust-pc-sdk'><p>{BOX}</p></div>"
    f"<p>{SECOND}</p><p>{THIRD}</p></main>"
)


@pytest.fixture
def filled(clusternews: Command, tmp_path: Path) -> Command:
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    ended = clusternews("ingest", page, "--url", URL, "--captured-at", "2026-01-02")
    assert ended.code in (0, 1), ended.err
    return clusternews


def test_a_block_put_back_is_in_the_text_of_what_is_read_then(
    filled: Command, tmp_path: Path
) -> None:
    (block,) = [one for one in filled("removed", "1", "--json").json() if BOX[:40] in one["text"]]
    assert BOX not in filled("show", "1").out
    ended = filled("removed", "put-back", str(block["block"]), "--why", "the article's own")
    assert ended.code == 0
    assert "reread" in ended.err
    page = tmp_path / "page.html"
    filled("ingest", page, "--url", URL, "--captured-at", "2026-01-03")
    assert BOX in " ".join(filled("show", "1").out.split())
    (kept,) = filled("removed", "--kept", "--json").json()
    assert (kept["why"], BOX[:40] in kept["text"]) == ("the article's own", True)
    assert filled("removed", "take-again", str(kept["id"])).code == 0
    assert filled("removed", "--kept").code == 1


def test_rules_and_their_texts(filled: Command) -> None:
    rows = filled("removed", "--json").json()
    assert rows == filled("removed", "list", "--json").json()
    rule = next(row["rule"] for row in rows if row["rule"].startswith("consent:"))
    assert BOX[:40] in filled("removed", "--rule", "consent").out
    assert filled("removed", "--rule", rule, "--json").json()[0]["blocks"] == 1
    assert filled("removed", "1", "--rule", rule).code == 0
    assert filled("removed", URL).code == 0


def test_misuse(filled: Command) -> None:
    for words, code in (
        (("--rule", "nothing"), 1),
        (("99",), 1),
        (("1", "--kept"), 2),
        (("--site", "nowhere"), 1),
        (("put-back", "999", "--why", "x"), 1),
        (("put-back", "x", "--why", "x"), 2),
        (("put-back", "1"), 2),
        (("take-again", "9"), 1),
        (("--nothing",), 2),
    ):
        ended = filled("removed", *words)
        assert ended.code == code, words
        assert "Traceback" not in ended.err


def test_a_missing_archive_is_not_made(clusternews: Command) -> None:
    for words in ((), ("put-back", "1", "--why", "x"), ("take-again", "1")):
        assert clusternews("removed", *words).code == 2
    assert not clusternews.archive.exists()
