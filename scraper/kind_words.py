"""Titles of pages that a platform writes about itself, in the languages of the EU: data.

Matched without regard to case; a title that begins so and goes on may still be news
("Contact lenses ..."), one that is no more than this is not.
"""

from __future__ import annotations

import re

_TITLES = (
    # en, de, fr, ga, mt
    r"privacy(?: (?:policy|notice|statement))?|data protection(?: \w+)?|imprint|legal(?: notice"
    r"| information)?|cookies?(?: (?:policy|notice|statement|settings)|$)|disclaimer|gdpr"
    r"|terms (?:of (?:use|service)|and conditions|& conditions)|contact(?: us)?|about(?: us)?"
    r"|who we are|our team|accessibility(?: statement)?|site ?map|faqs?|help",
    r"impressum|datenschutz(?:erklärung|hinweise?|bestimmungen)?|kontakt|über uns|wir über uns"
    r"|agb|allgemeine geschäftsbedingungen|nutzungsbedingungen|haftungsausschluss|barrierefreiheit"
    r"|erklärung zur barrierefreiheit|rechtliche hinweise|unser team|ansprechpartner(?:innen)?",
    r"mentions légales|(?:politique de |données de )?confidentialité|à propos(?: de nous)?"
    r"|qui sommes[- ]nous ?\??|(?:nous )?contacte[rz](?:[- ]nous)?|plan du site|accessibilité.*"
    r"|conditions (?:générales|d'utilisation).*|protection des données(?: personnelles)?",
    r"fúinn|teagmháil|polasaí príobháideachais|kuntatt|dwarna|politika tal-privatezza",
    # es, pt, it, ro
    r"aviso legal|política de (?:privacidad|cookies|privacidade)|quiénes somos|sobre nosotros"
    r"|contacto|contáctenos|accesibilidad|mapa (?:del sitio|web)|términos y condiciones",
    r"quem somos|sobre nós|contactos?|fale connosco|termos (?:e condições|de utilização)"
    r"|acessibilidade|aviso jurídico",
    r"chi siamo|contatti|contattaci|note legali|(?:informativa (?:sulla )?)?privacy(?: policy)?"
    r"|informativa .{0,30}cookie|accessibilità|mappa del sito|dichiarazione di accessibilità",
    r"despre noi|contactează-ne|politica de confidențialitate|termeni și condiții",
    # nl, da, sv, fi, et
    r"over ons|privacy(?:verklaring|beleid)|contact(?: opnemen)?|toegankelijkheid(?:sverklaring)?"
    r"|algemene voorwaarden|colofon",
    r"om os|kontakt(?: os)?|privatlivspolitik|cookiepolitik|tilgængelighedserklæring|persondata.*",
    r"om oss|kontakta oss|integritetspolicy|tillgänglighet(?:sredogörelse)?|behandling av person.*",
    r"tietoa meistä|meistä|yhteystiedot|ota yhteyttä|tietosuoja(?:seloste|lauseke)?"
    r"|saavutettavuus(?:seloste)?|evästeet$",
    r"meist|kontakt(?:id)?|privaatsus(?:poliitika|tingimused)|andmekaitse.*|ligipääsetavus",
    # pl, cs, sk, hu
    r"o nas|kontakt|polityka (?:prywatności|cookies)|regulamin|deklaracja dostępności|rodo",
    r"o nás|kontakt(?:y|ujte nás)?|ochrana osobních údajů|zásady ochrany .*|prohlášení o přístup.*",
    r"ochrana osobných údajov|podmienky používania|vyhlásenie o prístupnosti",
    r"rólunk|kapcsolat|elérhetőség(?:ek|eink)?|adatvédelm?i?.*|adatkezelési tájékoztató|impresszum",
    # hr, sl, bg, el, lt, lv
    r"o nama|kontakti?|pravila privatnosti|politika privatnosti|uvjeti korištenja"
    r"|izjava o pristupačnosti",
    r"o nas|stik|politika zasebnosti|varstvo osebnih podatkov|pravno obvestilo"
    r"|izjava o dostopnosti",
    r"за нас|контакти?|политика за (?:поверителност|бисквитки)|общи условия"
    r"|защита на личните данни",
    r"σχετικά με εμάς|ποιοι είμαστε|επικοινωνία|πολιτική (?:απορρήτου|cookies)|όροι χρήσης"
    r"|προσβασιμότητα",
    r"apie mus|kontaktai|privatumo politika|asmens duomenų apsauga|slapukų politika",
    r"par mums|kontakti|privātuma politika|sīkdatņu politika|piekļūstamības paziņojums",
)

#: A title of a page about the platform itself.
ABOUT_TITLE = re.compile("|".join(f"(?:{one})" for one in _TITLES), re.I)
