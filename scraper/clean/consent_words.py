"""The shape of a consent sentence, per language, for wordings never seen before.

A site that speaks of its own cookies says *we* or *this site* (first column), or tells
*you* what you agree to by clicking or reading on (second column). Prose about cookies
does neither: it is this, and not the word cookie, that tells a banner from an article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

#: The word cookie in the languages of the platforms.
COOKIE = re.compile(
    r"cookie|cookiu|ciasteczk|sütik?|süti\b|kolačić|piškot|бисквитк|slapuk|sīkdat|sīkfail|küpsis|"
    r"eväste|\bkakor|\bkak(?:policy|inställ)|galet(?:a|es)\b|informasjonskaps|b?h?fianá|fhianá|tracking|μπισκότ",
    re.IGNORECASE,
)

#: Words for privacy, personal data and those who get them: banners that do not speak of
#: cookies speak of these.
PRIVACY = re.compile(
    r"priva[ctz]|datenschutz|personenbezogen|vie privée|données personnelles|confidențial|"
    r"prywatno|soukrom|súkrom|zasebnost|osobn[íiýe]|поверителн|лични данни|απορρ|ιδιωτικ|"
    r"προσωπικ|yksityis|tietosuoja|henkilötie|isikuandme|privātum|asmens duomen|adatvéd|"
    r"személyes|magánszfér|integritet|personuppgift|personoplysning|persoonsgegeven|príobháid|"
    r"phríobháid|pearsanta|personal data|datos personales|dados pessoais|dati personali|partner",
    re.IGNORECASE,
)

#: Beginnings of those words, in small letters: one of them stands in every banner.
STEMS = (
    *("cookie", "ciasteczk", "sütik", "süti", "kolačić", "piškot", "бисквитк", "slapuk", "sīkdat"),
    *("sīkfail", "küpsis", "eväste", "kakor", "kakpolicy", "kakinställ", "galet", "fianá"),
    *("fhianá", "informasjonskaps", "tracking", "μπισκότ", "priva", "datenschutz", "vie privée"),
    *("données personnelles", "personenbezogen", "confidențial", "prywatno", "soukrom", "súkrom"),
    *("zasebnost", "osobn", "поверителн", "лични данни", "απορρ", "ιδιωτικ", "προσωπικ"),
    *("yksityis", "tietosuoja", "henkilötie", "isikuandme", "asmens duomen", "adatvéd"),
    *("személyes", "magánszfér", "integritet", "personuppgift", "personoplysning"),
    *("persoonsgegeven", "príobháid", "phríobháid", "pearsanta", "personal data"),
    *("datos personales", "dados pessoais", "dati personali", "partner"),
)


def may_hold_banner(text: str) -> bool:
    """False for a text without any word that every banner has; cheap."""
    small = text.lower()
    return any(stem in small for stem in STEMS)


# What such a sentence is about, beside cookies: the site, its pages, how it is used.
_ABOUT = re.compile(
    r"site|sait|web|veeb|\bside|\bsit\b|seite|page|página|pagina|pàgina|strán|stran|stron|oldal|"
    r"svetain|tinklal|vietn|leh[elt]|"
    r"sivu|witryn|serwis|port[aá]l|сайт|страниц|ιστότοπ|ιστοσελίδ|σελίδ|sito|sitio|suíomh|stranic|"
    r"experien|expérien|esperien|esperjenz|erlebnis|erfahrung|ervaring|oplevels|upplevels|"
    r"opplevels|kokemu|"
    r"doświadcz|komfort|zážit|élmény|izkušnj|iskustv|patirt|pieredz|kogemu|изживяв|εμπειρ|taithí|"
    r"browsing|navigat|naviga[cz]|traffic|analy[sz]|analis|personali[sz]|functional|funktional|"
    r"fonctionn|servi[cz]|dienste|preference|préféren",
    re.IGNORECASE,
)

_SENTENCES: Mapping[str, tuple[str, str]] = {
    "bg": (
        r"използваме|(?:този|нашият|сайтът)[^.]{0,25}използва",
        r"(?:продълж|кликв|клик |използвай)[^.]{0,90}(?:съглас|приема)",
    ),
    "cs": (
        r"používáme|využíváme|(?:tento|tyto|náš|naše)[^.]{0,25}(?:použív|využív)",
        r"(?:kliknut|pokračov|používán|procházen)[^.]{0,90}(?:souhlas|přijím)",
    ),
    "da": (
        r"vi (?:bruger|anvender|benytter)|(?:denne|dette|vores|hjemmesiden|"
        r"siden)[^.]{0,25}(?:bruger|anvender|benytter)",
        r"(?:ved at|når du|hvis du)[^.]{0,90}(?:samtyk|accepter|enig|godkend)",
    ),
    "de": (
        r"(?:wir|ich) (?:verwenden|nutzen|benutzen|setzen|möchten|würden)|(?:verwenden|nutzen|"
        r"benutzen|setzen) wir|"
        r"(?:diese|unsere)[rsnm]? (?:\w+-?)?(?:web|internet|seite|site|auftritt|angebot|portal|"
        r"plattform)\w*"
        r"[^.]{0,25}(?:verwende|nutz|benutz|setz)|(?:auf|um) (?:dieser|unserer) [^.]{0,40}cookies",
        r"(?:wenn sie|indem sie|\bwer weiter|durch|mit (?:der|dem|ihrem)|klick)[^.]{0,110}"
        r"(?:zustimm|stimmen sie|einwillig|einverstanden|akzeptieren sie|erklären sie)",
    ),
    "el": (
        r"χρησιμοποιούμε|(?:αυτός|αυτή|ο ιστότοπός μας)[^.]{0,25}χρησιμοποιεί",
        r"(?:κάνοντας|συνεχίζοντας|χρησιμοποιώντας)[^.]{0,90}(?:συμφων|συγκατάθεσ|αποδέχ)",
    ),
    "en": (
        r"\bwe (?:and our \w+ )?(?:also )?(?:use|set|store|place|employ|would like to)\b|"
        r"\b(?:this|our) (?:web ?|news ?)?(?:site|page|portal|platform)\w*[^.]{0,25}"
        r"(?:\buse|\bset|\bstore|\bplace|\bemploy)|\bthe (?:web)?site uses\b",
        r"\b(?:by (?:\w+ )?(?:click|tapp|continu|us|brows|visit|clos|scroll|accept|press|proceed|"
        r"navigat)ing|(?:if|when) you (?:click|tap|continue|use|browse|visit|close|press|"
        r"proceed))\b"
        r"[^.]{0,110}\b(?:consent|agree|accept|happy with)|"
        r"\byou (?:are giving|give|have given)[^.]{0,20}consent",
    ),
    "es": (
        r"(?:utilizamos|usamos|empleamos)|(?:este|esta|nuestr[oa])[^.]{0,25}(?:utiliza|usa|emplea)",
        r"(?:al (?:hacer|continuar|navegar|pulsar)|si (?:contin|sigue|haces))[^.]{0,90}"
        r"(?:consent|acept|acuerdo)",
    ),
    "et": (
        r"(?:me |meie )?kasutame|(?:see|meie)[^.]{0,25}kasutab",
        r"(?:klõpsa|jätka|kasuta)[^.]{0,90}nõustu|annate nõusoleku",
    ),
    "fi": (
        r"käytämme|(?:tämä|sivustomme)[^.]{0,25}käyttää|tällä sivustolla",
        r"(?:jatkamalla|napsauttamalla|klikkaamalla|käyttämällä)[^.]{0,90}(?:hyväks|suostu)",
    ),
    "fr": (
        r"nous (?:utilisons|employons|déposons)|(?:ce|notre|nos)[^.]{0,25}(?:utilise|emploie|"
        r"dépose)",
        r"(?:en (?:cliquant|poursuivant|continuant|naviguant|utilisant)|"
        r"si vous continuez)[^.]{0,110}"
        r"(?:consent|accept|accord)",
    ),
    "ga": (r"úsáidimid|úsáideann an suíomh", r"(?:trí|má)[^.]{0,90}(?:toiliú|aontaí|glac)"),
    "hr": (
        r"koristimo|upotrebljavamo|(?:ova|ove|naša)[^.]{0,25}koristi",
        r"(?:klikom|nastavkom|korištenjem)[^.]{0,90}(?:suglas|prista|prihva|slaže)",
    ),
    "hu": (
        r"használunk|alkalmazunk|(?:ez a|ez az|az oldal|weboldalunk|honlapunk)[^.]{0,30}használ",
        r"(?:kattint|használatával|böngész|folytat)[^.]{0,90}(?:elfogad|hozzájárul|beleegyez)",
    ),
    "it": (
        r"(?:utilizziamo|usiamo|impieghiamo)|(?:questo|questa|il nostro)[^.]{0,25}(?:utilizza|usa)",
        r"(?:cliccando|facendo|continuando|proseguendo|navigando|se continui)[^.]{0,90}"
        r"(?:consen|accett|accord)",
    ),
    "lt": (
        r"naudojame|(?:ši|mūsų)[^.]{0,25}naudoja",
        r"(?:spustel|tęsdami|naršydami|naudodami|paspau)[^.]{0,90}sutink",
    ),
    "lv": (
        r"(?:mēs )?izmantojam|tiek izmantot|(?:šī|šajā|mūsu)[^.]{0,25}(?:izmanto|lieto)",
        r"(?:noklikšķ|turpin|izmantojot)[^.]{0,90}piekr",
    ),
    "mt": (
        r"nużaw|(?:dan|is-sit tagħna)[^.]{0,25}juża",
        r"(?:meta|billi|jekk)[^.]{0,90}(?:kunsens|taqbel|taċċetta)",
    ),
    "nb": (
        r"vi bruker|(?:dette|denne|vår)[^.]{0,25}bruker",
        r"(?:ved å|hvis du)[^.]{0,90}(?:samtyk|godtar|aksepter)",
    ),
    "nl": (
        r"\b(?:wij|we) (?:gebruiken|plaatsen|maken)|(?:deze|onze)[^.]{0,25}(?:gebruikt|maakt|"
        r"plaatst)",
        r"(?:door|als u|als je|indien u)[^.]{0,110}(?:toestemming|akkoord|accepte|instemm|stemt)",
    ),
    "pl": (
        r"(?:używamy|korzystamy|stosujemy|wykorzystujemy)|"
        r"(?:ta|ten|nasz|nasza|serwis|strona|witryna)[^.]{0,25}(?:używa|korzysta|stosuje|"
        r"wykorzystuje)",
        r"(?:klikaj|korzystaj|kontynu|pozostaj|przegląda)[^.]{0,90}(?:zgod|zgadza|akcept)",
    ),
    "pt": (
        r"(?:utilizamos|usamos)|(?:este|esta|o nosso|nosso)[^.]{0,25}(?:utiliza|usa)",
        r"(?:ao (?:clicar|continuar|navegar|utilizar)|se continuar)[^.]{0,90}"
        r"(?:consent|aceit|concord)",
    ),
    "ro": (
        r"(?:folosim|utilizăm)|(?:acest|site-ul nostru)[^.]{0,25}(?:folosește|utilizează)",
        r"(?:făcând|continuând|navigând|prin|dacă)[^.]{0,90}(?:acord|accept|consim)",
    ),
    "sk": (
        r"používame|využívame|(?:táto|tieto|naša|náš)[^.]{0,25}(?:používa|využíva)",
        r"(?:kliknut|pokračov|používan|prehliada)[^.]{0,90}(?:súhlas|prijím)",
    ),
    "sl": (
        r"uporabljamo|(?:ta|to|naša)[^.]{0,25}uporablja",
        r"(?:s klikom|z nadalj|z uporabo)[^.]{0,90}(?:sogla[sš]|strinja)",
    ),
    "sv": (
        r"\bvi (?:använder|sätter|lagrar)|(?:den här|denna|vår)[^.]{0,25}använder",
        r"(?:genom att|om du|när du)[^.]{0,90}(?:samtyck|godkänn|accepter)",
    ),
}
# Where a banner points to for more: part of it only beside a consent sentence.
_POLICY = re.compile(
    r"cookie[ -]?(?:policy|notice|statement|richtlinie|hinweis|erklärung|verklaring|policyn?|"
    r"politik)|"
    r"privacy[ -]?(?:policy|notice|statement|verklaring)|data protection|datenschutz|dataskydd|"
    r"databeskyttel|(?:politique|política|politica|polityk\w) .{0,30}(?:cookie|confident|priva|"
    r"prywat)|"
    r"mentions légales|impressum|tietosuoja|adatvéd|zásady|zaštit|varstv|privatum|privātum|"
    r"privaatsus|"
    r"поверителност|απορρήτου|prywatności|confidențialitate|"
    r"(?:more|learn|find out|mehr|plus|más|maggiori|meer|więcej|mer|mere|více|viac|več|više) "
    r".{0,40}(?:cookie|kakor|evästei|küpsis|slapuk|sīkdat|piškot|kolačić|бисквит)",
    re.IGNORECASE,
)
#: More words than a banner's sentences have together.
LONGEST_SENTENCE = 60


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """Per language: what the site does, what the reader is told to agree to."""
    return tuple(
        (language, re.compile(use, re.IGNORECASE), re.compile(give, re.IGNORECASE))
        for language, (use, give) in _SENTENCES.items()
    )


def consent_language(text: str) -> str | None:
    """Language in which ``text`` has the shape of a site's own consent sentence, or None.

    A shape is no proof: whoever removes such a text must also see that it stands as
    boilerplate.
    """
    if not COOKIE.search(text) or len(text.split()) > LONGEST_SENTENCE:
        return None
    about = _ABOUT.search(COOKIE.sub(" ", text)) is not None
    for language, use, give in _patterns():
        if (about and use.search(text)) or give.search(text):
            return language
    return None


def is_policy_line(text: str) -> bool:
    """True for a short pointer to a cookie or privacy policy."""
    return len(text.split()) <= 16 and _POLICY.search(text) is not None
