"""Pictures, links and files of an article."""

from __future__ import annotations

import pytest

from archive.records import Attachment, Image, Link
from tests.scraper.saved import TEXT, article, document


def images(html: str) -> tuple[Image, ...]:
    return article(document(f"<main>{TEXT}{html}</main>")).images


def image(path: str, alt: str | None = None, caption: str | None = None) -> Image:
    return Image(f"https://www.example.org{path}", alt, caption)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<img src='/q.jpg' alt='The quay'>", image("/q.jpg", "The quay")),
        ("<img src='/q.jpg' alt='IMG_0727.JPG'>", image("/q.jpg")),
        (
            "<img src='/0727%20-%20Foto%20Noticia.jpg' alt='0727 - Foto Noticia'>",
            image("/0727%20-%20Foto%20Noticia.jpg"),
        ),
        (
            (
                "<img src='/q.jpg' alt='A picture containing text, building Description "
                "automatically generated'>"
            ),
            image("/q.jpg"),
        ),
        ("<img data-src='/q.jpg' src='data:image/gif;base64,R0'>", image("/q.jpg")),
        ("<img srcset='/q.jpg 1x, /q2.jpg 2x'>", image("/q.jpg")),
        ("<img src='/img/spacer.gif' data-src='/q.jpg'>", image("/q.jpg")),
        (
            "<figure><img src='/q.jpg'><figcaption>By the quay</figcaption></figure>",
            image("/q.jpg", None, "By the quay"),
        ),
        (
            "<figure><img src='/q.jpg'><figcaption>By the quay By the quay</figcaption></figure>",
            image("/q.jpg", None, "By the quay"),
        ),
        (
            "<div><img src='/q.jpg'><p class='caption'>By the quay</p></div>",
            image("/q.jpg", None, "By the quay"),
        ),
    ],
)
def test_pictures(html: str, expected: Image) -> None:
    assert images(html) == (expected,)


@pytest.mark.parametrize(
    "html",
    [
        "<img src='/pixel.gif' width=1 height=1>",
        "<img src='data:image/png;base64,R0'>",
        "<img src='/static/icons/share.svg'>",
        "<img src='/people/ana.jpg' class='avatar'>",
        "<img>",
        "<img class='file-icon' src='/icons/pdf.png' alt='PDF icon'>",
    ],
)
def test_no_pictures_of_the_article(html: str) -> None:
    assert images(html) == ()


def test_a_caption_is_not_part_of_the_text() -> None:
    found = article(
        document(
            f"<main>{TEXT}<figure><img src='/q.jpg'><figcaption>Photo: port</figcaption>"
            "</figure></main>"
        )
    )
    assert "Photo: port" not in found.body_text


def test_links_are_absolute_and_as_written() -> None:
    found = article(
        document(
            f"<main>{TEXT}<p>Everything else that was said at the meeting stands in <a "
            "href='/b?utm_source=x#y'>One</a> <a href='https:////cdn.example/z'>Two</a> "
            "<a href='mailto:a@b.example'>m</a> <a href='#n'>n</a> <a href='javascript:x()'>j</a> "
            "<a href='tel:+43'>t</a> <a href='http://[bad'>b</a></p></main>"
        )
    )
    assert found.links == (
        Link("https://www.example.org/b?utm_source=x#y", "One"),
        Link("https://cdn.example/z", "Two"),
    )


DRUPAL_7 = (
    '<div class="field field-name-field-file field-type-file"><div class="field-items">'
    '<div class="field-item even"><span class="file"><img class="file-icon" '
    'alt="PDF icon" src="/i.png"> '
    '<a href="/files/form.pdf" type="application/pdf; length=321842">The form</a>'
    "</span> 314.3 KB</div></div></div>"
)
DRUPAL_7_TABLE = (
    '<div class="field field-name-field-file field-type-file"><table '
    'class="sticky-enabled"><thead><tr>'
    "<th>Attachment</th><th>Size</th></tr></thead><tbody><tr><td><span class='file'>"
    '<a href="/files/form.pdf" type="application/pdf">The form</a></span></td><td>'
    "314.3 KB</td></tr>"
    "<tr><td><span class='file'><a href='/files/b.docx'>Second</a></span></td><td>"
    "1.44 MB</td></tr></tbody></table></div>"
)


@pytest.mark.parametrize("html", [DRUPAL_7, DRUPAL_7_TABLE])
def test_files_of_a_field(html: str) -> None:
    node = (
        "<div id='node-7' class='node node-news node-full'><div class='field "
        f"field-name-body'>{TEXT}</div>{html}</div>"
    )
    found = article(document(node))
    assert found.attachments[0] == Attachment(
        "https://www.example.org/files/form.pdf", "The form", "application/pdf", "314.3 KB"
    )
    assert len(found.body_text.split("\n\n")) == 3
    if html is DRUPAL_7_TABLE:
        assert found.attachments[1].size == "1.44 MB"
        assert found.attachments[1].label == "Second"


def test_documents_of_the_site_in_the_text_are_offered_those_of_others_only_linked() -> None:
    found = article(
        document(
            f"<main>{TEXT}<p>Everything else that was said at the meeting stands in <a "
            "href='/files/a.pdf'>Ours</a> <a href='https://other.example/b.pdf'>Theirs</a></p></main>"
        )
    )
    assert [file.label for file in found.attachments] == ["Ours"]
    assert [link.text for link in found.links] == ["Ours", "Theirs"]


def test_the_picture_between_title_and_text() -> None:
    lead = "<figure><img src='/lead.jpg'><figcaption>The crane</figcaption></figure>"
    teaser = "<figure><a href='/other'><img src='/t.jpg'></a></figure>"
    found = article(document(f"{lead}<main>{TEXT}</main>{teaser}")).images
    assert found == (image("/lead.jpg", None, "The crane"),)
