"""Room on the disk, and an archive that is no longer where it was."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from archive import space
from archive.errors import ArchiveUnwritable, DiskFull


class Usage(NamedTuple):
    total: int
    free: int


@pytest.mark.parametrize(
    ("total", "free", "fine"),
    [
        (100, 5, True),
        (100, 4, False),
        (10 * 2**40, 2**30, True),
        (10 * 2**40, 2**30 - 1, False),
        (0, 0, True),  # what some network file systems say of themselves
    ],
)
def test_five_percent_or_a_gibibyte_stay_free(
    path: Path, monkeypatch: pytest.MonkeyPatch, total: int, free: int, fine: bool
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda folder: Usage(total, free))
    if fine:
        space.require_room(path)
        return
    with pytest.raises(DiskFull, match=r"is full: .* are free, and .* are to stay free") as caught:
        space.require_room(path)
    assert caught.value.exit_code == 3


def test_what_is_in_the_log_needs_room_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda folder: Usage(1000, 60))
    log = path.with_name("news.db-wal")
    log.write_bytes(b"x" * 10)
    space.require_room(path)
    log.write_bytes(b"x" * 11)
    with pytest.raises(DiskFull):
        space.require_room(path)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ArchiveUnwritable, match="is not there"):
        space.require_room(tmp_path / "mount" / "news.db")


def test_an_archive_that_was_deleted_replaced_or_moved_is_noticed(path: Path) -> None:
    path.write_text("one")
    where = space.Whereabouts(path)
    where.require()
    path.write_text("two")  # the same file
    where.require()
    other = path.with_name("other")
    other.write_text("three")
    other.replace(path)
    with pytest.raises(ArchiveUnwritable, match="is another file"):
        where.require()
    path.unlink()
    with pytest.raises(ArchiveUnwritable, match="is no longer there"):
        where.require()
