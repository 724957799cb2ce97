"""Drupal's pagers: counted from 0, several of them in one parameter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from scraper.example.markup import link

_Item = TypeVar("_Item")


class Pager(NamedTuple):
    """All the pagers of one page, and where each of them stands."""

    path: str
    lengths: tuple[int, ...]  #: pages of each list, at least 1
    sizes: tuple[int, ...]  #: items on a page of each list
    current: tuple[int, ...]

    @classmethod
    def of(
        cls, path: str, totals: Sequence[int], size: int | Sequence[int], asked: Sequence[int], *,
        past_end: str,
    ) -> Pager:  # fmt: skip
        """The pagers of lists with ``totals`` items, as asked for in ``page``.

        Past the end, Drupal 7 shows the ``last`` page again; later ones an ``empty`` one.
        """
        sizes = [size] * len(totals) if isinstance(size, int) else list(size)
        lengths = [max(-(-total // each), 1) for total, each in zip(totals, sizes, strict=True)]
        wanted = [asked[n] if n < len(asked) else 0 for n in range(len(totals))]
        if past_end == "last":
            wanted = [min(page, length - 1) for page, length in zip(wanted, lengths, strict=True)]
        return cls(path, tuple(lengths), tuple(sizes), tuple(wanted))

    def shown(self, items: Sequence[_Item], element: int) -> Sequence[_Item]:
        """The items of one list that stand on this page."""
        first = self.current[element] * self.sizes[element]
        return items[first : first + self.sizes[element]]

    def is_last(self, element: int) -> bool:
        """True on the last page of one list."""
        return self.current[element] == self.lengths[element] - 1

    def address(self, element: int, page: int) -> str:
        """The address that moves one list and leaves the others where they are."""
        numbers = list(self.current[: element + 1])
        numbers[element] = page
        if any(self.current[element + 1 :]):
            numbers += self.current[element + 1 :]
        if not any(numbers):
            return self.path
        return f"{self.path}?page={'%2C'.join(map(str, numbers))}"

    def near(self, element: int) -> range:
        """The pages that the pager names: nine, around the current one."""
        first = max(min(self.current[element] - 4, self.lengths[element] - 9), 0)
        return range(first, min(first + 9, self.lengths[element]))


def drupal7_pager(pager: Pager, element: int) -> str:
    """``theme_pager`` of Drupal 7."""
    if pager.lengths[element] == 1:
        return ""
    here, last = pager.current[element], pager.lengths[element] - 1
    steps = []
    if here > 0:
        steps += [("pager-first first", 0, "« first"), ("pager-previous", here - 1, "‹ previous")]
    steps += [("pager-item", page, str(page + 1)) for page in pager.near(element)]
    if here < last:
        steps += [("pager-next", here + 1, "next ›"), ("pager-last last", last, "last »")]
    items = "".join(
        f'<li class="pager-current">{here + 1}</li>'
        if name == "pager-item" and page == here
        else f'<li class="{name}">{link(pager.address(element, page), text)}</li>'
        for name, page, text in steps
    )
    return (
        '<h2 class="element-invisible">Pages</h2>'
        f'<div class="item-list"><ul class="pager">{items}</ul></div>'
    )


def drupal10_pager(pager: Pager, element: int) -> str:
    """``pager.html.twig`` of Drupal 10; its links are relative to the page."""
    here, last = pager.current[element], pager.lengths[element] - 1
    if last == 0 or here > last:
        return ""
    steps = [("pager__item", page, str(page + 1)) for page in pager.near(element)]
    if here < last:
        steps += [
            ("pager__item pager__item--next", here + 1, "Next ›"),
            ("pager__item pager__item--last", last, "Last »"),
        ]
    items = "".join(_step(pager, element, *step) for step in steps)
    return (
        '<nav class="pager" role="navigation"><h4 class="visually-hidden">Pagination</h4>'
        f'<ul class="pager__items js-pager__items">{items}</ul></nav>'
    )


def _step(pager: Pager, element: int, name: str, page: int, text: str) -> str:
    current = " is-active" if page == pager.current[element] else ""
    address = pager.address(element, page).removeprefix(pager.path) or "?page=0"
    return f'<li class="{name}{current}">{link(address, text)}</li>'
