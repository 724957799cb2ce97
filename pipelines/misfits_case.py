"""A page beside the past of its site: what about its tree and its statements is not as ever."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from archive.profiles import Group, Profile, named_steps, section_of
from archive.records import Misfit, Visit
from archive.shown_pages import Own, Shown

#: So many pages must be known before what they have in common means anything.
SOME = 12
#: The share that counts as always.
ALWAYS = 0.98
#: With more folders for so many pages, a new one is no new section.
_SECTIONS = 0.2
_NAMES = re.compile(r"\.\S+")


@dataclass
class Case:
    """One page beside the past of its site."""

    profile: Profile
    shown: Shown
    own: Own | None
    visit: Visit
    found: list[Misfit] = field(default_factory=list)

    @cached_property
    def group(self) -> Group:
        """The pages that it is compared with."""
        profile, rules = self.profile, self.shown.rules
        group = profile.group(self.shown.template, rules)
        if group.pages:
            return group
        before = self.own.shown if self.own else None
        if before is not None and profile.group(before.template, rules).pages:
            return profile.group(before.template, rules)
        return profile.every(rules)[0]

    @cached_property
    def is_of_new_template(self) -> bool:
        """True if no page of the site was of this generation of markup."""
        return not self.profile.group(self.shown.template, self.shown.rules).pages

    @cached_property
    def is_known(self) -> bool:
        """True if an article was read there before."""
        return self.own is not None and bool(self.own.body)

    @cached_property
    def may_be_unlike(self) -> bool:
        """True for a page that is allowed to look unlike all others: the first of a section,
        or one that is older than what is known, as a first crawl finds them."""
        if self.is_known:
            return False
        profile, published = self.profile, self.shown.published_at
        if published and profile.oldest and published[:10] < profile.oldest[:10]:
            return True
        sections = profile.sections
        if len(sections) > _SECTIONS * sections.total():
            return False
        return not sections[section_of(self.shown.url)]

    @cached_property
    def new_places(self) -> frozenset[int]:
        """Kinds of places of the page that no page of the site has had."""
        return self.shown.places - self.profile.places.keys()

    @cached_property
    def new_steps(self) -> tuple[str, ...]:
        """Names in the tree of the page that no page of the site has had."""
        steps: dict[str, None] = {}
        for block in self.visit.blocks:
            if block.place in self.new_places:
                steps.update(dict.fromkeys(named_steps(block.path)))
        return tuple(step for step in steps if step not in self.profile.steps)

    @cached_property
    def is_built_otherwise(self) -> bool:
        """True if the tree is of a shape never seen."""
        return self.is_of_new_template or bool(self.new_steps) or self.has_renamed_place

    @cached_property
    def has_renamed_place(self) -> bool:
        """True if a new kind of place differs from one that is missing by its names alone."""
        if not self.new_places or not self.lost_places:
            return False
        paths = self.profile.places
        lost = {_bare(paths[place]) for place in self.lost_places if place in paths}
        return any(
            block.place in self.new_places and _bare(block.path) in lost
            for block in self.visit.blocks
        )

    @cached_property
    def lost_sources(self) -> tuple[str, ...]:
        """Methods that say something on all pages, and on this one nothing."""
        group = self.group
        if group.read < SOME:
            return ()
        always = (name for name, count in group.sources.items() if count >= ALWAYS * group.read)
        return tuple(name for name in always if name not in self.shown.said)

    @cached_property
    def lost_places(self) -> frozenset[int]:
        """Kinds of places that all pages have, and this one has not."""
        group = self.group
        if group.placed < SOME or not self.shown.places:
            return frozenset()
        fewest = ALWAYS * group.placed
        always = (place for place, count in group.places.items() if count >= fewest)
        return frozenset(place for place in always if place not in self.shown.places)

    @cached_property
    def frame_share(self) -> float:
        """Which share of the blocks that nearly all pages repeat this one has; 1 if there
        are too few of them."""
        group = self.group
        if group.placed < SOME:
            return 1.0
        frame = [key for key, count in group.keys.items() if count >= 0.8 * group.placed]
        if len(frame) < 5:
            return 1.0
        return sum(key in self.shown.keys for key in frame) / len(frame)

    def add(self, name: str, sign: str, expected: str, found: str) -> None:
        """Notes a misfit, unless a person has accepted it."""
        known = (self.shown.template, name, sign, found)
        if known not in self.profile.accepted and all(one.field != name for one in self.found):
            self.found.append(Misfit(name, sign, expected, found))


def _bare(path: str) -> str:
    """A kind of place by its tags alone."""
    return _NAMES.sub("", path)
