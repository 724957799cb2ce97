"""The words by which tags, topics and sections are known: data, no logic.

Patterns are fragments of regular expressions; those of classes are matched against names
in lower case whose words are parted by hyphens.
"""

from __future__ import annotations

#: Classes and ids of what prints the tags of an article.
TAG_CLASSES = (
    r"tags?|taglist|tags?-?(?:list|links?|items?|names?|wrap(?:per)?|container|box|section|area"
    r"|row|cloud-?article)s?|(?:post|entry|article|news|story|content|blog|single|page|hash)-?tags?"
    r"|key-?words?|topics?|topic-?list|themen|thema|thematics?|schlag-?w(?:o|ö|oe)rter?"
    r"|schlagworte|stichw(?:o|ö|oe)rter|stichworte|etiquetas?|temas|mots?-?cles?|motscles"
    r"|argomenti|etichette|trefwoorden|tagi|temat[iy]|stitky|emneord|emner|amnen|nyckelord"
    r"|avainsanat|asiasanat|cimkek|etichete|etiketler|konular|labels?-?list|post-?labels"
)
#: Words beside them of what is no list of terms.
NO_TAGS = (
    r"manager|line|cloud|gtm|google|ads?|button|btn|price|sale|badge|new|video|live|menu|nav"
    r"|navigation|header|footer|sidebar|comments?|authors?|date|time|title|headline|image|img|icon"
    r"|photo|count|h\d|html|meta-?tag|editor|trending|popular|most|hot|all|subscribe|newsletter"
    r"|follow|alert|widget|dropdown|filter|search|teaser|card|category|categories|section|hero|top|today|theme|module|label\d+|selector|switch"
)
#: Segments of an address that lead to the page of a term.
TAG_PATHS = (
    r"tags?|key-?words?|topics?|themen|thema|themes?|thematique|theme|tema|temas|temat|tematy"
    r"|schlagw(?:o|oe)rt(?:er|e)?|stichw(?:o|oe)rt(?:er|e)?|etiqueta|etiquetas|etichette|argoment[io]"
    r"|mots?-?cles?|trefwoord(?:en)?|onderwerp(?:en)?|emne|amne|emner|nyckelord|avainsana|aihe"
    r"|stitek|stitky|cimke|cimkek|eticheta|etiket|konu|konular|subjects?|hashtag|search/label"
    r"|sujet|sujets|dossier|dossiers|tagged|teemad?|temy|klicova-slova|ключевые-слова|tag_list"
)
#: Segments of an address that lead to a section.
CATEGORY_PATHS = (
    r"categor(?:y|ies|ie|ia|ias)|kategorien?|kategorie|kategoria|rubri(?:k|ken|que|ques|c)"
    r"|ressort|sections?|seccion|secciones|sezione|channel|luokka|kategori"
)
#: What a line or heading in front of tags says.
TAG_HEADINGS = (
    r"tags?|tagged(?: (?:as|with|in))?|(?:filed|posted) under|keywords?|(?:related |key )?topics?"
    r"|schlagw(?:o|ö)rter|schlagworte|stichw(?:o|ö)rter|stichworte|themen|thema|mehr zum thema"
    r"|mehr (?:lesen )?(?:über|zu)|(?:more|read more) on|lire plus sur|en savoir plus sur"
    r"|themen dieses artikels|verwandte themen|mots[- ]cl[ée]s?|th[èe]mes?|sujets?"
    r"|sur le même sujet|étiquettes|etiquetas|temas|palabras clave|palavras[- ]chave|más sobre"
    r"|argomenti|etichette|temi|parole chiave|trefwoorden|onderwerpen|tagi|tematy|słowa kluczowe"
    r"|štítky|témata|témy|klíčová slova|kľúčové slová|oznake|ključne besede|ključne riječi|teme"
    r"|címkék|kulcsszavak|etichete|cuvinte cheie|emneord|emner|ämnen|nyckelord|avainsanat|asiasanat"
    r"|aiheet|märksõnad|teemad|atslēgvārdi|tēmas|birkas|temos|raktažodžiai|žymos"
    r"|ετικέτες|θέματα|λέξεις[- ]κλειδιά"
    r"|етикети|тагове|теми|ключови думи|etiketler|konular|clibeanna|キーワード|関連キーワード|タグ"
)
#: Terms that say nothing of an article.
NO_TERMS = (
    r"tags?|keywords?|topics?|themen|uncategori[sz]ed|unkategorisiert|non classé|sin categoría"
    r"|senza categoria|news|home|startseite|more|mehr|show (?:more|all)|alle?(?: themen)?|все|all"
    r"|all topics|weitere.*|allgemein|recipe|article|newsarticle|web|mehr (?:anzeigen|themen)"
    r"|view all|see all|\+\d*"
    r"|teil(?:en|en \d+)|twittern|mitteilen|merken|tweet(?:en)?|drucken|e-?mail"
    r"|edit|share|comments?|follow|folgen|seguir|abonnieren|subscribe"
)

#: Letters in nearly all classes and ids that tell of tags, and in the rest of them.
STEMS = ("tag", "keyword", "topic", "them")
RARE_STEMS = (
    *("key-w", "schlag", "stich", "etiquet", "temas", "mots", "argoment", "etichet", "trefw"),
    *("temat", "stitk", "emne", "amnen", "nyckel", "avainsan", "asiasan", "cimkek", "etiket"),
    *("konular", "labels"),
)
#: Letters of which every class that tells of tags holds some, however it parts its words.
ALL_STEMS = (
    *("tag", "key", "topic", "them", "schlag", "stich", "etiquet", "tema", "mot", "argoment"),
    *("etich", "trefw", "stitk", "emne", "amnen", "nyckel", "avainsan", "asiasan", "cimkek"),
    *("etiket", "konular", "label"),
)
#: The same for the addresses of tags.
PATH_STEMS = (
    *("/tag", "keyword", "/topic", "/them", "/tema", "schlagw", "stichw", "/etiqu", "/etich"),
    *("/argoment", "/mot", "trefwoord", "onderwerp", "/emne", "/amne", "nyckelord", "avainsana"),
    *("/aihe", "/stit", "/cimke", "/etiket", "/konu", "subject", "hashtag", "search/label"),
    *("/sujet", "/dossier", "/teema", "/temy", "klicova", "tag_list", "ключев"),
)
