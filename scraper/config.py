"""What the user's config file says, checked.

The file is TOML, ``clusternews.toml`` in the working directory unless ``--config``
or ``CLUSTERNEWS_CONFIG`` names another. Flags win over the environment, the
environment over the file, the file over the defaults.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from archive.errors import ConfigError, UnknownSite, UsageError
from archive.export_contacts import Contacts
from archive.twins import NONE, Twins, check_twins
from scraper.notify import NOBODY, Notices, notices_from, with_environment
from scraper.quiet import QuietHours, Spans, quiet_hours
from scraper.site import Listing, Site, site_for_url
from scraper.site_patterns import check_patterns
from scraper.sites import find_site, known_sites, site_of_url

DEFAULT_FILE = Path("clusternews.toml")
DEFAULT_ARCHIVE = Path("news.db")

#: Config key -> (type, meaning). The documentation is held against this table by a test.
KEYS: dict[str, tuple[type, str]] = {
    "archive": (str, "path of the archive, relative to the config file"),
    "contact": (str, "e-mail address or page named in the User-Agent; real crawls need it"),
    "crawl_delay": (float, "seconds between two requests to one host, at least"),
    "quiet_hours": (Spans, "when nothing is asked: 07:00-20:00 Europe/Brussels"),
    "max_pages": (int, "a crawl stops after this many pages"),
    "revisit_days": (float, "every page is looked at again at least so often; at least 1"),
    "contacts": (str, "e-mail addresses in exports: keep, hash or leave-out"),
    "allow_loopback": (bool, "let crawls reach servers on this machine (for tests)"),
    "log_dir": (str, "folder for a log file of each run, relative to the config file"),
    "log_keep": (int, "so many of these files are kept"),
    "ping": (str, "address asked at the start (/start), success and failure (/fail) of a run"),
    "notify": (dict, "who gets a message of which runs, a table [notify]"),
    "tags": (dict, "tags that count as one when asked for, a table [tags]"),
    "sites": (dict, "platforms of your own, a table [sites.NAME] each"),
}

#: Key of the ``[tags]`` table -> (type, meaning).
TAG_KEYS: dict[str, tuple[type, str]] = {
    "join": (list, "groups of tags, each by slug, label or path: [[...], [...]]"),
}

#: Key of a ``[sites.NAME]`` table -> (type, meaning).
SITE_KEYS: dict[str, tuple[type, str]] = {
    "like": (str, "name of a known platform whose rules are taken over"),
    "title": (str, "the platform's own name"),
    "base_url": (str, "scheme and host, without a path"),
    "hosts": (list, "hosts that serve the same pages"),
    "witness_hosts": (list, "staging and preview hosts: never a second article"),
    "language": (str, "main language, two letters"),
    "encoding": (str, "encoding of the pages where the server is known to lie"),
    "listings": (list, "paths of pages with teasers"),
    "feeds": (list, "paths of RSS or Atom feeds"),
    "sitemaps": (list, "paths of sitemaps"),
    "article_paths": (list, "regular expressions of article paths"),
    "listing_paths": (list, "regular expressions of paths with links to articles"),
    "ignored_paths": (list, "regular expressions of paths never asked for"),
    "boilerplate": (list, "CSS selectors of blocks to remove"),
    "title_suffixes": (list, "what the platform appends to its page titles"),
    "month_first": (bool, "numeric dates put the month first"),
    "crawl_delay": (float, "seconds between two requests, at least"),
    "quiet_hours": (Spans, "when nothing is asked of it; empty: it may be asked at any time"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings of one command, after file and environment."""

    path: Path | None = None  #: the file read; None if there is none
    archive: Path = DEFAULT_ARCHIVE
    contact: str | None = None
    crawl_delay: float | None = None  #: least delay of every site; None: what the site says
    quiet_hours: tuple[QuietHours, ...] = ()  #: of platforms that have none of their own
    max_pages: int | None = None
    revisit_days: float = 30.0
    contacts: str = Contacts.KEEP.value  #: one of :class:`archive.export_contacts.Contacts`
    allow_loopback: bool = False
    log_dir: Path | None = None  #: None: runs have no log files
    log_keep: int = 30
    notices: Notices = NOBODY
    tags: Twins = NONE  #: groups of tags that count as one, on every platform
    sites: Mapping[str, Site] = field(default_factory=dict)  #: all platforms by name
    met: dict[str, Site] = field(default_factory=dict, compare=False)
    #: platforms without a site file that were asked for, by the name of their host

    def site(self, name: str) -> Site:
        """The platform of that name, or the host that the archive knows by it.

        Raises UnknownSite with the nearest name.
        """
        if name in self.sites:
            return self.sites[name]
        from scraper.host_sites import archived_site

        if (known := archived_site(self.archive, name)) is not None:
            return self._mannered(known)
        near = difflib.get_close_matches(name, self.sites, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]!r}? " if near else ""
        raise UnknownSite(
            f"no platform is called {name!r}",
            hint=f"{hint}`clusternews sites` lists those known",
        )

    def site_of(self, url: str) -> Site:
        """The platform that serves ``url``; one with generic rules if none is known.

        Such a one is named by its host, and keeps the address under which the archive
        knows it. Raises UsageError if ``url`` is no http or https address.
        """
        host_of(url)  # says what is wrong with what is no address
        if (site := site_of_url(url, self.sites.values())) is not None:
            return site
        from scraper.host_sites import site_of_host

        name = site_for_url(url).name
        if name not in self.met:
            self.met[name] = self._mannered(site_of_host(self.archive, url))
        return self.met[name]

    def _mannered(self, site: Site) -> Site:
        return site.with_manners(self.crawl_delay or 0.0, self.quiet_hours)


def host_of(url: str) -> str:
    """Host and port of an address, lower case; raises UsageError if it is no web address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise UsageError(f"{url!r} is no web address", hint="https://www.example.org/news")
    return parts.netloc.lower()


def load_config(path: Path | None = None) -> Config:
    """Read the config file and the environment.

    ``path`` None: ``CLUSTERNEWS_CONFIG``, else ``clusternews.toml`` if there is one.
    Raises ConfigError for a file that is missing though named, cannot be read, or
    has keys or values we do not know.
    """
    named = path or _environment_path("CLUSTERNEWS_CONFIG")
    source = named or (DEFAULT_FILE if DEFAULT_FILE.is_file() else None)
    config = _from_file(source) if source else Config(sites=known_sites())
    return _with_environment(config)


def _environment_path(name: str) -> Path | None:
    value = os.environ.get(name)
    return Path(value) if value else None


def _with_environment(config: Config) -> Config:
    archive = _environment_path("CLUSTERNEWS_ARCHIVE")
    contact = os.environ.get("CLUSTERNEWS_CONTACT")
    if archive:
        config = replace(config, archive=archive)
    config = replace(config, notices=with_environment(config.notices))
    return replace(config, contact=contact) if contact else config


def _from_file(path: Path) -> Config:
    values = _parse(path)
    # Before the others: what is said of a wrong value there quotes it.
    notices = notices_from(values.pop("ping", None), values.pop("notify", None), str(path))
    _check(values, KEYS, where=str(path))
    quiet = quiet_hours(values.pop("quiet_hours", ()), str(path))
    sites = dict(known_sites())
    for name, table in values.pop("sites", {}).items():
        sites[name] = _site(name, table, sites, where=f"{path}: [sites.{name}]")
    if values.get("contacts", Contacts.KEEP) not in set(Contacts):
        known = ", ".join(Contacts)
        raise ConfigError(f"{path}: contacts is {values['contacts']!r}", hint=f"one of: {known}")
    if "tags" in values:
        values["tags"] = _twins(values["tags"], where=f"{path}: [tags]")
    for key in ("archive", "log_dir"):
        if key in values:
            values[key] = path.parent / Path(values[key]).expanduser()
    manners = (values.get("crawl_delay", 0.0), quiet)
    sites = {name: site.with_manners(*manners) for name, site in sites.items()}
    return Config(path=path, sites=sites, notices=notices, quiet_hours=quiet, **values)


def _twins(table: Mapping[str, Any], where: str) -> Twins:
    for key in table:
        if key not in TAG_KEYS:
            raise ConfigError(f"{where}: unknown key {key!r}", hint=f"known: {', '.join(TAG_KEYS)}")
    groups = table.get("join", [])
    if not isinstance(groups, list) or not all(_fits(group, list) for group in groups):
        raise ConfigError(f"{where}: join must be a list of lists", hint=TAG_KEYS["join"][1])
    try:
        check_twins(groups)
    except UsageError as error:
        raise ConfigError(f"{where}: join: {error}", hint=error.hint) from None
    return tuple(map(tuple, groups))


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(f"there is no config file {path}") from None
    except OSError as error:
        raise ConfigError(f"the config file {path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"the config file {path} is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            f"the config file {path} is not valid TOML: {error}",
            hint="clusternews.toml.example shows every key",
        ) from None


def _check(values: Mapping[str, Any], known: Mapping[str, tuple[type, str]], where: str) -> None:
    for key, value in values.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(known)}"
            raise ConfigError(f"{where}: unknown key {key!r}", hint=hint)
        wanted = known[key][0]
        if not _fits(value, wanted):
            raise ConfigError(
                f"{where}: {key} must be {_kind(wanted)}, and is {value!r}",
                hint=known[key][1],
            )


def _fits(value: object, wanted: type) -> bool:
    if wanted is float:
        return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
    if wanted is int:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if wanted is Spans:
        return isinstance(value, str) or _fits(value, list)
    if wanted is list:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, wanted)


def _kind(wanted: type) -> str:
    return {
        str: "a text in quotes",
        float: "a number, zero or more",
        int: "a whole number, zero or more",
        bool: "true or false",
        list: "a list of texts",
        Spans: "a text in quotes, or a list of them",
        dict: "a table",
    }[wanted]


def _site(name: str, table: object, sites: Mapping[str, Site], where: str) -> Site:
    if not isinstance(table, dict):
        raise ConfigError(f"{where} must be a table")
    _check(table, SITE_KEYS, where)
    check_patterns(table, where)
    model = _model(table.get("like"), sites, where)
    base_url = table.get("base_url") or (model.base_url if model else None)
    parts = urlsplit(base_url or "")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ConfigError(f"{where}: base_url must be like https://www.example.org")
    fields: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in table.items()
        if key != "like"
    }
    if "quiet_hours" in fields:
        fields["quiet_hours"] = quiet_hours(fields["quiet_hours"], where)
    fields["base_url"] = f"{parts.scheme}://{parts.netloc.lower()}"
    if "base_url" in table:
        fields.setdefault("hosts", (parts.netloc.lower(),))
    if "listings" in table:
        fields["listings"] = tuple(Listing(path=item) for item in table["listings"])
    if model:
        return replace(model, name=name, **fields)
    return Site(name=name, **{"title": name, **fields})


def _model(like: str | None, sites: Mapping[str, Site], where: str) -> Site | None:
    if like is None:
        return None
    if like in sites:
        return sites[like]
    try:
        return find_site(like)
    except UnknownSite as error:
        raise ConfigError(f"{where}: like: {error}", hint=error.hint) from None
