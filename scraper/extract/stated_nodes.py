"""Which of a page's JSON-LD nodes is about the page: its article, or the page itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from scraper.clean.wording import bare
from scraper.extract.json_ld import Node, type_names

#: Types of schema.org that are an article.
ARTICLE_TYPES = frozenset(
    {
        *("Article", "NewsArticle", "BlogPosting", "Report", "ReportageNewsArticle"),
        *("PressRelease", "AnalysisNewsArticle", "BackgroundNewsArticle", "OpinionNewsArticle"),
        *("ReviewNewsArticle", "AskPublicNewsArticle", "SocialMediaPosting", "LiveBlogPosting"),
        *("TechArticle", "ScholarlyArticle", "AdvertiserContentArticle", "SatiricalArticle"),
        *("MedicalScholarlyArticle", "DiscussionForumPosting"),
    }
)

#: Types that an article's own page is not.
PAGE_TYPES = frozenset(
    {"CollectionPage", "SearchResultsPage", "ProfilePage", "FAQPage", "ContactPage"}
)

#: Types of other works that a page can be about, and of the page itself.
WORK_TYPES = frozenset(
    {
        *("WebPage", "ItemPage", "AboutPage", "MedicalWebPage", "QAPage", "Recipe", "Review"),
        *("VideoObject", "HowTo", "CreativeWork", "Course", "PodcastEpisode", "CriticReview"),
        *("MediaGallery", "ImageGallery", "AudioObject", "Dataset", "Guide"),
    }
)

_LONGEST = 600
#: A headline with at least this share of its words in the page's title is the page's.
_AGREEMENT = 0.6


@dataclass(frozen=True, slots=True)
class Subject:
    """What is known of the page beside its JSON-LD: the addresses and titles it has."""

    addresses: Iterable[str]
    titles: Sequence[str]

    def points(self, node: Node) -> int:
        """How far a node is about this page: below zero if it is about another."""
        return self._of_address(node) + self._of_headline(node)

    def _of_address(self, node: Node) -> int:
        own = {_address(address) for address in self.addresses if address} - {""}
        named = {_address(address) for address in _addresses(node)} - {""}
        if not own or not named:
            return 0
        return 4 if own & named else -3

    def _of_headline(self, node: Node) -> int:
        headline = node.get("headline") or node.get("name")
        if not isinstance(headline, str) or not self.titles:
            return 0
        words = _words(headline)
        shares = [_share(words, _words(title)) for title in self.titles]
        return 3 if max(shares) >= _AGREEMENT else -1


def article_of(nodes: Iterable[Node], subject: Subject) -> Node:
    """The node of the article that the page is about; empty if none is.

    A node of another address and another headline is a related article. Of several that
    fit alike, the one that says most.
    """
    return _best([node for node in nodes if _is(node, ARTICLE_TYPES)], subject)


def work_of(nodes: Iterable[Node], subject: Subject) -> Node:
    """The node of the page itself, or of another dated work that it is about."""
    works = [node for node in nodes if _is(node, WORK_TYPES)]
    dated = [node for node in works if "datePublished" in node or "uploadDate" in node]
    return _best(dated, subject)


def _best(nodes: list[Node], subject: Subject) -> Node:
    best: Node = {}
    highest = (-2, 0)
    for node in nodes[:200]:
        rank = (subject.points(node), len(node))
        if rank > highest:
            best, highest = node, rank
    return best


def _is(node: Node, types: frozenset[str]) -> bool:
    return not types.isdisjoint(type_names(node))


def _addresses(node: Node) -> Iterable[str]:
    """The addresses that a node gives for what it describes."""
    page = node.get("mainEntityOfPage")
    values = [node.get("url"), node.get("@id"), page]
    if isinstance(page, dict):
        values += [page.get("@id"), page.get("url")]
    return [value for value in values if isinstance(value, str)]


@lru_cache(maxsize=256)
def _address(address: str) -> str:
    """An address without what two of one page differ in; empty for what is none."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https", "") or not parts.netloc:
        return ""
    path = unquote(parts.path).casefold().rstrip("/")
    return path.removesuffix(".html").removesuffix("/amp")


def _words(text: str) -> set[str]:
    return set(bare(text[:_LONGEST]).split())


def _share(first: set[str], second: set[str]) -> float:
    """Share of the words of the shorter text that stand in the other."""
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter else 0.0
