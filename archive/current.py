"""The version that an article shows, and the capture that it was read from."""

from __future__ import annotations

from dataclasses import dataclass

from archive.records import CapturedPage, Form

#: The row of an article, by its address, in the order of :class:`Current`.
SELECT_CURRENT = """
SELECT a.id, a.current_version, v.id, v.content_sha256, c.form, c.witness, c.captured_at,
  a.state, a.gone_at
FROM articles a
JOIN versions v ON v.article_id = a.id AND v.number = a.current_version
JOIN captures c ON c.id = v.capture_id
WHERE a.url = ?
"""


@dataclass(frozen=True, slots=True)
class Current:
    """The version an article shows, and the capture it came from."""

    article_id: int
    number: int
    version_id: int
    digest: str
    form: str
    witness: int
    captured_at: str
    state: str
    gone_at: str | None

    def is_fuller_than(self, capture: CapturedPage) -> bool:
        """True if ``capture`` comes from a lesser place, or from an equal one and shows less."""
        return self._rank < (capture.witness, capture.form == Form.PRINT)

    def is_poorer_than(self, capture: CapturedPage) -> bool:
        """True if ``capture`` comes from a better place, or from an equal one and shows more."""
        return self._rank > (capture.witness, capture.form == Form.PRINT)

    @property
    def _rank(self) -> tuple[bool, bool]:
        """Place and form, the better ones first, as histories rank them."""
        return (bool(self.witness), self.form == Form.PRINT)
