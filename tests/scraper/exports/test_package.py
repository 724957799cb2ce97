"""A package: the same each time, described by rules that programs share, citable."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_file

from archive.errors import UsageError
from archive.export_contacts import Contacts
from archive.exports import CSV_COLUMNS, Export, as_written
from archive.opening import open_reading
from archive.queries import list_articles
from archive.records import Tag
from archive.store import Archive
from scraper.cli.main import run
from scraper.exports.package import write_folder, write_zipped
from scraper.exports.package_citations import bibtex_entry, citation_key, csl_item, tex
from scraper.exports.package_columns import ALL, ARTICLES
from scraper.exports.package_files import walk
from scraper.packages import check_package
from tests.archive.making import BASE, LATER, visit
from tests.scraper.warc_making import make

HOSTILE = [
    "=HYPERLINK(1)",
    'quotes " and {braces } unbalanced } {',
    "back\\slash \\input{/etc/passwd} $x^2_1$ 100% #1 & ~",
    "line\nbreak\r\n@misc{x, title={y}}",
    "right \u202eto left\u2066 \x07 \u00ad",
    "../../etc/passwd",
    "emoji 🧪 and 東京 – “quotes”",
    "<script>alert(1)</script>",
]
#: Variables of CSL 1.0.2 that we use, by the kind of value its schema gives them.
CSL = {
    **dict.fromkeys(("id", "type", "title", "container-title", "URL", "language"), str),
    **dict.fromkeys(("abstract", "keyword", "version", "note"), str),
    **dict.fromkeys(("author",), list),
    **dict.fromkeys(("issued", "accessed"), dict),
}
#: Types of Frictionless Table Schema that we use -> what a cell of it looks like.
CELLS = {
    "string": re.compile(r".*", re.S),
    "integer": re.compile(r"-?\d+"),
    "number": re.compile(r"-?\d+(\.\d+)?(e-?\d+)?"),
    "boolean": re.compile(r"true|false"),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of real pages."""
    where = tmp_path_factory.mktemp("package")
    make(where / "news.db")
    return packed(where / "news.db", where / "package", with_captures=True)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of articles that mean harm."""
    where = tmp_path_factory.mktemp("hostile")
    with Archive.open(where / "news.db") as archive:
        run = archive.begin_run("crawl", [], {"title": HOSTILE[1]})
        for number, text in enumerate(HOSTILE):
            archive.save(
                [
                    visit(
                        f"{BASE}/news/{number}",
                        title=text,
                        summary=text,
                        tags=(Tag(text, f"slug-{number}", f"/tags/{text}"),),
                        body_text=text,
                    ),
                    visit(f"{BASE}/news/{number}", at=LATER, title=f"{text} again"),
                ],
                run,
            )
        archive.end_run(run)
    return packed(where / "news.db", where / "package")


def packed(archive: Path, out: Path, **options: Any) -> Path:
    out.mkdir()
    with closing(open_reading(archive)) as connection:
        write_folder(Export(connection), out, **options)
    return out


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"data/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


@pytest.fixture(params=["made", "hostile"])
def folder(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue(request.param)
    return found


def test_two_packages_of_one_state_are_the_same(made: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(made.parent / "news.db", copy)
    again = packed(copy, tmp_path / "again", with_captures=True)
    files = {path.relative_to(made): path.read_bytes() for path in walk(made)}
    assert {path.relative_to(again): path.read_bytes() for path in walk(again)} == files
    zips = [tmp_path / "one.zip", tmp_path / "two.zip"]
    for path in zips:
        with closing(open_reading(copy)) as connection:
            write_zipped(Export(connection), path, with_captures=True)
    assert zips[0].read_bytes() == zips[1].read_bytes()
    with zipfile.ZipFile(zips[0]) as archive:
        assert {Path(one): archive.read(one) for one in archive.namelist()} == files
    assert not list(tmp_path.glob(".package-*"))


def test_other_programs_check_the_digests(folder: Path) -> None:
    for name in ("tagmanifest-sha256.txt", "manifest-sha256.txt"):
        subprocess.run(
            ["sha256sum", "--check", "--strict", "--quiet", name], cwd=folder, check=True
        )


def test_every_table_holds_what_its_description_says(folder: Path) -> None:
    package = read_json(folder / "datapackage.json")
    described = {one["name"]: one for one in package["resources"]}
    for one in ALL:
        fields = described[one.name]["schema"]["fields"]
        rows = table(folder, one.name)
        assert rows, one.name
        for row in rows:
            assert list(row) == [field["name"] for field in fields]
            for field in fields:
                cell = row[field["name"]]
                assert cell == "" or CELLS[field["type"]].fullmatch(cell), (one.name, field, cell)
        keys = [tuple(row[name] for name in one.key) for row in rows]
        assert len(set(keys)) == len(keys), one.name
        ids = {row["id"] for row in table(folder, "articles")}
        if one.of_article:
            assert {row["article_id"] for row in rows} <= ids


def test_the_data_package_keeps_to_its_specification(folder: Path) -> None:
    package = read_json(folder / "datapackage.json")
    assert re.fullmatch(r"[a-z0-9._-]+", package["name"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\+00:00|Z)", package["created"])
    names = [one["name"] for one in package["resources"]]
    assert len(set(names)) == len(names)
    for one in package["resources"]:
        assert re.fullmatch(r"[a-z0-9._-]+", one["name"])
        data = (folder / one["path"]).read_bytes()
        assert one["bytes"] == len(data)
        assert one["hash"] == f"sha256:{sha256(data).hexdigest()}"
        for field in one.get("schema", {}).get("fields", ()):
            assert field["description"]
        for key in one.get("schema", {}).get("foreignKeys", ()):
            assert key["reference"]["resource"] in names
    described = {one["path"] for one in package["resources"]}
    beside = {"datapackage.json", "ro-crate-metadata.json"}
    beside |= {"manifest-sha256.txt", "tagmanifest-sha256.txt"}
    assert described | beside == {path.relative_to(folder).as_posix() for path in walk(folder)}


def test_the_crate_keeps_to_its_specification(folder: Path) -> None:
    crate = read_json(folder / "ro-crate-metadata.json")
    assert crate["@context"] == "https://w3id.org/ro/crate/1.1/context"
    things = {one["@id"]: one for one in crate["@graph"]}
    assert len(things) == len(crate["@graph"])
    descriptor, root = things["ro-crate-metadata.json"], things["./"]
    assert descriptor["conformsTo"]["@id"] == "https://w3id.org/ro/crate/1.1"
    assert descriptor["about"] == {"@id": "./"}
    assert {"name", "description", "datePublished", "license"} <= root.keys()
    assert all(one["@id"] in things for one in references(crate["@graph"]))
    for one in root["hasPart"]:
        file = things[one["@id"]]
        data = (folder / one["@id"]).read_bytes()
        assert file["@type"] == "File"
        assert (file["contentSize"], file["sha256"]) == (str(len(data)), sha256(data).hexdigest())


def references(value: Any) -> Iterator[dict[str, str]]:
    if isinstance(value, list):
        for one in value:
            yield from references(one)
    elif isinstance(value, dict):
        if value.keys() == {"@id"} and not value["@id"].startswith("https://w3id.org/"):
            yield value
        for one in value.values():
            yield from references(one)


def test_citations_are_read_by_other_programs(folder: Path) -> None:
    articles = table(folder, "articles")
    items = read_json(folder / "citations/articles.json")
    library = parse_file(str(folder / "citations/articles.bib"))
    assert not library.failed_blocks
    assert [one.key for one in library.entries] == [one["id"] for one in items]
    assert len({one["id"] for one in items}) == len(articles)
    for item, entry, article in zip(items, library.entries, articles, strict=True):
        assert item.keys() <= CSL.keys()
        assert all(isinstance(value, CSL[name]) for name, value in item.items())
        assert item["title"] == as_written(article["title"])
        assert item["URL"] == article["url"]
        assert article["content_sha256"] in item["note"]
        fields = {field.key: field.value for field in entry.fields}
        assert untex(fields["title"]) == printable(as_written(article["title"]))
        assert fields["url"] == article["url"]
        assert fields["urldate"] == article["captured_at"][:10]
        assert article["content_sha256"] in fields["note"]


def untex(text: str) -> str:
    """What TeX prints."""
    names = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}"}
    names |= {"textasciitilde": "~", "textasciicircum": "^"}
    inner = text.removeprefix("{").removesuffix("}")
    return re.sub(r"\\(text\w+)\{\}|\\([$&#_%])", lambda one: names.get(one[1]) or one[2], inner)


def printable(text: str) -> str:
    folded = " ".join(text.split())
    return re.sub("[\x00-\x1f\u202a-\u202e\u2066-\u2069]", "", folded)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_title_leaves_its_field(text: str) -> None:
    out = tex(text)
    assert "\n" not in out
    assert out.count("{") == out.count("}")
    depth = [out[:at].count("{") - out[:at].count("}") for at in range(len(out))]
    assert min(depth, default=0) >= 0
    assert not re.search(r"(?<!\\)[$&#_%]", out)


def test_what_is_not_known_is_left_out() -> None:
    article: dict[str, Any] = {
        "url": f"{BASE}/é{{x}}",
        "site": "Ünknown site",
        "title": "T",
        "authors": [],
        "published_at": None,
        "captured_at": "2024-02-02",
        "language": None,
        "summary": None,
        "tags": [],
        "version": 1,
        "content_sha256": "ab",
    }
    assert csl_item(article, "S").keys().isdisjoint({"author", "issued", "language", "keyword"})
    entry = bibtex_entry(article, "S")
    assert "year" not in entry
    assert "%7Bx%7D" in entry
    assert re.fullmatch(r"nknownsite-undated-[0-9a-f]{16}", citation_key(article))
    assert "  month = mar,\n" in bibtex_entry({**article, "published_at": "2016-03"}, "S")


def test_the_history_and_every_text_are_in_it(hostile: Path) -> None:
    lines = (hostile / "data/versions.jsonl").read_text("utf-8").split("\n")[:-1]
    versions = [json.loads(line) for line in lines]
    assert len(versions) == 2 * len(HOSTILE)
    assert {one["body_text"] for one in versions} >= {text.strip() for text in HOSTILE[:3]}
    history = table(hostile, "history")
    assert [row["class"] for row in history].count("first") == len(HOSTILE)
    shown = [row for row in table(hostile, "versions") if row["is_current"] == "true"]
    digests = {row["id"]: row["content_sha256"] for row in table(hostile, "articles")}
    assert {row["article_id"]: row["content_sha256"] for row in shown} == digests


def test_tags_are_counted_among_the_articles_chosen(made: Path) -> None:
    pairs = table(made, "article_tags")
    for row in table(made, "tags"):
        own = [one for one in pairs if one["slug"] == row["slug"]]
        assert int(row["articles"]) == len(own)


def test_addresses_are_replaced_everywhere(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "n.db") as archive:
        text = "Write to ana@example.eu now."
        archive.save([visit(body_text=text, body_html=f"<p>{text}</p>")])
        archive.save([visit(at=LATER, body_text=text + " Again.", body_html=None)])
        for policy in (Contacts.HASH, Contacts.LEAVE_OUT):
            out = tmp_path / policy
            out.mkdir()
            write_folder(replace(Export(archive.connection), contacts=policy), out)
            assert not [path for path in walk(out) if b"ana@example.eu" in path.read_bytes()]
            digests = {row["content_sha256"] for row in table(out, "versions")}
            kept = archive.connection.execute("SELECT content_sha256 FROM versions")
            assert digests.isdisjoint(row[0] for row in kept)
        export = replace(Export(archive.connection), contacts=Contacts.HASH)
        with pytest.raises(UsageError, match="as they were received"):
            write_folder(export, tmp_path, with_captures=True)


def test_nothing_of_the_machine_is_in_it(made: Path) -> None:
    for line in (made / "runs.jsonl").read_text("utf-8").splitlines():
        assert json.loads(line).keys().isdisjoint({"host", "process_id"})
    assert str(made.parent).encode() not in b"".join(path.read_bytes() for path in walk(made))


def test_every_column_of_an_export_is_explained() -> None:
    assert [column.name for column in ARTICLES.columns] == list(CSV_COLUMNS)
    assert all(column.about for table in ALL for column in table.columns)


def test_filters_choose_what_is_in_it(made: Path, tmp_path: Path) -> None:
    out = tmp_path / "few"
    out.mkdir()
    with closing(open_reading(made.parent / "news.db")) as connection:
        write_folder(Export(connection, limit=2, filters={"language": "fr"}), out)
        chosen = [one["url"] for one in list_articles(connection, limit=2, language="fr")]
    assert [row["url"] for row in table(out, "articles")] == chosen
    for name in ("versions", "history", "evidence"):
        assert {row["url"] for row in table(out, name)} == set(chosen)
    assert "language fr" in (out / "README.md").read_text("utf-8")


def test_a_package_of_a_day_holds_what_was_so_then(made: Path, tmp_path: Path) -> None:
    out = tmp_path / "then"
    archive = made.parent / "news.db"
    assert (
        run(["export", "--package", str(out), "--as-of", "2024-01-05", "--archive", str(archive)])
        == 0
    )
    assert len(table(out, "articles")) == 5
    assert max(row["at"] for row in table(out, "history")) < "2024-01-06"
    assert max(row["captured_at"] for row in table(out, "captures")) < "2024-01-06"
    assert "as of 2024-01-05T23:59:59" in (out / "README.md").read_text("utf-8")
    assert not check_package(out).findings


def test_an_archive_without_articles_makes_a_whole_package(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "n.db"):
        pass
    out = packed(tmp_path / "n.db", tmp_path / "p", with_captures=True)
    assert read_json(out / "citations/articles.json") == []
    assert not parse_file(str(out / "citations/articles.bib")).entries
    assert table(out, "articles") == []
