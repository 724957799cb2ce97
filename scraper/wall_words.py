"""How platforms word a login, a missing page and a wall, in the languages of Europe: data.

All patterns are matched without regard to case, at the beginning of a title or heading,
except those of :data:`PAID`, which may stand anywhere in a short text.
"""

from __future__ import annotations

#: Last segments of addresses that are login forms.
LOGIN_SEGMENTS = (
    *("user/login", "user/register", "login", "log-in", "signin", "sign-in", "anmelden"),
    *("anmeldung", "connexion", "accedi", "acceder", "iniciar-sesion", "logowanie", "prihlaseni"),
    *("bejelentkezes", "inloggen", "logga-in", r"wp-login\.php", "accounts/login", "auth/login"),
    *("saml/login", "cas/login", "sso"),
)

#: Titles of login pages, alone or before the platform's name.
LOGIN_TITLES = (
    *("(?:user )?log ?in", "log on", "(?:user )?sign ?in", "anmelden", "anmeldung", "einloggen"),
    *("benutzeranmeldung", "benutzerkonto", "connexion(?: utilisateur)?", "se connecter"),
    *("identification", "compte utilisateur", "iniciar sesión", "inicio de sesión", "acceder"),
    *("acceso", "accedi", "accesso utente", "entrar", "iniciar sessão", "inloggen", "aanmelden"),
    *("zaloguj(?: się)?", "logowanie", "přihlášení", "přihlásit se", "prihlásenie"),
    *("bejelentkezés", "logga in", "log ind", "logg inn", "kirjaudu(?: sisään)?", "logi sisse"),
    *("prisijungti", "pieslēgties", "autentificare", "prijava", "вход", "σύνδεση"),
    *("user account", "log in to your account", "please log in", "login required"),
)

#: Titles and headings of pages that are not there.
NOT_FOUND = (
    r"(?:error |fehler |erreur |errore )?404(?:\s*$|\s*[-–—:|!,.]"
    r"|\s*(?:error|page|not found|fehler|erreur|seite))",
    "oops[!,. ]",
    "(?:the |this |requested )*(?:page|content|article|document|file|resource|node)"
    " (?:was |is |could |can |does |do )?(?:not|no longer|cannot|can't|doesn't)(?: be)?"
    " (?:found|exist|available|exists)",
    *("page missing", "not found", "nothing found", "no page found", "we can't find"),
    "(?:die |diese )?(?:angeforderte |gewünschte )?seite (?:wurde |konnte |ist |existiert )?nicht",
    "nicht gefunden",
    r"(?:la |cette )?page (?:demandée |que vous \w+ )?"
    "(?:n'a pas été trouvée|non trouvée|introuvable|n'existe pas|est introuvable|inexistante)",
    "(?:la |a )?página (?:no|não) (?:encontrada|existe|se ha encontrado|disponible|foi encontrada)",
    r"no se (?:ha )?encontr\w+ la página",
    "(?:la )?pagina (?:non (?:trovata|esiste|disponibile)|niet gevonden|nu a fost găsită)",
    *("pàgina no trobada", "nie znaleziono(?: strony)?"),
    "strona nie (?:została znaleziona|istnieje)",
    "stránka (?:nenalezena|nebyla nalezena|nebola nájdená|sa nenašla|neexistuje)",
    "(?:az |a )?(?:keresett )?oldal nem (?:található|létezik)",
    "sidan (?:hittades inte|kunde inte hittas|finns inte)",
    "siden (?:blev ikke fundet|ble ikke funnet|findes ikke|finnes ikke)",
    *("sivua ei (?:löytynyt|löydy)", "lehekülge ei leitud", "lapa nav atrasta"),
    *("puslapis (?:nerastas|neegzistuoja)", "stranica nije pronađena"),
    *("stran ni (?:najdena|bila najdena)", "страницата не (?:е намерена|съществува)"),
    *("страница не найдена", "сторінку не знайдено", "η σελίδα δεν (?:βρέθηκε|υπάρχει)"),
    *("sayfa bulunamadı", "ní bhfuarthas", "il-paġna ma nstabitx"),
)

#: Titles of checks that stand between a robot and a page.
BLOCKED = (
    *("just a moment", "attention required", "access (?:to this page )?(?:has been )?denied"),
    *("are you (?:a )?(?:human|robot)", "robot check", "security check"),
    *("verify(?:ing)? you are (?:a )?human", "checking your browser", "ddos protection"),
    *("pardon our interruption", "request (?:rejected|unsuccessful)", "zugriff verweigert"),
    *("accès refusé", "acceso denegado", "accesso negato", "toegang geweigerd"),
    *("odmowa dostępu", "403 forbidden", "forbidden"),
)

#: Titles of pages that ask for consent before they show anything.
CONSENT = (
    *("before you continue", "bevor sie (?:fortfahren|weiterlesen|zu)", "avant de continuer"),
    *("antes de continuar", "we value your privacy", "(?:cookie )?consent(?: required)?$"),
    *("privacy wall", "your privacy$"),
)

#: What a teaser says where the article would go on.
PAID = (
    "subscribe (?:now )?to (?:continue|read)",
    "this (?:article|content) is (?:for|reserved for|only available to) (?:subscribers|members)",
    *("already a subscriber", "réservée? aux abonnés", "jetzt (?:weiterlesen|abonnieren)"),
    *("nur für abonnenten", "lesen sie diesen artikel mit", "riservato agli abbonati"),
    *("contenido (?:exclusivo )?para suscriptores", "members only"),
    *("log ?in to (?:read|view|continue)", "you must (?:be logged in|log in)"),
    "zum weiterlesen (?:bitte )?(?:anmelden|einloggen)",
)
