"""All articles of the platform and their order, and what an editor does to them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from scraper.example import days
from scraper.example.specials import TYPO, special
from scraper.example.story import Block, Paragraph, Story, plain_blocks
from scraper.example.subjects import TERMS, Term
from scraper.example.truth import Edit
from scraper.example.writing import compose

_EDITED_AT = datetime(2026, 10, 20, 9, tzinfo=UTC)
#: Articles, from the oldest (0) to the newest (1), to which only one way leads.
_LONELY = ((0.15, "sitemap"), (0.35, "listing"), (0.90, "feed"))
_ADDED_TAG = TERMS["Skills"]


class Catalogue:
    """The articles, newest first where they are listed."""

    def __init__(self, articles: int, seed: int) -> None:
        self.edits = 0
        self.gone: set[str] = set()
        self.furniture: dict[str, int] = {}  #: how often only the furniture changed, by path
        self._touched: set[str] = set()
        self._stories = _with_paths_of_their_own(
            [
                _placed(special(compose(n, articles, seed), articles), articles)
                for n in range(articles)
            ]
        )
        self._index()

    def news(self) -> list[Story]:
        """What ``/news`` lists."""
        return [story for story in self._listed if story.section != "community-news"]

    def community_news(self) -> list[Story]:
        """What ``/community-news`` lists."""
        return [story for story in self._listed if story.section == "community-news"]

    def tagged(self, term: Term) -> list[Story]:
        """What the page of a term lists."""
        return self._by_term.get(term, [])

    def in_feed(self) -> list[Story]:
        """The ten newest, and the one that stands nowhere else."""
        newest = [story for story in self.stories if story.reach in ("all", "feed")]
        return newest[:10] + [story for story in newest[10:] if story.reach == "feed"]

    def in_sitemap(self) -> list[Story]:
        """The oldest first."""
        return [story for story in self.stories[::-1] if story.reach in ("all", "sitemap")]

    def recent(self, story: Story) -> tuple[Story, ...]:
        """The block *Recent news* beside a story: three that are older."""
        shown = self._listed[self._rank[story.number] :]
        return tuple(other for other in shown[:4] if other.number != story.number)[:3]

    def edit(self) -> Edit:
        """Some articles change, one vanishes, one changes in nothing but its furniture."""
        self.edits += 1
        changed = [
            self._change(_typo, "drupal10"),
            self._change(_figure, "drupal7"),
            self._change(_deadline, "drupal10"),
            self._change(_tag, "drupal7_stock"),
        ]
        boilerplate = self._untouched(lambda story: story.theme == "drupal10")
        self._put(replace(boilerplate, changed=self._now()))
        gone = self._untouched(lambda story: story.reach == "all")
        self.furniture[boilerplate.path] = self.edits
        self.gone.add(gone.path)
        self._stories.remove(gone)
        self._index()
        return Edit(tuple(path for path in changed if path), gone.path, boilerplate.path)

    def _index(self) -> None:
        self.stories = self._stories[::-1]
        self.by_path = {story.path: story for story in self.stories}
        self.by_node = {story.node: story for story in self.stories}
        self._listed = [story for story in self.stories if story.reach in ("all", "listing")]
        self._by_term: dict[Term, list[Story]] = {}
        self._rank: dict[int, int] = {}
        listed = 0
        for story in self.stories:
            self._rank[story.number] = listed
            if story.reach in ("all", "listing"):
                listed += 1
                for term in story.tags:
                    self._by_term.setdefault(term, []).append(story)

    def _now(self) -> datetime:
        return _EDITED_AT + timedelta(days=self.edits)

    def _change(self, change: Callable[[Story], Story | None], theme: str) -> str | None:
        for story in self.stories:
            new = change(story) if story.theme == theme else None
            if new is not None and story.path not in self._touched:
                self._put(replace(new, changed=self._now()))
                return story.path
        return None

    def _untouched(self, fits: Callable[[Story], bool]) -> Story:
        fitting = (story for story in self.stories if fits(story))
        return next(story for story in fitting if story.path not in self._touched)

    def _put(self, story: Story) -> None:
        self._touched.add(story.path)
        place = next(n for n, old in enumerate(self._stories) if old.number == story.number)
        self._stories[place] = story


def _placed(story: Story, total: int) -> Story:
    for share, reach in _LONELY:
        if story.number == int(share * total) and total >= 20:
            return replace(story, reach=reach)
    return story


def _with_paths_of_their_own(stories: list[Story]) -> list[Story]:
    """Drupal appends ``-0``, ``-1`` to an alias that is taken."""
    taken: dict[str, int] = {}
    unique = []
    for story in stories:
        again = taken.get(story.path, 0)
        taken[story.path] = again + 1
        unique.append(replace(story, slug=f"{story.slug}-{again - 1}") if again else story)
    return unique


def _typo(story: Story) -> Story | None:
    return _reworded(story, *TYPO)


def _figure(story: Story) -> Story | None:
    """The budget is raised by half a million."""
    found = re.search(r"EUR (\d+\.\d) million", _text(story))
    if found is None:
        return None
    return _reworded(story, found[0], f"EUR {float(found[1]) + 0.5:.1f} million")


def _deadline(story: Story) -> Story | None:
    """The deadline of a call is put off by two weeks."""
    if story.language != "en" or "Open call" not in story.labels or len(story.event_dates) != 1:
        return None
    old = date.fromisoformat(story.event_dates[0])
    new = days.one_day(old + timedelta(days=14), "en")
    reworded = _reworded(story, days.one_day(old, "en").text, new.text)
    return reworded and replace(reworded, event_dates=new.named)


def _tag(story: Story) -> Story | None:
    if _ADDED_TAG in story.tags:
        return None
    return replace(story, tags=(*story.tags, _ADDED_TAG))


def _text(story: Story) -> str:
    return "\n".join(text for block in story.body for text in plain_blocks(block))


def _reworded(story: Story, old: str, new: str) -> Story | None:
    """The story with ``old`` replaced in its running text; None if it is not there."""

    def reword(block: Block) -> Block:
        if not isinstance(block, Paragraph):
            return block
        return Paragraph(
            tuple(part.replace(old, new) if isinstance(part, str) else part for part in block.parts)
        )

    body = tuple(map(reword, story.body))
    if body == story.body:
        return None
    return replace(story, body=body, teaser=story.teaser.replace(old, new))
