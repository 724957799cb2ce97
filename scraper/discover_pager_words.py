"""How platforms word the link to the next, older page of a listing, in the EU's languages: data.

Whole texts of links, without arrows and dots, matched without regard to case.
"""

from __future__ import annotations

import re

_WORDINGS = (
    # en, de, fr
    r"(?:next|older)(?: page| posts?| entries| articles?| news| items| stories)?",
    r"(?:load|show|view) (?:more|older)(?: posts| news| articles| items)?|previous posts",
    r"(?:nächste|folgende)(?: seite)?|weiter|(?:ältere|weitere|mehr) (?:beiträge|artikel"
    r"|meldungen|nachrichten|einträge|news|neuigkeiten)|mehr (?:laden|anzeigen)",
    r"(?:page )?suivante?|(?:articles?|actualités) (?:plus ancien(?:ne)?s?|précédente?s|suivante?s)"
    r"|anciens articles|(?:voir|charger|afficher) plus",
    # es, pt, it
    r"(?:página )?siguiente|(?:entradas|artículos|noticias) (?:más )?(?:antigu[ao]s|anteriores)"
    r"|(?:ver|cargar) más(?: noticias)?",
    r"(?:próxima|seguinte)(?: página)?|página seguinte|(?:artigos|notícias|publicações|posts) "
    r"(?:mais )?(?:antig[ao]s|anteriores)|(?:ver|carregar) mais",
    r"(?:pagina )?(?:successiv[ao]|seguente)|avanti|(?:articoli|notizie|post) (?:più vecchi[e]?"
    r"|meno recenti|precedenti)|(?:carica|mostra) altr[ioe](?: notizie| articoli)?",
    # nl, da, sv, fi
    r"volgende(?: pagina)?|oudere (?:berichten|artikelen|nieuwsberichten)|(?:toon|laad) meer",
    r"næste(?: side)?|ældre (?:indlæg|nyheder|artikler)|(?:vis|indlæs) flere",
    r"nästa(?: sida)?|äldre (?:inlägg|nyheter|artiklar)|(?:visa|ladda) fler",
    r"seuraava(?: sivu)?|vanhemmat(?: artikkelit| uutiset| julkaisut)?|(?:näytä|lataa) lisää",
    # pl, cs, sk, hu
    r"następna(?: strona)?|dalej|starsze(?: wpisy| posty| aktualności| artykuły)?"
    r"|(?:pokaż|załaduj) więcej",
    r"další(?: strana| stránka)?|následující|starší (?:příspěvky|články|aktuality)|načíst další",
    r"ďalšia(?: strana)?|nasledujúca|staršie(?: články| príspevky| správy)?|načítať viac",
    r"következő(?: oldal)?|(?:régebbi|korábbi) (?:bejegyzések|hírek|cikkek)|továbbiak",
    # ro, bg, hr, sl
    r"(?:pagina )?următoarea?|articole mai vechi|știri mai vechi|încarcă mai multe",
    r"следващ[аи](?: страница)?|по-стари(?: публикации| новини| статии)?|зареди още",
    r"sljedeć[ai](?: stranica)?|starije(?: objave| vijesti)?|učitaj više",
    r"naslednja(?: stran)?|starejš[ei](?: objave| novice| prispevki)?|naloži več",
    # et, lt, lv, el, ga, mt
    r"järgmine(?: leht)?|vanemad(?: postitused| uudised)?|laadi veel",
    r"kitas(?: puslapis)?|senesni(?: įrašai| straipsniai)?|senesnės naujienos|rodyti daugiau",
    r"nākamā(?: lapa)?|vecāki(?: ieraksti| raksti)?|vecākas ziņas|rādīt vairāk",
    r"επόμεν[ηο](?: σελίδα)?|παλαιότερ(?:α|ες)(?: άρθρα| αναρτήσεις)?|περισσότερα",
    r"(?:an )?chéad leathanach eile|ar aghaidh|níos sine|li jmiss|il-paġna li jmiss|eqdem",
)

#: A text of a link that leads to the next page; it may also lead on in an article.
NEXT_TEXT = re.compile("|".join(f"(?:{one})" for one in _WORDINGS), re.I)
#: A longer text is no link of a pager.
LONGEST = 40
#: What stands around such a text.
ARROWS = " \t\n\r\u00a0←→‹›«»<>…·|.:►▶⟶➔"
