"""What a request asks, and the addresses of our own pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from archive.errors import UsageError

#: What ``format=`` may ask for beside the page itself.
FORMS = ("csv", "json")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, without what belongs to HTTP."""

    path: str  #: as it was asked for, percent-encoded, without the query
    args: Mapping[str, Sequence[str]] = field(default_factory=dict)
    #: name -> values of the query, blank ones left out
    parts: Mapping[str, str] = field(default_factory=dict)
    #: named parts of the path, decoded

    @property
    def form(self) -> str:
        """``html``, or what ``format=`` asks for. Raises UsageError for another."""
        form = self.one("format", "html")
        if form not in (*FORMS, "html"):
            raise UsageError(f"format={form}: there are csv and json")
        return form

    def one(self, name: str, default: str = "") -> str:
        """The last value of that name; ``default`` if there is none."""
        values = self.args.get(name)
        return values[-1] if values else default

    def all(self, name: str) -> list[str]:
        """Every value of that name, each once, in their order."""
        return list(dict.fromkeys(self.args.get(name, ())))

    def number(self, name: str, default: int, *, most: int = 10**9) -> int:
        """A whole number of at least 1. Raises UsageError for what is none, or over ``most``."""
        text = self.one(name)
        if not text:
            return default
        if not (text.isascii() and text.isdigit() and 1 <= len(text) <= 10 and int(text) > 0):
            raise UsageError(f"{name}={text[:40]}: a whole number from 1 on is wanted")
        if int(text) > most:
            raise UsageError(f"{name}={text}: at most {most}")
        return int(text)

    def link(self, **changes: str | Sequence[str] | None) -> str:
        """The address of this page with some values changed; None takes one out.

        Changing anything leads back to the first page, unless ``page`` itself is given.
        """
        args: dict[str, Sequence[str]] = {
            name: values for name, values in self.args.items() if name != "page"
        }
        for name, value in changes.items():
            args.pop(name, None)
            if value:
                args[name] = [value] if isinstance(value, str) else list(value)
        return address(self.path, args)

    def without(self, name: str, value: str) -> str:
        """The address of this page with one value of a name taken out."""
        return self.link(**{name: [one for one in self.all(name) if one != value]})

    def adding(self, name: str, value: str) -> str:
        """The address of this page with one value more of a name."""
        return self.link(**{name: [*self.all(name), value]})


def address(path: str, args: Mapping[str, str | Sequence[str]] | None = None) -> str:
    """A path with a query; values that are blank are left out."""
    kept = {name: value for name, value in (args or {}).items() if value}
    return f"{path}?{urlencode(kept, doseq=True)}" if kept else path


def article_path(article_id: int, rest: str = "") -> str:
    """The page of an article; ``rest`` is ``versions`` or ``diff`` for what belongs to it."""
    return f"/articles/{article_id}" + (f"/{rest}" if rest else "")


def tag_path(name: str) -> str:
    """The page of a tag, by its slug or label."""
    return f"/tags/{quote(name, safe='')}"


def site_path(name: str) -> str:
    """The page of a platform."""
    return f"/sites/{quote(name, safe='')}"


def run_path(run_id: int) -> str:
    """The page of a run."""
    return f"/runs/{run_id}"


def question_path(name: str, **values: str) -> str:
    """The page of a named question, with the values it is put with."""
    return address(f"/questions/{quote(name, safe='')}", values)


def search_path(**values: str | Sequence[str]) -> str:
    """The search page, with words (``q``) and filters."""
    return address("/search", values)
