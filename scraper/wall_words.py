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
    *("saml/login", "cas/login", "sso", "autentificare", "prijava", "belepes", "sisselogimine"),
    *("prisijungti", "pieslegties", "vhod", "kirjaudu", "syndesi", "log-ind", "prihlasenie"),
)

#: Titles of login pages, alone or before the platform's name.
LOGIN_TITLES = (
    *("(?:user |member |members['’]? )?log ?in", "log on", "(?:user )?sign ?in", "members only"),
    *("user account", "log in to your account", "please log in", "login required"),
    *("(?:mitglieder)?anmelden", "(?:benutzer|mitglieder)?anmeldung", "einloggen"),
    *("(?:mitglieder)?login", "benutzerkonto", "geschützter bereich", "bitte anmelden"),
    *("connexion(?: utilisateur)?", "se connecter", "identification", "compte utilisateur"),
    *("(?:espace|accès) (?:membres?|adhérents?)", "connectez-vous"),
    *("iniciar sesión", "inicio de sesión", "acceder", "acceso(?: (?:de )?usuarios)?"),
    *("área de (?:socios|clientes|membros)", "entrar", "iniciar sessão", "inicie sessão"),
    *("accedi", "accesso(?: utente| soci)?", "area (?:riservata|soci)", "effettua il login"),
    *("inloggen", "aanmelden", "zaloguj(?: się)?", "logowanie", "panel logowania"),
    *("přihlášení(?: uživatele)?", "přihlásit(?: se)?", "prihlásenie", "prihlásiť(?: sa)?"),
    *("bejelentkezés", "belépés", "logga in", "inloggning", "log ind", "logg inn"),
    *("kirjaudu(?: sisään)?", "sisäänkirjautuminen", "logi sisse", "sisselogimine"),
    *("prisijungti", "prisijungimas", "pieslēgties", "ielogoties", "pieteikties"),
    *("autentificare", "conectare", "intră în cont", "prijava(?: korisnika| uporabnika)?"),
    *("prijavi(?:te)? se", "вход(?: за потребители)?", "влез", "σύνδεση", "είσοδος(?: μελών)?"),
    *("logáil isteach", "sínigh isteach", "idħol"),
)

#: Titles and headings of pages that are not there, language by language.
NOT_FOUND = (
    r"(?:(?:error|fehler|erreur|errore|fout|fel|chyba|hiba|błąd|napaka|greška|klaida|viga|kļūda"
    r"|virhe|eroare|грешка|σφάλμα) )?404(?:\s*$|\s*[-–—:|!,.]"
    r"|\s*(?:error|page|not found|fehler|erreur|seite))",
    r"(?:oops|ups|uups|hoppla|oeps|ooops|hovsa|hups)[!,. …]",
    # en
    "(?:the |this |that |requested )*(?:page|content|article|document|file|resource|node)"
    "(?: you (?:requested|are looking for|were looking for))?"
    " (?:was |is |could |can |does |do |has )?(?:not|no longer|cannot|can[’']t|couldn[’']t"
    "|doesn[’']t)(?: be)? (?:found|exist|available|exists|been found)",
    *("page missing", "not found", r"nothing found\W*$", "no page found"),
    "(?:sorry,? )?(?:but )?we (?:can[’']t|couldn[’']t|cannot|could not) find",
    # de
    "(?:die |diese |der |das )?(?:von ihnen )?(?:aufgerufene |angeforderte |gewünschte |gesuchte )?"
    "(?:seite|inhalt|artikel|beitrag|dokument)"
    "(?: (?:wurde|konnte|ist|existiert|kann))?(?: leider)? nicht (?:gefunden|vorhanden|mehr"
    "|verfügbar|existent)",
    "(?:die |diese )?(?:angeforderte |gewünschte |gesuchte )?seite (?:existiert|gibt es) nicht",
    *("nicht gefunden", r"(?:leider )?nichts gefunden\W*$"),
    # fr
    r"(?:la |cette )?page (?:demandée |que vous \w+ |recherchée )?"
    "(?:n[’']a (?:pas |pu )?(?:être |été )?(?:pas )?trouvée|non trouvée|introuvable"
    "|n[’']existe (?:pas|plus)|est introuvable|inexistante)",
    "contenu introuvable",
    # es, ca
    "(?:la )?página (?:solicitada |que busca )?(?:no (?:encontrada|existe|se (?:ha encontrado"
    "|encuentra)|disponible)|no ha sido encontrada)",
    *(r"no (?:se )?(?:ha )?encontr\w+ la página", "pàgina no trobada", "contenido no encontrado"),
    # pt
    "(?:a )?página (?:solicitada |que procura )?não (?:existe|foi encontrada|encontrada"
    "|está disponível)",
    "conteúdo não encontrado",
    # it
    "(?:la )?pagina (?:richiesta |cercata |che cerchi )?non (?:è stata trovata|trovata|esiste"
    "|disponibile|è disponibile)",
    "contenuto non trovato",
    # nl
    "(?:de |deze )?(?:opgevraagde )?pagina (?:(?:is |kan |kon )?niet|bestaat niet)",
    "niet gevonden",
    # ro
    "pagina (?:solicitată |căutată )?(?:nu (?:a fost găsită|există|este disponibilă)|negăsită)",
    # pl
    "nie znaleziono(?: strony)?",
    "(?:ta |podana |szukana )?strona (?:nie (?:została (?:znaleziona|odnaleziona)|istnieje)"
    "|o podanym adresie nie istnieje)",
    # cs, sk
    "(?:požadovaná |tato |hledaná )?stránka (?:nebyla nalezena|nenalezena|neexistuje)",
    "(?:požadovaná |táto |hľadaná )?stránka (?:nebola nájdená|sa nenašla|nenájdená|neexistuje)",
    # hu
    "(?:az |a )?(?:keresett |kért )?(?:oldal|lap) nem (?:található|létezik)",
    # sv, da, nb
    "(?:den )?(?:begärda )?sidan (?:hittades inte|kunde inte hittas|finns inte|saknas)",
    "(?:den )?(?:ønskede |søgte )?siden? (?:blev ikke fundet|kunne ikke findes|ble ikke funnet"
    "|findes ikke|finnes ikke|ikke fundet|eksisterer ikke)",
    # fi, et
    "(?:hakemaasi |pyydettyä |etsimääsi )?sivua ei (?:löytynyt|löydy|ole)",
    "(?:otsitud |otsitavat |soovitud )?leh(?:ekülge|te|ekülg) ei (?:leitud|leidu|eksisteeri)",
    # lv, lt
    "(?:meklētā |pieprasītā )?lapa (?:nav atrasta|netika atrasta|neeksistē)",
    "(?:ieškomas |prašomas )?puslapis (?:nerastas|neegzistuoja|nebuvo rastas)",
    # hr, sl
    "(?:tražena )?stranica (?:nije pronađena|ne postoji|nije dostupna)",
    "(?:iskana |zahtevana )?stran (?:ni (?:najdena|bila najdena|na voljo)|ne obstaja)",
    # bg, ru, uk
    "(?:търсената |исканата )?страница(?:та)? (?:не (?:е намерена|съществува|беше намерена"
    "|найдена))",
    *("страницата липсва", "сторінку не знайдено"),
    # el
    "η σελίδα (?:που (?:ζητήσατε|αναζητάτε|ψάχνετε) )?(?:δεν (?:βρέθηκε|υπάρχει)|δε βρέθηκε)",
    "δεν βρέθηκε η σελίδα",
    # tr, ga, mt
    *("sayfa bulunamadı", "ní bhfuarthas", "níor aimsíodh"),
    "il-paġna (?:ma nstabitx|ma nstabet|ma teżistix|li qed tfittex ma)",
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
