"""What extraction takes for an e-mail address, an export without contacts replaces."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.export_contacts import ContactPolicy, Contacts
from scraper.extract.contacts import contacts_in_text

LOCALS = st.sampled_from(["ana", "ana.horvat", "o'neill", "a_b+c", "x-1", "info", "Presse"])
SIGNS = st.sampled_from(["@", " [at] ", "(at)", "{at}", " (ät) ", "[arroba]", " at "])
DOTS = st.sampled_from([".", "[dot]", " (punkt) ", "{punto}"])
WORDS = st.sampled_from(["example", "münchen", "sub-domain", "x1"])
ENDS = st.sampled_from(["eu", "org", "берлин"])
AROUND = st.text(alphabet=" .,;:()<>[]\n@abcat", max_size=12)
ADDRESSES = st.builds(
    lambda local, sign, word, dot, end: f"{local}{sign}{word}{dot}{end}",
    LOCALS,
    SIGNS,
    WORDS,
    DOTS,
    ENDS,
)


@settings(deadline=None)
@given(st.lists(st.tuples(AROUND, ADDRESSES), max_size=3), AROUND)
def test_nothing_that_extraction_finds_is_left(pairs: list[tuple[str, str]], end: str) -> None:
    text = "".join(around + address for around, address in pairs) + end
    for contacts in (Contacts.HASH, Contacts.LEAVE_OUT):
        policy = ContactPolicy(contacts, b"key")
        for field in ("body_text", "url"):
            masked = policy.text(text, field)
            assert contacts_in_text(masked) == (), (text, masked)
