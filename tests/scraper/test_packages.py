"""Any change of a package is found and named; one that means harm is not looked into."""

from __future__ import annotations

import os
import shutil
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.errors import NotAPackage, UsageError
from benchmarks.package import in_folder, in_zip, packages
from scraper.exports.package_files import MANIFEST, TAG_MANIFEST, write_manifests, write_zip
from scraper.packages import check_package
from tests.command import Command

FLIPS = 60


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return packages(tmp_path_factory.mktemp("packages"))


@pytest.fixture
def folder(made: tuple[Path, Path], tmp_path: Path) -> Path:
    return Path(shutil.copytree(made[0], tmp_path / "package"))


@pytest.fixture
def packed(made: tuple[Path, Path], tmp_path: Path) -> Path:
    return Path(shutil.copy(made[1], tmp_path / "package.zip"))


def named(path: Path) -> dict[str, str]:
    return {one.path: one.code for one in check_package(path).findings}


def small(where: Path) -> Path:
    """The least package there can be."""
    (where / "data").mkdir(parents=True)
    (where / "data" / "a.csv").write_text("a\n1\n")
    write_manifests(where)
    return where


def test_a_package_as_made_is_whole(folder: Path, packed: Path) -> None:
    one, other = check_package(folder), check_package(packed)
    assert not one.findings
    assert one == other
    assert one.digest is not None
    assert one.files == len([path for path in folder.rglob("*") if path.is_file()]) - 2


def test_one_altered_byte_anywhere_is_found_and_its_file_named(folder: Path, packed: Path) -> None:
    for names, right in (*in_folder(folder, FLIPS), *in_zip(packed, FLIPS)):
        assert names
        assert right


@pytest.mark.parametrize("name", [MANIFEST, TAG_MANIFEST])
def test_every_byte_of_the_lists_is_guarded(tmp_path: Path, name: str) -> None:
    folder = small(tmp_path / "p")
    path = folder / name
    before = path.read_bytes()
    for at in range(len(before)):
        path.write_bytes(before[:at] + bytes([before[at] ^ 0x20]) + before[at + 1 :])
        assert named(folder)[name] == "altered", at
    for data in (before + b"\n", before + before, before[:-1], b""):
        path.write_bytes(data)
        assert named(folder)[name] == "altered", data


def test_what_is_missing_altered_or_added_is_named(folder: Path) -> None:
    (folder / "data/tags.csv").unlink()
    (folder / "data/versions.csv").write_bytes(b"x")
    (folder / "data/more.csv").write_text("x")
    assert named(folder) == {
        "data/tags.csv": "missing",
        "data/versions.csv": "altered",
        "data/more.csv": "added",
    }


def test_a_list_that_is_missing_is_named(folder: Path) -> None:
    (folder / TAG_MANIFEST).unlink()
    assert named(folder) == {TAG_MANIFEST: "missing"}
    (folder / MANIFEST).unlink()
    with pytest.raises(NotAPackage):
        check_package(folder)


def test_a_list_made_again_after_a_change_has_another_digest(folder: Path) -> None:
    before = check_package(folder).digest
    (folder / "data/tags.csv").write_text("forged")
    (folder / MANIFEST).unlink()
    (folder / TAG_MANIFEST).unlink()
    write_manifests(folder)
    after = check_package(folder)
    assert not after.findings
    assert after.digest != before


def test_links_and_devices_are_not_followed(folder: Path) -> None:
    (folder / "data/tags.csv").unlink()
    (folder / "data/tags.csv").symlink_to("/etc/hostname")
    (folder / "elsewhere").symlink_to("/")
    os.mkfifo(folder / "pipe")
    assert named(folder) == dict.fromkeys(("data/tags.csv", "elsewhere", "pipe"), "unsafe")


@pytest.mark.parametrize("name", ["../out", "/etc/passwd", "a/../../b", "C:/x", "a\\b", "a//b"])
def test_a_list_cannot_point_out_of_the_package(tmp_path: Path, name: str) -> None:
    folder = small(tmp_path / "p")
    (folder / MANIFEST).write_text(f"{'0' * 64}  {name}\n")
    assert named(folder)[MANIFEST] == "altered"


def test_a_zip_file_cut_anywhere_is_not_whole(packed: Path) -> None:
    data = packed.read_bytes()
    for keep in (5, len(data) // 2, len(data) - 200, len(data) - 1):
        packed.write_bytes(data[:keep])
        assert named(packed)
    packed.write_bytes(data + b"\0")
    assert named(packed)
    packed.write_bytes(b"#!" + data)
    assert named(packed)


def with_entry(path: Path, add: Callable[[zipfile.ZipFile], None]) -> Path:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of a name that is there already
        with zipfile.ZipFile(path, "a") as archive:
            add(archive)
    return path


@pytest.mark.parametrize("name", ["../../x", "/etc/passwd", "a\\..\\b", "C:/x"])
def test_names_that_lead_out_are_not_looked_into(packed: Path, name: str) -> None:
    found = check_package(with_entry(packed, lambda one: one.writestr(name, "x"))).findings
    assert "unsafe" in {one.code for one in found}


def test_a_second_file_of_one_name_is_not_looked_into(packed: Path) -> None:
    with_entry(packed, lambda one: one.writestr("data/tags.csv", "forged"))
    assert named(packed)["data/tags.csv"] == "unsafe"


def test_a_link_in_a_zip_file_is_not_looked_into(packed: Path) -> None:
    info = zipfile.ZipInfo("link")
    info.external_attr = 0o120777 << 16
    with_entry(packed, lambda one: one.writestr(info, "/etc/passwd"))
    assert named(packed)["link"] == "unsafe"


def test_what_would_fill_a_disk_is_not_unpacked(packed: Path) -> None:
    data = bytearray(packed.read_bytes())
    with zipfile.ZipFile(packed) as archive:
        at = data.find(b"data/tags.csv", archive.start_dir) - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    data[at + 24 : at + 28] = (2 << 30).to_bytes(4, "little")
    packed.write_bytes(data)
    assert named(packed)["data/tags.csv"] == "unsafe"


def test_entries_that_share_bytes_are_not_looked_into(tmp_path: Path) -> None:
    packed = tmp_path / "p.zip"
    write_zip(small(tmp_path / "p"), packed)
    data = bytearray(packed.read_bytes())
    with zipfile.ZipFile(packed) as archive:
        first, second = archive.infolist()[:2]
        begin = archive.start_dir
    at = data.find(second.filename.encode(), begin) - 4
    assert int.from_bytes(data[at : at + 4], "little") == second.header_offset
    data[at : at + 4] = first.header_offset.to_bytes(4, "little")
    packed.write_bytes(data)
    assert "unsafe" in named(packed).values()


def test_what_is_no_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no file or folder"):
        check_package(tmp_path / "missing")
    with pytest.raises(NotAPackage, match="manifest"):
        check_package(tmp_path)
    (tmp_path / "x").write_text("text")
    with pytest.raises(NotAPackage, match="zip"):
        check_package(tmp_path / "x")


@pytest.mark.parametrize("name", ["package", "package.zip"])
def test_the_verbs_make_and_check_a_package(
    clusternews: Command, made: tuple[Path, Path], tmp_path: Path, name: str
) -> None:
    shutil.copy(made[0].with_name("news.db"), clusternews.archive)
    path = tmp_path / name
    written = clusternews("export", "--package", path, "--with-captures")
    assert written.code == 0, written.err
    digest = written.err.strip().rpartition("sha256:")[2]
    checked = clusternews("check", path, archive=False)
    assert (checked.code, checked.out.strip()) == (0, f"sha256:{digest}")
    if path.is_dir():
        (path / "README.md").write_text("forged\x1b[2J")
        (path / "\x1b[2J").write_text("x")
    else:
        whole = path.read_bytes()
        path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    altered = clusternews("check", path, archive=False)
    assert altered.code == 1
    assert "altered" in altered.out
    assert "\x1b" not in altered.out
    assert clusternews("check", path, "--json", archive=False).json()["digest"] is None


def test_flags_that_do_not_go_together_are_refused(
    clusternews: Command, made: tuple[Path, Path], tmp_path: Path
) -> None:
    shutil.copy(made[0].with_name("news.db"), clusternews.archive)
    path = tmp_path / "p"
    for words in (
        ("export", "--package", path, "--format", "csv"),
        ("export", "--package", path, "-o", tmp_path / "x"),
        ("export", "--package", path, "--bom"),
        ("export", "--package", path, "--captures", "current"),
        ("export", "--with-captures", "-o", tmp_path / "x.csv"),
        ("export", "--package", path, "--with-captures", "--contacts", "hash"),
        ("check", path, "--leaks"),
    ):
        ended = clusternews(*words)
        assert ended.code == 2, words
    assert not path.exists()
    path.mkdir()
    (path / "mine").write_text("x")
    assert clusternews("export", "--package", path).code == 2
    assert [one.name for one in path.iterdir()] == ["mine"]
