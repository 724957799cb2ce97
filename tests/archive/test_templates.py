"""Counting what the pages of a site repeat, and what a person says of it."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from zlib import crc32

import pytest

from archive.errors import UsageError
from archive.opening import open_reading
from archive.records import Reach, SeenBlock, Visit
from archive.store import Archive
from archive.templates import FEW_PAGES, TemplateBlock, template_blocks
from tests.archive.making import BASE, LATER, visit

ROOT = Path(__file__).parents[2]


def block(text: str, place: str = "div.box > p") -> SeenBlock:
    number = crc32(place.encode())
    return SeenBlock(crc32(text.encode()) << 15 ^ number >> 17, number >> 1, place, text)


def page(number: int, *blocks: SeenBlock, at: str | None = None) -> Visit:
    own = block(f"own {number:06}", "div.text > p")
    url = f"{BASE}/news/{number}"
    more = {} if at is None else {"at": at}
    return visit(url, blocks=(*blocks, own), body=f"page {number}".encode(), **more)


def listed(archive: Archive) -> dict[str | None, TemplateBlock]:
    return {one.example: one for one in template_blocks(archive.connection, "example")}


def dump(connection: sqlite3.Connection) -> list[object]:
    return [
        sorted(map(repr, connection.execute(f"SELECT * FROM {table}").fetchall()))
        for table in ("template_pages", "template_places", "template_blocks")
    ]


NOTE, TEASER = block("About the cluster"), block("Another story")


def test_enough_pages_make_a_block_part_of_the_template(archive: Archive) -> None:
    archive.save([page(number, NOTE) for number in range(FEW_PAGES - 1)])
    assert archive.template("example").blocks == {}
    assert listed(archive) == {}
    archive.save([page(99, NOTE)])
    assert archive.template("example").blocks == {NOTE.key: Reach.APART}
    one = listed(archive)["About the cluster"]
    assert (one.state, one.pages, one.share, one.place) == ("learned", 4, 1.0, "div.box > p")


def test_a_block_of_one_page_is_never_in_the_template(archive: Archive) -> None:
    archive.save([page(number, NOTE) for number in range(40)])
    archive.save([page(40, NOTE, block("Here once"))])
    assert archive.template("example").blocks.keys() == {NOTE.key}


def test_what_two_pages_of_many_show_rotates(archive: Archive) -> None:
    teasers = [block(f"Teaser {number}") for number in range(10)]
    archive.save([page(number, teasers[number % 10]) for number in range(20)])
    reached = archive.template("example").blocks
    assert reached == {teaser.key: Reach.ROTATING for teaser in teasers}


def test_where_articles_have_their_text_many_pages_are_asked_for(archive: Archive) -> None:
    closing_line = block("Read more on our site", "div.text > p")
    archive.save([page(number, closing_line) for number in range(7)])
    assert archive.template("example").blocks.get(closing_line.key) is not Reach.EDGE
    archive.save([page(number) for number in range(100, 120)])
    archive.save(
        [page(number, block(f"more {number:06}", "div.text > p")) for number in range(300, 330)]
    )
    assert closing_line.key not in archive.template("example").blocks
    archive.save([page(number, closing_line) for number in range(200, 240)])
    assert archive.template("example").blocks[closing_line.key] is Reach.EDGE


def test_a_section_with_a_box_of_its_own_needs_no_share_of_the_site(archive: Archive) -> None:
    archive.save([page(number, NOTE) for number in range(200)])
    own_box = block("Only in this section", "div.section-box > p")
    archive.save([page(number, NOTE, own_box) for number in range(200, 205)])
    assert archive.template("example").blocks[own_box.key] >= Reach.APART


def test_saving_again_counts_nothing_again(archive: Archive) -> None:
    visits = [page(number, NOTE, TEASER) for number in range(6)]
    archive.save(visits)
    before = dump(archive.connection)
    archive.save(visits)
    archive.save(visits[::-1])
    archive.save([page(0, NOTE, at=LATER)])
    assert dump(archive.connection) == before


def test_an_article_at_two_addresses_is_counted_once(archive: Archive) -> None:
    url = f"{BASE}/news/one"
    archive.save([visit(url, blocks=(NOTE,))])
    archive.save([visit(f"{BASE}/print/one", article_url=url, blocks=(NOTE, TEASER))])
    rows = archive.connection.execute("SELECT block, pages FROM template_blocks").fetchall()
    assert sorted(rows) == sorted([(NOTE.key, 1), (TEASER.key, 1)])


def test_counts_do_not_depend_on_the_order(tmp_path: Path) -> None:
    visits = [
        page(n, *[b for b, every in ((NOTE, 1), (TEASER, 3)) if n % every == 0]) for n in range(30)
    ]
    found = []
    for seed, size in ((1, 30), (2, 1), (3, 7)):
        order = random.Random(seed).sample(visits, len(visits))
        with Archive.open(tmp_path / f"{seed}.db") as archive:
            for start in range(0, len(order), size):
                archive.save(order[start : start + size])
            found.append({text: (one.pages, one.goes) for text, one in listed(archive).items()})
    assert found[0] == found[1] == found[2]
    assert found[0]["Another story"] == (10, "between")


def test_a_visit_without_an_article_counts_nothing(archive: Archive) -> None:
    archive.save([visit(blocks=(NOTE,), article=None)])
    assert dump(archive.connection) == [[], [], []]


def test_a_page_costs_few_statements(archive: Archive) -> None:
    blocks = [block(f"part {number}") for number in range(40)]
    archive.save([page(0, *blocks)])
    statements: list[str] = []
    archive.connection.set_trace_callback(statements.append)
    archive.save([page(number, *blocks) for number in range(1, 51)])
    counting = [one for one in statements if "template_" in one]
    # For each page what it has shown and what it shows; then one for each different block.
    assert len(counting) <= 2 * 50 + 40 + 50 + 10


def test_what_one_page_showed_long_ago_is_forgotten(archive: Archive) -> None:
    for start in range(0, 300, 50):
        archive.save([page(number, NOTE) for number in range(start, start + 50)])
    rows = archive.connection.execute("SELECT count(*) FROM template_blocks").fetchone()[0]
    assert 100 < rows <= 152
    assert archive.template("example").blocks.keys() == {NOTE.key}


def test_a_person_overrules_the_counts(archive: Archive) -> None:
    archive.save([page(number, NOTE) for number in range(5)])
    archive.save([page(5, TEASER), page(6, TEASER)])
    note, teaser = (f"{one.key:012x}" for one in (NOTE, TEASER))
    archive.overrule("example", [(note[:8], "kept"), (teaser, "dropped")])
    assert archive.template("example").blocks == {TEASER.key: Reach.ANYWHERE}
    assert {one.id: one.state for one in listed(archive).values()} == {
        note: "kept",
        teaser: "dropped",
    }
    archive.overrule("example", [(note, None), (teaser, None)])
    assert archive.template("example").blocks.keys() == {NOTE.key}


@pytest.mark.parametrize("wrong", ["", "12", "zzzz", "ffffffffffff", "%", "1" * 30])
def test_an_id_of_no_block_is_an_error_that_changes_nothing(archive: Archive, wrong: str) -> None:
    archive.save([page(number, NOTE) for number in range(5)])
    before = dump(archive.connection)
    with pytest.raises(UsageError, match="no block"):
        archive.overrule("example", [(f"{NOTE.key:012x}", "kept"), (wrong, "kept")])
    assert dump(archive.connection) == before


def test_an_id_that_means_two_blocks_is_an_error(archive: Archive) -> None:
    twins = [SeenBlock(0x123400000000 + number, 1, "p", f"twin {number}") for number in (1, 2)]
    archive.save([visit(blocks=tuple(twins))])
    with pytest.raises(UsageError, match="more than one"):
        archive.overrule("example", [("1234", "kept")])


def test_a_site_not_known_has_an_empty_template(archive: Archive) -> None:
    assert archive.template("nowhere").blocks == {}
    assert template_blocks(archive.connection, "nowhere") == []


def test_two_names_of_a_site_count_together(archive: Archive) -> None:
    archive.save([page(number, NOTE) for number in range(3)])
    archive.save([visit(f"{BASE}/b/{n}", site="www.example.eu", blocks=(NOTE,)) for n in range(2)])
    assert archive.template("example").blocks == {}
    archive.adopt_site("example", ["www.example.eu"], lambda url: url)
    assert listed(archive)["About the cluster"].pages == 5
    numbers = archive.connection.execute("SELECT number FROM template_pages ORDER BY 1").fetchall()
    assert [row[0] for row in numbers] == [1, 2, 3, 4, 5]


WRITER = """
import sys
from pathlib import Path
from archive.store import Archive
from tests.archive.test_templates import NOTE, TEASER, page
with Archive.open(Path(sys.argv[1])) as archive:
    for start in range(0, 100_000, 5):
        archive.save([page(number, NOTE, TEASER) for number in range(start, start + 5)])
        print(start, flush=True)
"""


def test_a_killed_run_has_counted_exactly_what_it_saved(path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        for _ in range(4):
            writer.stdout.readline()
        os.kill(writer.pid, signal.SIGKILL)
    with closing(open_reading(path)) as connection:
        articles = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
        assert articles >= 20
        assert connection.execute("SELECT count(*) FROM template_pages").fetchone()[0] == articles
        rows = connection.execute("SELECT pages FROM template_blocks WHERE block = ?", (NOTE.key,))
        assert rows.fetchone()[0] == articles
