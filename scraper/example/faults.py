"""All faults that the example platform can show, by name, and which of them are on."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from scraper.example.faults_kinds import ARTICLE, EVERYWHERE, Fault, Hit, Script
from scraper.example.faults_lists import LISTS
from scraper.example.faults_pages import PAGES
from scraper.example.faults_time import TIME
from scraper.example.faults_ways import WAYS
from scraper.example.faults_wire import WIRE
from scraper.example.routes import Answer, Routes, path_of

#: Every fault by its name.
FAULTS: dict[str, Fault] = {fault.name: fault for fault in (*WIRE, *PAGES, *WAYS, *LISTS, *TIME)}


def find_fault(name: str) -> Fault:
    """The fault of that name. Raises ValueError that names the nearest one."""
    if name in FAULTS:
        return FAULTS[name]
    near = get_close_matches(name, FAULTS, 1)
    hint = f"; is {near[0]} meant?" if near else ""
    raise ValueError(f"no fault is called {name!r}{hint}")


class Met(NamedTuple):
    """What a fault does with one request."""

    name: str  #: of the fault
    reply: Answer | Script


@dataclass(frozen=True, slots=True)
class _On:
    """A fault that is on."""

    fault: Fault
    paths: tuple[str, ...]
    met: Counter[str]  #: requests that it has met, by path

    def fits(self, path: str) -> bool:
        return path in self.paths or path.startswith(self.fault.also)


class Switchboard:
    """Which faults are on, and where; may be asked from many threads."""

    def __init__(self, routes: Routes, base_url: str, secret: str) -> None:
        """``secret``: scheme and host that the faults lead to which mean harm."""
        self._routes = routes
        self._base_url = base_url
        self._secret = secret
        self._on: dict[str, _On] = {}
        self._lock = threading.Lock()

    def switch_on(self, name: str, paths: Iterable[str] = ()) -> tuple[str, ...]:
        """Switch a fault on, at ``paths`` or where it belongs; the paths that it acts on.

        Raises ValueError for a name that no fault has, or if no article is left for it.
        """
        fault = find_fault(name)
        with self._lock:
            # Switched on once more it moves, and counts anew.
            self._on.pop(name, None)
            chosen = tuple(paths) or (self._free() if fault.at == ARTICLE else fault.at,)
            self._on[name] = _On(fault, chosen, Counter())
            return chosen

    def switch_off(self, name: str | None = None) -> None:
        """Switch a fault off, or all of them. One that is not on stays off.

        Raises ValueError for a name that no fault has.
        """
        with self._lock:
            if name is None:
                self._on.clear()
            else:
                self._on.pop(find_fault(name).name, None)

    @property
    def on(self) -> Mapping[str, tuple[str, ...]]:
        """Name -> paths of the faults that are on."""
        with self._lock:
            return {name: on.paths for name, on in self._on.items()}

    def meet(
        self, target: str, fields: Mapping[str, str], healthy: Callable[[], Answer]
    ) -> Met | None:
        """What the fault of a path does with a request; None where all is well.

        The fault of one path goes before one of every page, the latest before earlier ones.
        """
        path = path_of(target)
        with self._lock:
            fitting = [on for on in self._on.values() if on.fits(path)]
            fitting = fitting or [on for on in self._on.values() if EVERYWHERE in on.paths]
            if not fitting:
                return None
            chosen = fitting[-1]
            chosen.met[path] += 1
            nth, total = chosen.met[path], chosen.met.total()
        hit = Hit(
            target=target,
            fields=fields,
            nth=nth,
            total=total,
            base_url=self._base_url,
            secret=self._secret,
            story=self._routes.catalogue.by_path.get(path),
            healthy=healthy,
            render=self._routes.page_of,
        )
        reply = chosen.fault.act(hit)
        return None if reply is None else Met(chosen.fault.name, reply)

    def _free(self) -> str:
        """The newest article that every list leads to and no fault has yet.

        Every other one is left alone, so that healthy pages stand beside the faulty.
        """
        taken = {path for on in self._on.values() for path in on.paths}
        listed = [story for story in self._routes.catalogue.stories if story.reach == "all"]
        for story in listed[::2]:
            if story.path not in taken:
                return story.path
        raise ValueError("no article is left for a further fault; serve more of them")
