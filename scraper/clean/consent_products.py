"""How the consent products name their own elements: data, no logic.

Sources: the products' public markup as the rule lists autoconsent and Consent-O-Matic
name it (read, none copied), and the skeletons of Drupal's EU Cookie Compliance of all
versions since 6.x. Names that only state something (classes on ``html`` and ``body``
such as ``didomi-popup-open``) are listed too where a prefix covers them: rules never
touch those elements.
"""

from __future__ import annotations

#: Product -> ids and classes, each exact, or a prefix if it ends in ``*``.
PRODUCTS: dict[str, tuple[str, ...]] = {
    "eu_cookie_compliance": (
        "sliding-popup",
        "sliding-popup-bottom",
        "sliding-popup-top",
        "eu-cookie-compliance-banner*",
        "eu-cookie-compliance-content",
        "eu-cookie-compliance-message",
        "eu-cookie-compliance-buttons",
        "eu-cookie-compliance-categories*",
        "eu-cookie-withdraw-*",
    ),
    "cookiebot": ("CybotCookiebotDialog*", "CookiebotWidget*"),
    "onetrust": ("onetrust-*", "optanon-*", "ot-sdk-container"),
    "usercentrics": ("usercentrics-*", "uc-banner*", "uc-consent*"),
    "didomi": ("didomi-host", "didomi-popup*", "didomi-notice*", "didomi-consent*"),
    "klaro": ("klaro", "klaro-cookie-notice", "cm-klaro"),
    "borlabs": ("BorlabsCookieBox*", "_brlbs-*", "brlbs-cmpnt-*", "brlbs-block-content"),
    "complianz": ("cmplz-cookiebanner*", "cmplz-manage-consent", "cmplz-soft-cookiewall"),
    "tarteaucitron": ("tarteaucitron*",),
    "cookieconsent_orestbida": ("cc--main", "cc-main", "cc_div"),
    "cookieconsent_osano": (
        "cc-window",
        "cc-banner",
        "cc-revoke",
        "cc_banner-wrapper",
        "cc_container",
    ),
    "iubenda": ("iubenda-cs-*", "iubenda-cookie-banner"),
    "civic": ("ccc", "ccc-module", "ccc-notify", "ccc-overlay", "ccc-icon"),
    "cookieyes": (
        "cky-*",
        "cookie-law-info-bar",
        "cookie-law-info-again",
        "cookie-law-bg",
        "cliSettingsPopup",
        "cliModal*",
        "cli-modal*",
    ),
    "eu_cookie_law": ("pea_cook_wrapper", "pea_cook_more_info_popover", "eu_cookie_law_widget*"),
    "ec_cck": ("cck-container", "cck-content*", "wt-cck*", "wt-cookie-consent*"),
    "quantcast": ("qc-cmp2-*", "qc-cmp-*"),
    "trustarc": (
        "truste-consent-track",
        "truste_overlay",
        "truste_box_overlay",
        "trustarc-*",
        "consent_blackbar",
    ),
    "sourcepoint": ("sp_message_*", "sp-message-container*"),
    "cookie_notice": ("cookie-notice", "cookie-notice-container", "cookie-revoke-container"),
    "moove_gdpr": ("moove_gdpr_*", "moove-gdpr-*"),
    "real_cookie_banner": ("rcb-banner*", "real-cookie-banner*"),
    "cookie_script": ("cookiescript_*",),
    "termly": ("termly-code-snippet-support", "t-consentPrompt*"),
    "consentmanager": ("cmpbox", "cmpbox2", "cmpwrapper"),
    "funding_choices": ("fc-consent-root", "fc-dialog-container"),
    "hubspot": ("hs-eu-cookie-confirmation*", "hs-banner-parent"),
    "axeptio": ("axeptio_overlay", "axeptio_main_button", "axeptio_mount*"),
    "osano": ("osano-cm-*",),
    "cookiefirst": ("cookiefirst-*",),
    "cookiehub": ("ch2-container", "ch2-dialog", "cookiehub-*"),
    "shopify": ("shopify-pc__*",),
    "squarespace": ("sqs-cookie-banner*",),
    "cookies_js": ("cookiesjsr", "cookiesjsr-*", "cookiesjsr--*"),
    "contao_cookiebar": ("contao-cookiebar*", "cookiebar__*"),
    "typo3": (
        "cookieman-modal",
        "SgCookieOptin",
        "sg-cookie-optin*",
        "om-cookie-panel*",
        "tx-cookieconsent",
    ),
    "joomla": ("plg_system_eprivacy_*", "jb-cookie*", "gdpr-cookie-*", "redim-cookiehint*"),
    "cookie_control": ("CookieControl", "cookiecontrol-*", "cookie-control-*"),
    "nette_cookie": ("eu-cookies", "eu-cookie-bar"),
    "consent_studio": ("cookie-consent-banner", "cookieConsentBanner", "js-cookie-consent"),
    "axeptio_legacy": ("divascookies", "divascookies-banner-container"),
    "privacy_manager": ("gdpr-consent-tool-wrapper", "privacy-cp-wall", "evidon-*", "_evidon*"),
}
