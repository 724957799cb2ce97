"""The names by which boilerplate is known: data, no logic.

Patterns are matched against ids and class names in lower case whose words are parted
by single hyphens (``newsletterSignup`` is ``newsletter-signup``).
"""

from __future__ import annotations

#: Ids and classes that name a thing beyond doubt, in lower case.
EXACT: dict[str, tuple[str, ...]] = {
    "breadcrumb:exact": ("breadcrumb", "breadcrumbs", "brotkrumen", "fil-ariane"),
    "comments:exact": (
        *("comment-form", "comment-wrapper", "commentlist", "comments", "comments-area"),
        *("disqus_thread", "respond"),
    ),
    "footer:exact": (
        *("colophon", "footer", "footer-wrapper", "powered-by", "region-footer", "site-footer"),
    ),
    "login:exact": ("block-user-login", "user-login", "user-login-block", "user-login-form"),
    "messages:exact": ("messages", "messages--status", "messages-list", "region-messages"),
    "navigation:exact": (
        *("language-switcher-language-url", "link-wrapper", "local-tasks", "main-menu"),
        *("node__links", "pager", "pagination", "region-navigation", "secondary-menu"),
        *("site-navigation", "skip-link", "skip-links", "skiplinks", "tabs--primary"),
        *("tabs--secondary", "toolbar"),
    ),
    "related:exact": (
        *("jp-relatedposts", "recent-news", "related-articles", "related-content"),
        *("related-news", "related-posts"),
    ),
    "search:exact": ("block-search", "search-block-form", "search-form", "searchform"),
    "share:exact": (
        *("a2a_kit", "addthis_toolbox", "addtoany", "addtoany_list"),
        *("better-social-sharing-buttons", "better_social_sharing_buttons", "sharedaddy"),
        *("shariff", "sharethis-wrapper", "social-media-sharing", "social-share"),
        *("social-sharing", "social_share_links"),
    ),
    "sidebar:exact": (
        *("region-sidebar-first", "region-sidebar-second", "secondary-sidebar", "sidebar"),
        *("sidebar-first", "sidebar-second"),
    ),
}

#: Words that hint at a thing, as patterns; what the element holds must agree.
WORDS: dict[str, tuple[str, ...]] = {
    "breadcrumb:word": ("breadcrumbs?", "ariane"),
    "share:word": (
        *("shar(?:e|es|ing|er)", "socials?", "social-?(?:media|icons|links|share)"),
        *("addtoany", "addthis", "follow-us", "teilen", "partager"),
    ),
    "login:word": ("log-?in", "sign-?in"),
    "newsletter:word": (
        *("newsletters?", "subscribe", "subscription", "mailchimp", "sign-?up", "abonnement"),
    ),
    "related:word": (
        *("related", "recommend(?:ed|ations?)", "similar", "you-?may", "also-?(?:like|read)"),
        *("read-?(?:also|next)", "most-?(?:read|popular|viewed)", "trending", "popular"),
        "(?:recent|latest|more|other|last|further)-?"
        "(?:news|posts?|articles?|stories|content|items?)",
    ),
    "comments:word": ("comments?", "disqus", "respond"),
    "advert:word": (
        *("ads?", "advert(?:s|isements?|ising)?", "adsense", "adsbygoogle", "outbrain"),
        *("taboola", "teads", "werbung", "anzeige"),
    ),
    "search:word": (
        *("search-?(?:form|box|bar|block|field|input|toggle)", "site-?search", "suche"),
        "recherche",
    ),
    "navigation:word": (
        *("nav", "navbar", "navigation", "menu", "main-?menu", "mega-?menu", "sub-?menu"),
        *("side-?nav", "top-?(?:nav|bar)", "skip-?(?:links?|nav|to-?content)", "pager"),
        *("pagination", "lang(?:uage)?-?switch(?:er)?", "off-?canvas", "hamburger"),
    ),
    "sidebar:word": ("sidebars?", "side-?bar", "rail"),
    "footer:word": ("footer", "colophon", "copyright", "powered-?by"),
    "tools:word": (
        *("print-?(?:friendly|link|button)", "article-?tools", "page-?tools", "text-?resize"),
        *("font-?size", "feed-?icons?", "back-?to-?top"),
    ),
    "consent:word": (
        # And every word that ``cookie`` stands in.
        *("consent", "gdpr", "dsgvo", "rgpd", "ccpa"),
    ),
}

#: Words that turn a hint around at the beginning: ``has-sidebar``, ``no-comments``.
TURNING = (
    *("has", "no", "not", "with", "without", "one", "two", "both", "hide", "show", "is", "js"),
    *("enable", "enabled", "enables", "page", "post", "single", "body"),
)

#: Headings of blocks that lead to other articles, as patterns for the whole heading.
RELATED_HEADINGS = (
    "(?:related|recent|latest|more|other|further|similar|recommended|featured|top|popular)"
    " (?:news|articles?|posts?|stories|content|items?|events?|links|pages)",
    *("related", "see also", "read (?:also|more|next)", "news in brief", "most (?:read|popular)"),
    "you (?:may|might) also (?:like|be interested in)",
    "more (?:on|about|from|like) .{1,60}",
    "(?:aktuelle|weitere|neueste|ähnliche|verwandte|letzte|andere|mehr)"
    " (?:nachrichten|meldungen|artikel|beiträge|news|themen|inhalte|links)",
    "(?:das könnte sie auch|auch) interess(?:ieren|ant)",
    *("mehr zum thema", "lesen sie auch", "siehe auch"),
    "(?:actualités|articles|nouvelles) (?:récentes?|liées?|similaires|connexes)",
    *("[àa] lire (?:aussi|également)", "sur le même (?:sujet|thème)", "voir aussi"),
    "dernières (?:actualités|nouvelles|news)",
    *("(?:noticias|artículos) (?:relacionad[ao]s|recientes)", "últimas noticias"),
    *("(?:notizie|articoli) (?:correlat[ei]|recenti)", "ultime notizie", "leggi anche"),
    *("gerelateerd.{0,20}", "lees ook", "powiązane.{0,20}", "zobacz też"),
)

#: Elements that hold nothing for a reader; taken out before anything is looked at.
INVISIBLE_TAGS = ("script", "style", "template", "iframe", "svg")

#: Elements without text of their own for a reader; gone without a record.
SILENT_TAGS = (
    *("object", "embed", "applet", "canvas", "audio", "video", "map"),
    *("input", "select", "textarea", "datalist", "progress", "meter"),
)

#: Tags that carry a role for want of an element of their own.
ROLE_TAGS = ("div", "section", "ul", "p", "dialog")

#: Classes of text that only screen readers get: left out where it is short.
HIDDEN_CLASSES = (
    *("visually-hidden", "visuallyhidden", "element-invisible", "element-hidden", "rdf-meta"),
    *("sr-only", "screen-reader-text", "screen-reader-only", "u-visually-hidden", "hidden"),
)

#: Elements that hold the text of an article by the names that systems give them.
BODY_CLASSES = (
    *("field-name-body", "field--name-body", "entry-content", "post-content", "article-body"),
    *("article__body", "articlebody", "article-content", "article__content", "article-text"),
    *("story-body", "news-text-wrap", "item-page"),
)

#: Never removed, whatever their classes say.
NEVER = frozenset({"html", "head", "body", "main", "article"})
