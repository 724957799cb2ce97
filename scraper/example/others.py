"""The addresses of the platform that are linked and are no article."""

from __future__ import annotations

from typing import NamedTuple

from scraper.example.truth import ExpectedPage

DISALLOWED = ("/admin/", "/search/", "/content/draft-", "/user/register")

_COOKIE_POLICY = (
    "<p>This platform uses cookies to count visits and to remember what you agreed to.</p>"
    "<h2>Which cookies we set</h2><ul><li>cookie-agreed: your choice, for 100 days</li>"
    "<li>has_js: whether your browser runs scripts</li></ul>"
)
_ABOUT = "<p>The platform connects cluster organisations in Europe. Use the menu to find them.</p>"
_PROFILE = "<p>Year of foundation: 2012</p><p>Number of members: 84</p><p>56% completed</p>"
_LOGIN = (
    '<form action="/user/login" method="post" id="user-login-form">'
    '<label for="edit-name">Username</label><input type="text" id="edit-name" name="name" />'
    '<label for="edit-pass">Password</label><input type="password" id="edit-pass" name="pass" />'
    '<input type="submit" value="Log in" /></form>'
)


class Other(NamedTuple):
    """A page of fixed content."""

    title: str
    text: str
    kind: str = "system"  #: ``system``: an error or a form; else a Drupal content type
    status: int = 200


LOGIN_PATH = "/user/login"
LOGIN = Other("Log in", _LOGIN)

#: Pages that answer by themselves.
PAGES = {
    LOGIN_PATH: LOGIN,
    "/community-news/partners-area-minutes": LOGIN,
    "/content/privacy-policy": Other("Privacy policy", _COOKIE_POLICY, "page"),
    "/content/about-platform": Other("About the platform", _ABOUT, "page"),
    "/content/textile-regions-network": Other(
        "Textile Regions Network", _PROFILE, "cluster-network"
    ),
    "/content/withdrawn-guidance": Other(
        "Page not found", "<p>The requested page could not be found.</p>"
    ),
}

#: Redirects, to a path or to another site.
REDIRECTS = {
    "/content/members-only-benchmark": "/user/login?destination=/content/members-only-benchmark",
    "/content/moved-portal": "http://example.org/portal",
    "/content/circular-reference": "/content/circular-reference",
    "/content/ping": "/content/pong",
    "/content/pong": "/content/ping",
}

#: Prefixes under which every address is a help page or a profile.
LANDING_PREFIXES = (
    "/cluster-networks", "/event-calendar", "/knowledge-sharing", "/resources", "/labels",
    "/cluster-organisations", "/faq-page", "/register-your-profile",
)  # fmt: skip

_TOO_LONG = "/content/" + "-".join(["appendix"] * 260)

#: Linked from the last page of the news: address and text.
STRAYS = (
    ("/content/members-only-benchmark", "Benchmark of services (members only)"),
    ("/content/withdrawn-guidance", "Guidance on state aid"),
    ("/content/moved-portal", "The portal has moved"),
    ("/content/circular-reference", "See also"),
    ("/content/draft-annual-programme", "Annual programme (draft)"),
    (_TOO_LONG, "All appendices"),
    ("ftp://files.example/newsletter.pdf", "Newsletter archive"),
    ("javascript:history.back()", "Back"),
    ("https:////www.example.com/news", "A partner's news"),
    ("http://admin:secret@127.0.0.1/news/backstage", "Backstage"),
)

#: In the sitemap, beside the articles.
IN_SITEMAP = (
    "/content/privacy-policy",
    "/content/about-platform",
    "/content/textile-regions-network",
    "/content/old-call-closed",
    "/content/ping",
    "/community-news/partners-area-minutes",
    "/tags/quantum",
)


#: How each of them must end, if it is followed.
EXPECTED = (
    ExpectedPage("/content/privacy-policy", ("fetched",), "a policy, not news"),
    ExpectedPage("/content/about-platform", ("fetched",), "a landing page, not news"),
    ExpectedPage("/content/textile-regions-network", ("fetched",), "a profile, not news"),
    ExpectedPage("/content/members-only-benchmark", ("wall",), "redirects to the login form"),
    ExpectedPage("/community-news/partners-area-minutes", ("wall",), "answers with the login form"),
    ExpectedPage("/content/withdrawn-guidance", ("soft_404",), "answers 200 with 'Page not found'"),
    ExpectedPage("/content/old-call-closed", ("gone",), "answers 404"),
    ExpectedPage("/content/moved-portal", ("refused",), "redirects to another site"),
    ExpectedPage("/content/circular-reference", ("redirected",), "redirects to itself"),
    ExpectedPage("/content/ping", ("redirected",), "redirects in a circle of two"),
    ExpectedPage("/content/draft-annual-programme", ("denied",), "robots.txt disallows it"),
)
