"""Words by which the parts of a printed page are told, in the languages of the platforms."""

from __future__ import annotations

import re

_I = re.IGNORECASE

#: The line that stands before an article's tags; group ``rest`` is what follows on it.
TAGS = re.compile(
    r"(?:tags?|schlag(?:wörter|worte)|schlagwort|stichw(?:örter|orte)|mots[- ]clés|étiquettes|"
    r"etiquetas|palabras clave|parole chiave|palavras[- ]chave|trefwoorden|słowa kluczowe|"
    r"tagi|taggar|nyckelord|nøgleord|emneord|avainsanat|asiasanat|štítky|klíčová slova|"
    r"kľúčové slová|"
    r"oznake|ključne riječi|ključne besede|címkék|kulcsszavak|etichete|cuvinte cheie|žymos|birkas|"
    r"märksõnad|етикети|ετικέτες|keywords|clibeanna)"
    r"\s*(?::\s*(?P<rest>.*)|$)",
    _I,
)
_NETWORKS = (
    r"facebook|twitter|x|linked ?in|xing|whats ?app|google\+?|google plus|e-?mail|print|drucken|"
    r"imprimer|imprimir|stampa|pinterest|telegram|reddit|mastodon|bluesky|instagram|youtube|pocket|"
    r"print(?:er)?[- ]friendly(?: version)?|pdf version|copy link|link kopieren|copier le lien"
)
_SHARE_WORDS = (
    r"share(?: this)?(?: (?:article|page|news|post|on))?|tweet|like|teilen(?: auf|"
    r" sie diesen artikel)?|"
    r"diesen? (?:artikel|seite) teilen|partager(?: (?:cet article|cette page|sur))?|"
    r"compartir(?: en)?|"
    r"condividi(?: su)?|delen|deel(?: op| dit artikel)?|udostępnij|dela|del|sdílet|zdieľať|"
    r"podijeli|"
    r"deli|megosztás|distribuie|jaa|jaga|dalintis|dalīties|сподели|μοιραστείτε|partilhar|follow us|"
    r"save|pin it|send"
)
#: A row of share buttons, whole.
SHARE = re.compile(
    rf"(?:(?:{_SHARE_WORDS})\s*:?|(?:(?:{_SHARE_WORDS})\s*:?[\s|,·]*)?"
    rf"(?:(?:{_NETWORKS})[\s|,·]+){{1,8}}(?:{_NETWORKS})|"
    rf"(?:{_SHARE_WORDS})\s*:?\s+(?:{_NETWORKS}))",
    _I,
)
_NEWS = (
    r"news|articles?|posts?|stories|nachrichten|meldungen|beiträge|artikel|actualités?|noticias|"
    r"notizie|notícias|nieuws|berichten|aktualności|wiadomości|nyheter|nyheder|uutiset|uutisia|"
    r"zprávy|aktuality|správy|vijesti|novosti|novice|hírek|știri|naujienos|jaunumi|ziņas|uudised|"
    r"новини|νέα|content"
)
_NEAR = (
    r"recent|related|latest|more|other|similar|further|aktuelle|neueste|letzte|weitere|ähnliche|"
    r"verwandte|andere|dernières?|récentes?|liés?|autres|similaires|recientes|relacionad[oa]s|"
    r"últimas|"
    r"otras|más|recenti|correlat[ie]|altre|ultime|recentes|outras|laatste|recente|gerelateerde|"
    r"meer|"
    r"ostatnie|podobne|powiązane|najnowsze|senaste|relaterade|fler|seneste|relaterede|flere|"
    r"viimeisimmät|aiheeseen liittyv\w+|lisää|poslední|související|další|súvisiace|ďalšie|"
    r"najnovije|"
    r"povezane|srodne|zadnje|sorodne|legfrissebb|kapcsolódó|további|ultimele|alte|naujausios|"
    r"susijusios|jaunākie|saistītie|viimased|seotud|последни|свързани|πρόσφατα|σχετικά"
)
#: The heading over teasers of other articles.
RELATED = re.compile(
    rf"(?:(?:{_NEAR})\s+(?:{_NEWS})|(?:{_NEWS})\s+(?:{_NEAR})|you (?:may|might) also (?:like|be "
    r"interested in)|das könnte sie auch interessieren|lesen sie auch|à lire (?:aussi|également)|"
    r"lire aussi|leggi anche|lea también|te puede interesar|lees ook|zobacz także|czytaj także|"
    r"läs också|læs også|lue myös|čtěte také|read also)\s*:?",
    _I,
)
#: The beginning of what stands below an article and is none of it.
BELOW = re.compile(
    r"(?:add (?:new )?comment|comments?(?: \(\d+\))?|\d+ comments?|your name|leave a (?:reply|"
    r"comment)|"
    r"post(?:ed)? comment|about text formats|"
    r"(?:(?:log ?in|sign in)(?: or register)?|register) to post comments.*|"
    r"neuen kommentar (?:schreiben|hinzufügen)|kommentar(?:e)?(?: hinzufügen| schreiben)?|"
    r"anmelden (?:oder registrieren )?um kommentare.*|ihr name|"
    r"ajouter un commentaire|commentaires?|(?:connectez-vous|se connecter).* pour (?:poster|"
    r"publier).*|"
    r"votre nom|laisser un commentaire|añadir (?:nuevo )?comentario|comentarios|su nombre|"
    r"aggiungi (?:un )?commento|commenti|lascia un commento|nieuwe reactie toevoegen|reacties|"
    r"dodaj komentarz|komentarze|lägg till ny kommentar|kommentarer|"
    r"powered by drupal|bereitgestellt von drupal|propulsé par drupal|funciona con drupal|"
    r"realizzato con drupal|aangedreven door drupal|oparte na drupal\w*|"
    r"(?:©|\(c\)|copyright)\s.*|all rights reserved.*|alle rechte vorbehalten.*|"
    r"tous droits réservés.*|"
    r"footer(?: menu)?|fußzeile\w*|pied de page|cluster organi[sz]ations?|back to top|nach oben|"
    r"user login|benutzeranmeldung|connexion utilisateur|user account menu|benutzerkontomenü|"
    r"user ?name \*|benutzername \*|nom d[’']utilisateur \*|password \*|passwort \*|"
    r"mot de passe \*|"
    r"subscribe to (?:our|the) newsletter|newsletter abonnieren|\d+ reads|\d+ views)",
    _I,
)
#: A line that a form, a menu or the head of a platform prints, and no article.
CHROME = re.compile(
    r"(?:skip to (?:main )?content|direkt zum inhalt|zum inhalt springen|"
    r"aller au contenu principal|"
    r"pasar al contenido principal|salta al contenuto principale|overslaan en naar de inhoud gaan|"
    r"przejdź do treści|hoppa till huvudinnehåll|"
    r"home|startseite|accueil|inicio|menu|menü|main (?:menu|navigation)|hauptmen[uü]|"
    r"hauptnavigation|"
    r"navigation(?: principale)?|menu principal|navegación principal|search(?: form)?(?:\.{3}|"
    r"…)?|suche|"
    r"suchen|suchformular|rechercher?|formulaire de recherche|recherche|buscar|cerca|zoeken|"
    r"szukaj|sök|"
    r"log ?in|log ?out|sign in|sign up|register|anmelden|abmelden|registrieren|connexion|"
    r"se connecter|"
    r"s[’']inscrire|iniciar sesión|accedi|inloggen|zaloguj(?: się)?|my account|mein konto|"
    r"mon compte|"
    r"user login|benutzeranmeldung|connexion utilisateur|user account menu|benutzerkontomenü|"
    r"user ?name|benutzername|nom d[’']utilisateur|password|passwort|mot de passe|e-?mail|"
    r"create new account|neues (?:benutzer)?konto erstellen|créer un (?:nouveau )?compte|"
    r"request new password|reset your password|neues passwort anfordern|passwort zurücksetzen|"
    r"demander un nouveau mot de passe|réinitialiser votre mot de passe|enter your username.*|"
    r"enter the password.*|search this site|search form|breadcrumb|pfadnavigation|fil d[’']ariane|"
    r"you are here:?|sie sind hier:?|vous êtes ici:?|primary tabs|haupt-?reiter|onglets principaux|"
    r"view|edit|delete|revisions|ansicht|bearbeiten|voir|modifier|navigation|recent comments|"
    r"who[’']s online|active forum topics|syndicate|rss|language|sprache|langue|english|deutsch|"
    r"français|español|italiano|news|events|contact(?: us)?|about(?: us)?|kontakt|über uns|"
    r"newsletter|close|schließen|fermer)\s*\*?:?",
    _I,
)
#: The first step of a breadcrumb.
HOME = re.compile(
    r"home(?:page)?|startseite|start|accueil|inicio|inici|início|home page|pagina iniziale|domů|"
    r"domov|početna|naslovnica|kezdőlap|címlap|strona główna|hem|hjem|forside|etusivu|acasă|"
    r"pradžia|sākums|avaleht|начало|αρχική|baile|you are here:? home|sie sind hier:? startseite|"
    r"vous êtes ici:? accueil",
    _I,
)
#: What parts the steps of a breadcrumb.
CRUMB_MARK = re.compile(r"\s+[>»›/→▸|]\s+|\s*[>»›→▸]\s*")
#: A publication date that says what it is; "Date:" alone may be that of an event.
PUBLISHED = re.compile(
    r"(?:first )?(?:published|publication date|date of publication|posted|publié|"
    r"date de publication|veröffentlicht|veröffentlichungsdatum|erschienen|publicado|"
    r"fecha de publicación|pubblicato|data di pubblicazione|gepubliceerd|publicatiedatum|"
    r"data publikacji|opublikowano|publicerad|publiceret|publisert|julkaistu|publikováno|"
    r"publikované|objavljeno|közzétéve|publicat|paskelbta|publicēts|avaldatud|публикувано|"
    r"δημοσιεύτηκε)(?:\s(?:on|am|le|el|il|op|den|dnia|la|na|dne|dňa|"
    r"στις))?\s*:?\s+(?P<date>.*\d.*)",
    _I,
)
#: The day of the last change, said as such.
MODIFIED = re.compile(
    r"(?:last (?:update|updated|modified|changed)(?: date)?|updated|zuletzt (?:geändert|"
    r"aktualisiert)|"
    r"aktualisiert|letzte änderung|(?:dernière )?mis(?:e)? à jour|modifié|actualizado|"
    r"última actualización|(?:ultimo )?aggiornamento|aggiornato|bijgewerkt|laatst gewijzigd|"
    r"zaktualizowano|uppdaterad|opdateret|päivitetty)"
    r"(?:\s(?:on|am|le|el|il|op|den))?\s*:?\s+(?P<date>.*\d.*)",
    _I,
)
#: Labels that platforms print with an article; a line of two words is a label only as one of these.
LABEL_WORDS = re.compile(
    r"\b(?:special|eu|expert|community(?: news)?|open calls?|events?(?: calendar)?|news|call|calls|"
    r"funding|interview|press(?: release)?|success story|good practice|publication|report|study|"
    r"partner(?:ship| search)|matchmaking|training|webinar|workshop|conference|policy|project|"
    r"meldung|pressemitteilung|veranstaltung|aktuelles|actualité|événement|appel à projets|"
    r"communiqué(?: de presse)?|noticia|evento|convocatoria)\b",
    _I,
)
#: Words in the logos and funding marks that stand above an article as pictures.
LOGO_WORDS = re.compile(
    r"\b(?:interreg|european union|europäische union|union européenne|european commission|cosme|"
    r"horizon|erasmus|life programme|regional\s+development|development\s+fund|fund|co-?funded|"
    r"cofinanc\w+|eit|esif|erdf|efre|feder|logo|programme|h2020|feder|easme|eismea)\b",
    _I,
)
#: What tells the text of a picture from a standfirst.
PICTURE_WORDS = re.compile(
    r"\b(?:logo|image|picture|photo|foto|bild|banner|icon|automatically generated|©)\b|"
    r"\.(?:jpe?g|png|gif|svg|webp)\b",
    _I,
)
