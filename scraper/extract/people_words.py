"""The words of bylines in the 24 EU languages, Norwegian and Turkish: data, no logic.

Patterns are fragments of regular expressions, matched without regard to case.
"""

from __future__ import annotations

#: What stands before a name and is no part of it.
LEADS: tuple[str, ...] = (
    # en
    r"(?:(?:(?:an? )?(?:guest )?(?:post|posts|article|story|stories|text|words|report(?:ed|ing)?"
    r"|written|authored|posted|published|submitted|created|added|compiled"
    r"|opinion|analysis|comment(?:ary)?|interview|contributed)"
    r"(?: on)? )?by|words|authors?|writer|text|story|reporter|about the author|about)",
    # de
    r"(?:(?:(?:ein(?:e)? )?(?:gast)?(?:beitrag|artikel|kommentar|interview|bericht|text|essay"
    r"|analyse|kolumne|reportage|geschrieben|verfasst|veröffentlicht|erstellt|gepostet|eingestellt"
    r"|gespeichert|publiziert|aufgezeichnet) )?von|autor(?:in(?:nen)?|en)?"
    r"|autor(?:in)?/autor(?:in)?|verfasser(?:in)?|beitragvon|texte?)",
    # fr
    r"(?:(?:publié|écrit|rédigé|posté|proposé|article|propos recueillis|un article|entretien"
    r"|créé|mis en ligne)e?s? )?par|auteure?s?|texte",
    # es, pt, ca
    r"(?:(?:escrito|publicado|redactado|enviado|texto|un artículo|artigo|reportagem) )?(?:por|per)"
    r"|autor(?:es|a|as)?|texto|firma",
    # it
    r"(?:(?:un articolo|scritto|pubblicato|inserito|articolo|testo|intervista) )?(?:di|da)"
    r"|a cura di|autor[ei]|testo",
    # nl
    r"(?:(?:geschreven|geplaatst|gepubliceerd|tekst|artikel) )?door|auteurs?|tekst",
    # da, sv, nb
    r"(?:(?:skre(?:vet|ven)|publi(?:cerat|ceret|sert)|tekst|text|indsendt|postat|artikel) )?a[vf]"
    r"|forfatter|skribent|författare|journalist",
    # fi, et
    r"kirjoittanut|kirjoittajat?|teksti|toimittaja|julkaissut|kirjutas|autorid?|tekst",
    # lv, lt
    r"raksts|autor[si]|autore|teksts|sagatavoja|autori(?:us|ė|ai)|parengė|parašė|tekstas",
    # pl, cs, sk
    r"(?:napisał|opracował|przygotował|dodał)[ao]?|autor(?:ka|zy|ři|k[ay])?|przez|opracowanie"
    r"|napsal[ai]?|připravil[ai]?|napísal[ai]?|pripravil[ai]?|text|od",
    # sl, hr
    r"(?:na)?pi(?:še|sal|sao|sala)|avtor(?:ji|ica)?|autor(?:ica|i)?|objavi(?:o|la)",
    # hu, ro
    r"írta|szerzők?|szöveg|scris de|publicat de|autori?|articol de|de",
    # el, bg, ga, mt
    r"(?:γράφει|γράφουν|του|της|από)(?: (?:ο|η|οι))?|συντάκτ(?:ης|ρια|ες)|συγγραφέας|κείμενο"
    r"|от|автор(?:и|ы)?|текст|написа|údar|le|minn|kitba ta|awtur",
    # tr
    r"yazan|yazar|haber|muhabir|yazı",
    # ja, zh, ko
    "文|著者|著|執筆者?|取材・文|作者|记者|記者|글",
)

#: The leads that are no common word: enough by themselves in front of a name in running text.
SURE_LEADS: tuple[str, ...] = (
    r"(?:(?:written|posted|published|story|text|words|article|reported|authored|submitted) )?by",
    r"(?:(?:verfasst|geschrieben|erstellt|veröffentlicht) )?von",
    r"(?:(?:publié|écrit|rédigé) )?par",
    r"(?:(?:escrito|publicado) )?por",
    r"door",
    r"(?:skre(?:vet|ven) )?a[vf]",
    r"a cura di|scritto da|di",
    r"autorin/autor:?|autor/autorin:?|autor(?:in|en|a|es|ka|ica|zy|i)?:|authors?:|auteure?s?:|autor[ei]:|verfasser(?:in)?:",
    r"texte?:|tekst:|text:|words:|texto:|testo:|szerző:|avtor(?:ica)?:|autorius:|autors:",
    r"író:|írta:?|kirjoittanut:?|kirjoittaja:|författare:|forfatter:|skribent:|raksts:?",
    r"napisał[ao]?:?|napsal[ao]?:?|napísal[ao]?:?|piše:|napisala?:|parengė|parašė|scris de",
    r"γράφει (?:ο|η):?|συντάκτης:|συντάκτρια:|автор:|текст:|yazan:|yazar:|haber:|údar:|awtur:",
)

#: From these words on a byline speaks of something else than names.
ENDS: tuple[str, ...] = (
    r"published|updated|last updated|posted|modified|reviewed|edited|created|written|first",
    r"min(?:ute)?s? read|reading time|comments?|shares?|views?|follow|subscribe|contact|read more",
    r"is an?|is the|has been|works|writes|who|covers",
    r"veröffentlicht|aktualisiert|zuletzt|stand|erstellt|publiziert|uhr|lesezeit|kommentare?",
    r"ist|arbeitet|schreibt|leitet|und ihr team",
    r"publiée?|mis à jour|modifié|posté|le \d|à \d|temps de lecture|est (?:un|une|le|la)",
    r"publicad[oa]|actualizad[oa]|modificad[oa]|atualizad[oa]|actualización|hace \d|há \d",
    r"pubblicat[oa]|aggiornat[oa]|gepubliceerd|bijgewerkt|geplaatst|laatst",
    r"publicer(?:et|ad|at)|opdateret|uppdaterad|oppdatert|publisert|julkaistu|päivitetty",
    r"opublikowan[oay]|aktualizacja|dodano|data|publikováno|aktualizováno|publikované",
    r"aktualizované|vydáno|objavljeno|posodobljeno|objavljen|ažurirano|közzétéve|frissítve",
    r"publicat|actualizat|δημοσίευση|δημοσιεύτηκε|ενημέρωση|публикуван[ао]?|обновена?",
    r"publicēts|atjaunots|paskelbta|atnaujinta|avaldatud|uuendatud|yayınlanma|güncelleme|tarih",
    r"foilsithe|ippubblikat",
    r"(?:foto|photo|fotos|photos|bild|image|credit|fotograf|illustration|grafik|video|quelle"
    r"|source|fuente|fonte|kilde|källa|lähde|bron|zdroj|źródło|forrás|sursa|πηγή|фото)s?\s?[:©/]",
)

#: Prepositions before a place, an employer or a day.
BEFORE_PLACES = (
    r"in|aus|für|for|from|on|at|am|of the|with|mit|pour|à|chez|para|per|voor|för|i|im|bei|beim|w"
    r"|via|for the|reports?|berichtet"
)

#: What makes a line the credit of a picture.
CREDITS = (
    r"(?:foto|photo|bild|image|picture|credit|fotograf|illustration|grafik|symbolbild|archiv"
    r"|titelbild|aufmacher|video|kuva|valokuva|fénykép|zdjęcie|zdj|fot|снимка|снимки|φωτογραφία"
    r"|fotoğraf|kép|imagen|immagine|afbeelding|beeld|quelle|source|fuente|fonte|kilde)\w{0,8}(?:\s?(?:by|von|par|di|por|door|av|af)"
    r"\b|\s?[:©/])|©|getty images"
)

#: What somebody else did to the text: who follows these words is no author.
OTHER_HANDS = (
    r"(?:(?:medically|clinically|legally|expert|technically) )?(?:reviewed|verified)(?: by)?"
    r"|(?:fact[- ]?)checked(?: by)?|edited by|translat(?:ed|ion)(?: by)?|übersetz(?:t|ung)"
    r"|traduit|traducci[oó]n|traducid[oa]|tradu[çz]\w+|traduzion\w+|tradotto|vertaling|vertaald"
    r"|översättning|oversatt|oversættelse|przekład|tłumaczeni\w+|překlad|preklad|prevod|prijevod"
    r"|fordítás\w*|traducere\w*|μετάφραση|превод|çeviri\w*|redigiert|bearbeitet|mit material"
    r"|hosted by|produced by|sponsored by|presented by|interviewt? with"
)

#: What a person does; a part of a byline with one of these words is no name.
ROLES = (
    r"manager|director|head|officer|coordinator|koordinator(?:in)?|expert(?:e|in|o|a)?|journalists?|editors?"
    r"|ceo|cto|cfo|founder|co-founder|president|chair(?:man|woman)?|leiter(?:in)?|direktor(?:in)?"
    r"|directeur|directrice|chef|responsable|professor(?:in)?|advis[eo]r|analyst|consultant"
    r"|assistant|reporter(?:in)?|correspondents?|korrespondent(?:in)?|correspondante?"
    r"|corresponsal|corrispondente|redakteur(?:in)?|redaktør|redaktör|redacteur|redactor(?:a)?"
    r"|chefredakteur(?:in)?|periodista|giornalista|journaliste|contributor|writer|columnist"
    r"|kolumnist(?:in)?|freelancer?|freie|author|autor(?:in)?|auteur|lawyer|attorney|phd|ph\.d"
    r"|md|msc|mba|specialist|engineer|marketing|student|intern|volontär(?:in)?|praktikant(?:in)?"
    r"|fellow|researcher|scientist|spokes\w+|sprecher(?:in)?|minister|producer|photographer"
    r"|fotograf(?:in)?|fotojournalist|dziennikarz|dziennikarka|redaktor(?:ka)?|novinář(?:ka)?"
    r"|toimittaja|újságíró|muhabiri?|editörü?|γράφει|кореспондент|журналист|корреспондент|profesorius"
    r"|profesorė|docent(?:as|ė)?|vadov(?:as|ė)|direktor(?:ius|ė|s|e)?|representative|representante"
)

#: What stands before an address for want of a person: a desk, a purpose.
DESKS = (
    r"press[e]?(?:kontakt|stelle|sprecher(?:in)?|office)?|media|medien|prensa|stampa|imprensa|pers"
    r"|contact(?:s|o|os|er|ez)?|kontakt(?:e|person)?|contatt[oi]|yhteystiedot|kapcsolat|relations"
    r"|enquir(?:y|ies)|inquir(?:y|ies)|communications?|kommunikation|comunicaci[oó]n"
    r"|comunicazione|public|info|information(?:s|en)?|informaci[oó]n|informazioni|general|further"
    r"|more|us|person|ansprechpartner(?:in)?|support|sales|hotline|registration|anmeldung|project"
    r"|projekt|coordination|desk|questions|fragen|e-?mail|mail|phone|tel|web|website"
)

#: News agencies by the names that they sign with, in lower case.
AGENCIES = frozenset(
    {
        *("aa", "aap", "adnkronos", "afp", "agence france-presse", "agerpres", "agi", "aku"),
        *("ana-mpa", "anadolu ajansı", "anadolu", "ani", "anp", "ansa", "ap", "apa", "ats"),
        *("associated press", "the associated press", "australian associated press", "belga"),
        *("bloomberg", "bns", "bta", "canadian press", "the canadian press", "cp", "ctk", "čtk"),
        *("dapd", "delfi", "dha", "dpa", "dpa-afx", "dts", "efe", "elta", "epd", "europa press"),
        *("getty", "hina", "ians", "iha", "i̇ha", "i̇ha ajansı", "interfax", "keystone-sda", "jiji"),
        *("kna", "kyodo", "leta", "lusa", "mediafax", "mti", "ntb", "ots", "pa", "pa media"),
        *("pap", "press association", "press trust of india", "pti", "reuters", "ria", "ritzau"),
        *("sda", "sid", "sita", "sta", "stt", "tanjug", "tass", "tasr", "tt", "ukrinform", "upi"),
        *("xinhua", "yonhap", "αμπε", "απε-μπε", "бта", "тасс", "риа новости"),
    }
)

#: Accounts and phrases that name nobody.
NOBODIES = (
    r"admin(?:istrator|istrador)?|webmaster|web-?admin|superuser|root|user|utente|usuario|nutzer"
    r"|benutzer|unknown|unbekannt|inconnu|default|author|autor|null|none|undefined|n/?a|test|-+"
    r"|facebook|twitter|x|linkedin|instagram|youtube|rss|e-?mail|website|homepage|by|von|share"
    r"|view (?:all|profile|more).*|all posts.*|more (?:from|by|posts|articles).*|see all.*"
    r"|profil(?:e)?|bio(?:graphy)?|zur person|alle (?:artikel|beiträge).*|zeige alle.*"
    r"|posts? by.*|mehr .*|zu[rm] .*|voir (?:tous|plus).*|ver (?:todos|todas|más|perfil).*"
    r"|.*\b(?:facebook|twitter|linkedin|instagram|whatsapp|youtube|telegram|pinterest)\b.*"
    r"|min|learn more|click here|read (?:more|all)|buy now|feb \d+|disclosure|advertiser \w+"
    r"|(?:weitere|other|more) (?:quellen|sources)|in \w+|and|und|also|archives?|donate.*"
    r"|tutti gli articoli.*|lees meer.*|author info|guest author|gastautor(?:in)?|posted by"
)

#: Words that no person's name holds: organisations, desks, media, kinds of companies.
ORGANISATIONS = (
    r"teams?|équipe|equipo|equipe|staff|desk|newsroom|newsdesk|redaktion\w*|redazione|rédaction"
    r"|redacción|redação|redacció|redactie|redakcj[aię]|redakce|redakcia|redakcija|redaktsioon"
    r"|toimitus|toimetus|szerkesztőség|redacția|редакция|σύνταξη|συντακτική|redaksjonen"
    r"|redaktionen|redacteurs|editors?|editorial|writers|reporters|correspondents|office"
    r"|secretariat|sekretariat|secrétariat|platform|plattform|consortium|network|netzwerk|réseau"
    r"|agency|agentur|agence|agencia|agenzia|agência|agencja|agentura|ajansı|association|verband"
    r"|verein|alliance|clusters?|commission|ministry|minister(?:ium|stvo|io)|ministère|university"
    r"|universität|université|università|universidad|hochschule|institut[eo]?|foundation"
    r"|stiftung|fondation|fundación|chamber|kammer|chambre|council|communications?|press[e]?"
    r"|news|nachrichten|noticias|notizie|media|medien|médias?|magazine?|zeitung|tageblatt"
    r"|journal|gazette|times|herald|tribune|verlag|online|radio|tv|fernsehen|rundfunk|company"
    r"|corp|corporation|group|gruppe|society|gesellschaft|bund(?:es\w+)?|\w*anstalt|centre|center"
    r"|zentrum|centro|services?|solutions|systems|technolog(?:y|ies)|international|partners"
    r"|department|abteilung|govern(?:ment|o)|gobierno|consulting|pressestelle|pressemitteilung"
    r"|gmbh|kg|ag|ltd|llc|inc|plc|e\.\s?v\.|s\.?r\.?l|s\.p\.a|b\.v\.|oy|ab|a/s|d\.o\.o|\w+haus|blog"
    r"|collectif|kollektiv|collective|fans?|club|labs?|studios?|world|europe|deutschland|france"
    r"|\w+zeitung|\w+verein|\w+verband|\w+blatt|\w+magazin"
)

#: Words in lower case that may stand inside of a person's name.
PARTICLES = frozenset(
    {
        *("von", "van", "vom", "zu", "zum", "zur", "der", "den", "de", "del", "della", "dello"),
        *("dei", "degli", "di", "da", "das", "do", "dos", "du", "des", "la", "le", "las", "los"),
        *("ter", "ten", "te", "af", "av", "el", "al", "bin", "ibn", "ben", "bint", "y", "e", "i"),
        *("'t", "’t", "op", "in't", "uit", "ul", "abu", "d'", "d’", "mac", "san", "st"),
    }
)

#: Academic titles and the like; a title alone is no name.
TITLES = (
    r"(?:dr|prof|mag|ing|dipl|mgr|bc|doc|rndr|phdr|judr|med|phil|rer|nat|jur|hc|mr|mrs|ms|sir"
    r"|dame|lord|lady|frau|herr|hr|fr|don|doña|rev|hab|inż|ir|drs|mba|phd|sr|jr|ii|iii|iv)\.?"
)

#: Letters in nearly all classes and ids that tell of an author, and in the rest of them.
STEMS = ("author", "byline", "autor", "auteur")
RARE_STEMS = (
    *("by-l", "by_l", "writ", "verfasser", "redak", "redac", "journal", "periodista", "giornal"),
    *("firma", "contrib", "skrib", "forfat", "schrij", "szerz", "kirjo", "toimit", "auth"),
    *("avtor", "yazar", "muhabir", "reporter", "creator", "-by", "signature"),
)
#: Letters of which every class that tells of an author holds some, however it parts its words.
ALL_STEMS = (
    *("aut", "by", "writ", "verf", "redak", "redac", "journal", "period", "giorn", "firma"),
    *("contrib", "skrib", "forfat", "schrij", "szerz", "kirjo", "toimit", "avtor", "yazar"),
    *("muhabir", "report", "creator", "signat"),
)
#: The same for the addresses of authors' pages.
PATH_STEMS = (
    *("/auth", "/autor", "/auteur", "/contribut", "/journalist", "/redak", "/writer", "/columnist"),
    *("/reporter", "/editors/", "/firma", "/redactor", "/yazar", "/avtor", "/szerz", "/toimitt"),
    *("/skribent", "/profile", "/staff/", "/by/"),
)
