"""What was read from one captured page."""

from __future__ import annotations

from dataclasses import dataclass

from archive.records import Article, Problem, RemovedBlock


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as read from one capture, or what stood in the way of one."""

    article: Article | None = None  #: None if the page holds no title or no text
    problems: tuple[Problem, ...] = ()
    removed: tuple[RemovedBlock, ...] = ()  #: boilerplate taken out, with its rules
    banner_sentences: tuple[str, ...] = ()  #: consent sentences as the page's scripts give them
