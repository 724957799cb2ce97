"""Words by which addresses of European platforms name what a page is: data.

Whole segments of a path, in ASCII and lower case, without an ending such as ``.html``.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Sections in which platforms publish their news; whole segments, or words of one.
NEWS = _words(
    """
    news newsroom press pressroom media-centre stories blog blogs articles article announcements
    updates news-and-events news-events latest-news all-news press-releases pressreleases
    aktuelles aktuell neuigkeiten nachrichten meldungen meldung presse pressemitteilungen
    pressemeldungen pressemeldung neues artikel beitraege actualites actualite nouvelles
    communiques communiques-de-presse salle-de-presse noticias noticia actualidad novedades
    sala-de-prensa prensa notas-de-prensa novidades imprensa noticies actualitat premsa
    notizie notizia novita comunicati comunicati-stampa stampa attualita nieuws berichten
    actueel persberichten nyheder nyhed aktuelt pressemeddelelser nyheter nyhet pressmeddelanden
    uutiset ajankohtaista tiedotteet aktualnosci wiadomosci komunikaty prasa aktuality zpravy
    clanky novinky tiskove-zpravy spravy tlacove-spravy hirek hir hireink sajtokozlemenyek
    aktualis stiri noutati comunicate comunicate-de-presa novosti vijesti obavijesti priopcenja
    novice aktualno sporocila-za-javnost novini aktualno-novini uudised uudis pressiteated
    naujienos aktualijos pranesimai-spaudai jaunumi aktualitates zinas preses-relizes
    nea anakoinoseis deltia-typou nuacht preasraitis ahbarijiet stqarrijiet-stampa haberler vesti
    """
)

#: Pages that do something, or show everything: never an article of their own.
FUNCTIONS = _words(
    """
    login logout log-in log-out signin sign-in signup sign-up register registration account
    my-account user users profile admin wp-admin wp-login wp-content wp-json wp-includes
    xmlrpc cgi-bin cdn-cgi feed feeds rss atom comments comment reply trackback search suche
    recherche rechercher buscar busqueda cerca ricerca zoeken szukaj wyszukiwarka hledat
    vyhledavani vyhladavanie hladat kereses haku sok sog pretraga iskanje tarsene otsing paieska
    meklet cautare pesquisa print share cart basket warenkorb checkout subscribe unsubscribe
    newsletter newsletters newsletter-anmeldung anmelden anmeldung abmelden konto mein-konto
    connexion inscription iniciar-sesion registrarse accedi registrati inloggen aanmelden
    calendar kalender calendrier calendario kalendar kalendarz naptar calendar-of-events
    veranstaltungskalender eventcalendar event-calendar agenda-mensuel kalenteri ical
    sitemap site-map plan-du-site seitenuebersicht inhaltsverzeichnis mapa-del-sitio mapa-strony
    """
)

#: Pages of terms and people, with the term behind them.
CLASSES = _words(
    """
    tag tags schlagwort schlagworte stichwort etiket etiqueta etiquetas etiquette mot-cle
    mots-cles cimke cimkek stitek stitky avainsana avainsanat tagg emneord znacka oznaka
    category categories kategorie kategorien categoria categorias categorie kategoria kategorie
    kategori kategorija kategoriya rubrik rubrique rubrica topic topics thema themen
    author authors autor autoren auteur auteurs autore autori autora skribent
    """
)

#: Pages of a platform about itself.
ABOUT = _words(
    """
    about about-us aboutus who-we-are our-team team contact contacts contact-us imprint impressum
    privacy privacy-policy data-protection cookies cookie-policy legal legal-notice terms
    terms-of-use terms-and-conditions terms-of-service disclaimer accessibility help faq faqs
    jobs careers sponsors partners members membership ueber-uns uber-uns wir-ueber-uns kontakt
    datenschutz datenschutzerklaerung datenschutzhinweise agb nutzungsbedingungen haftungsausschluss
    barrierefreiheit karriere mitglieder mitglied-werden partner ansprechpartner hilfe
    a-propos qui-sommes-nous nous-contacter mentions-legales politique-de-confidentialite
    confidentialite cgu cgv accessibilite plan adherents quienes-somos sobre-nosotros contacto
    aviso-legal politica-de-privacidad privacidad politica-de-cookies sobre-nos quem-somos contactos
    contato chi-siamo contatti contattaci note-legali informativa-privacy over-ons overons
    privacyverklaring disclaimer om-os om-oss privatlivspolitik integritetspolicy personuppgifter
    tietoa-meista yhteystiedot tietosuoja tietosuojaseloste o-nas o-firmie polityka-prywatnosci
    regulamin kontakty kontakt ochrana-osobnich-udaju zasady-ochrany-osobnich-udaju o-nama
    politika-privatnosti pravila-privatnosti uvjeti-koristenja rolunk kapcsolat adatvedelem
    adatkezelesi-tajekoztato despre-noi politica-de-confidentialitate termeni-si-conditii
    za-nas kontakti poveritelnost meist kontakt privaatsuspoliitika apie-mus kontaktai
    privatumo-politika par-mums kontakti privatuma-politika o-nas kontakt politika-zasebnosti
    epikoinonia sxetika-me-emas politiki-aporritou maidir-linn teagmhail kuntatt dwarna
    """
)

#: Parameters that number one page among many.
ID_PARAMETERS = _words(
    """
    p id nid newsid news_id articleid article_id aid storyid story_id postid post_id itemid item
    news article story post artikel uid cid docid contentid content_id tx_news_pi1[news]
    """
)

#: Parameters of calendars: each day leads to the next, for ever.
CALENDAR_PARAMETERS = _words(
    """
    month year day date week monat jahr datum mois annee mes ano mese anno cal_month cal_year
    ical tribe-bar-date eventdate start_date end_date from_date yearmonth
    """
)
