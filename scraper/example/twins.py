"""The many addresses under which one article can be met."""

from __future__ import annotations

from typing import NamedTuple

from scraper.example.story import Story


class Twins(NamedTuple):
    """The hosts of the running platform."""

    base_url: str
    second_url: str  #: serves the same pages under another name
    witness_url: str  #: a preview host that is linked and does not answer

    def of(self, story: Story) -> tuple[str, ...]:
        """Every address of the article but its own."""
        own = self.base_url + story.path
        return (
            f"{own}?utm_source=newsletter&utm_medium=mail",
            f"{own}?fbclid=IwAR0xExample",
            f"{own};jsessionid=6F1C2A9B0D3E4F5A6B7C8D9E0F1A2B3C",
            f"{own}/",
            f"{own}#comments",
            self.second_url + story.path,
            self.witness_url + story.path,
            f"{self.base_url}/node/{story.node}",
        )

    def teaser_link(self, story: Story, rank: int) -> str:
        """What a listing links: mostly the path, now and then one of the twins."""
        twins = self.of(story)
        if rank % 3 or story.reach != "all":
            return story.path
        return twins[(story.number + rank) % (len(twins) - 1)]
