"""A package that a reviewer can cite and check: data, descriptions, citations, digests.

Nothing of the machine or the moment of the export is in it, so that the same state of an
archive makes the same package.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from archive.errors import UsageError
from archive.export_contacts import Contacts
from archive.exports import Export
from scraper.exports.package_citations import write_citations
from scraper.exports.package_descriptors import About, write_descriptors
from scraper.exports.package_files import write_manifests, write_zip
from scraper.exports.package_readme import write_readme
from scraper.exports.package_tables import write_tables
from scraper.exports.state import archive_date, chosen
from scraper.exports.warc import write_warc

_SITES = "SELECT name, title, base_url FROM sites ORDER BY name"
_CONTACTS = {
    Contacts.KEEP: "E-mail addresses stand as they were published.",
    Contacts.HASH: "E-mail addresses are replaced by keyed digests.",
    Contacts.LEAVE_OUT: "E-mail addresses are left out.",
}


def write_folder(export: Export, out: Path, *, with_captures: bool = False) -> int:
    """Writes a package into an empty folder; returns the number of its articles.

    ``with_captures`` adds what was received, as WARC. Raises UsageError for that where
    addresses are to be replaced, and as :meth:`archive.exports.Export.articles` does.
    """
    if with_captures and export.contacts is not Contacts.KEEP:
        raise UsageError(
            "captures hold the e-mail addresses of their pages as they were received",
            hint="leave out --with-captures, or give --contacts keep",
        )
    for name in ("data", "citations"):
        (out / name).mkdir()
    count = write_tables(export, out)
    write_citations(export, out)
    if with_captures:
        write_warc(export, out / "data/captures.warc.gz")
    about = _about(export, count)
    write_readme(out, about)
    write_descriptors(out, about)
    write_manifests(out)
    return count


def write_zipped(export: Export, out: Path, *, with_captures: bool = False) -> int:
    """As :func:`write_folder`, into one new zip file."""
    with TemporaryDirectory(prefix=".package-", dir=out.parent) as name:
        folder = Path(name)
        count = write_folder(export, folder, with_captures=with_captures)
        write_zip(folder, out)
    return count


def _about(export: Export, count: int) -> About:
    rows = export.connection.execute(_SITES)
    sites = tuple((str(name), str(title), str(url)) for name, title, url in rows)
    titles = ", ".join(title for _, title, _ in sites) or "no platform"
    date = archive_date(export.connection)
    return About(
        title=f"Articles of {titles}",
        description=f"{count} articles as an archive held them at {date}: {chosen(export)}. "
        f"{_CONTACTS[export.contacts]}",
        date=date,
        sites=sites,
    )
