# ruff: noqa: E501 - a wording is one line
"""Consent banners as they are worded, French to Swedish; see :mod:`~scraper.clean.wordings_bg_fi`."""

from __future__ import annotations

from collections.abc import Mapping

WORDINGS: Mapping[str, str] = {
    "fr": """
Nous utilisons des cookies sur ce site pour améliorer votre expérience d'utilisateur.
Nous utilisons des cookies sur ce site pour améliorer votre expérience utilisateur
Nous utilisons des cookies sur ce site afin d'améliorer votre expérience d'utilisateur
En cliquant sur un lien de cette page, vous nous donnez votre consentement de définir des cookies.
En cliquant sur n'importe quel lien de cette page, vous consentez à ce que nous placions des cookies.
En cliquant sur un lien de cette page, vous acceptez l'utilisation de cookies.
En poursuivant votre navigation sur ce site, vous acceptez l'utilisation de cookies.
Ce site utilise des cookies pour améliorer votre expérience
Ce site utilise des cookies pour vous offrir la meilleure navigation
Merci d'avoir accepté les cookies
Vous pouvez maintenant masquer ce message ou en savoir plus sur les cookies.
Ce site utilise des cookies
Gestion des cookies
agree: Oui, je suis d'accord | OK, je suis d'accord | Je suis d'accord | D'accord | OK, j'accepte | J'accepte | Accepter | Tout accepter | J'ai compris
more: Non, donnez-moi plus d'informations | Non, je veux en savoir plus | Non, je veux plus d'informations | Plus d'infos | Plus d'informations | En savoir plus
refuse: Non, merci | Refuser | Tout refuser
settings: Personnaliser | Paramètres | Paramètres de confidentialité | Préférences
save: Enregistrer les préférences
hide: Masquer | Fermer
withdraw: Retirer le consentement
""",
    "ga": """
Úsáidimid fianáin ar an suíomh seo chun feabhas a chur ar do thaithí úsáideora
Trí chliceáil ar nasc ar bith ar an leathanach seo tá tú ag tabhairt do thoilithe dúinn fianáin a shocrú.
Úsáideann an suíomh seo fianáin
agree: OK, aontaím | Aontaím | Glacaim leis | Glac le gach fianán
more: Níl, tabhair tuilleadh eolais dom | Tuilleadh eolais
refuse: Ní ghlacaim leis | Diúltaigh
hide: Folaigh
""",
    "hr": """
Na ovoj stranici koristimo kolačiće kako bismo poboljšali vaše korisničko iskustvo
Koristimo kolačiće na ovoj stranici kako bismo poboljšali vaše korisničko iskustvo
Klikom na bilo koju poveznicu na ovoj stranici dajete pristanak za postavljanje kolačića.
Ova web stranica koristi kolačiće
Nastavkom korištenja stranice suglasni ste s korištenjem kolačića.
agree: U redu, slažem se | Da, slažem se | Slažem se | Prihvaćam | Prihvati sve | U redu, prihvati sve | Razumijem
more: Ne, želim više informacija | Više informacija | Saznajte više
refuse: Ne, hvala | Odbij | Odbij sve
settings: Postavke | Personaliziraj | Postavke privatnosti
hide: Sakrij
""",
    "hu": """
Ezen az oldalon sütiket használunk a felhasználói élmény javítása érdekében
Ez a weboldal sütiket használ a felhasználói élmény javítása érdekében
Az oldalon található bármely hivatkozásra kattintva hozzájárul a sütik használatához.
Az oldal bármely linkjére kattintva Ön hozzájárul, hogy sütiket helyezzünk el.
Ez a weboldal sütiket használ
Az oldal használatával Ön elfogadja a sütik használatát.
agree: OK, elfogadom | Igen, elfogadom | Elfogadom | Elfogad | Összes elfogadása | OK, egyetértek | Egyetértek | Rendben
more: Nem, több információt szeretnék | Több információ | További információ | Tudjon meg többet
refuse: Nem, köszönöm | Elutasítom | Elutasítás
settings: Beállítások | Adatvédelmi beállítások
hide: Elrejtés | Bezárás
""",
    "it": """
Questo sito usa i cookie per migliorare la tua esperienza utente
Utilizziamo i cookie su questo sito per migliorare la tua esperienza utente
Usiamo i cookie su questo sito per migliorare la tua esperienza utente
Utilizziamo i cookie su questo sito per migliorare la vostra esperienza d'uso
Cliccando su qualsiasi link in questa pagina dai il tuo consenso all'impostazione dei cookie.
Cliccando su qualsiasi link di questa pagina si acconsente all'uso dei cookie.
Facendo clic su qualsiasi link in questa pagina dai il consenso all'uso dei cookie.
Continuando a navigare accetti l'uso dei cookie.
Questo sito utilizza cookie tecnici e di terze parti.
Grazie per aver accettato i cookie
Questo sito utilizza i cookie
agree: OK, accetto | OK, sono d'accordo | Sì, accetto | Sono d'accordo | Accetto | Accetta | Accetta tutto | Accetta tutti | Ok, accetta tutto | Ho capito
more: No, dammi più informazioni | No, maggiori informazioni | Maggiori informazioni | Più informazioni | Ulteriori informazioni | Scopri di più
refuse: No, grazie | Rifiuta | Rifiuta tutto
settings: Personalizza | Impostazioni | Preferenze | Impostazioni privacy
save: Salva preferenze
hide: Nascondi | Chiudi
withdraw: Revoca il consenso
""",
    "lt": """
Šioje svetainėje naudojame slapukus, kad pagerintume jūsų naudojimosi patirtį
Spustelėdami bet kurią nuorodą šiame puslapyje sutinkate, kad įrašytume slapukus.
Ši svetainė naudoja slapukus
Tęsdami naršymą sutinkate su slapukų naudojimu.
agree: Gerai, sutinku | Taip, sutinku | Sutinku | Sutinku su visais | Gerai, priimu visus | Priimti visus | Supratau
more: Ne, noriu daugiau informacijos | Daugiau informacijos | Sužinoti daugiau | Plačiau
refuse: Ne, ačiū | Atmesti | Nesutinku
settings: Nustatymai | Suasmeninkite
hide: Slėpti
""",
    "lv": """
Mēs šajā vietnē izmantojam sīkdatnes, lai uzlabotu jūsu lietošanas pieredzi
Šajā vietnē tiek izmantotas sīkdatnes, lai uzlabotu jūsu lietošanas pieredzi
Noklikšķinot uz jebkuras saites šajā lapā, jūs piekrītat sīkdatņu izmantošanai.
Šī vietne izmanto sīkdatnes
Turpinot lietot šo vietni, jūs piekrītat sīkdatņu izmantošanai.
agree: Labi, piekrītu | Jā, piekrītu | Piekrītu | Pieņemt visu | Pieņemt visas | Sapratu
more: Nē, vēlos vairāk informācijas | Vairāk informācijas | Uzzināt vairāk
refuse: Nē, paldies | Noraidīt
settings: Iestatījumi | Pielāgot
hide: Paslēpt
""",
    "mt": """
Nużaw il-cookies fuq dan is-sit biex intejbu l-esperjenza tiegħek bħala utent
Meta tikklikkja fuq kwalunkwe link f'din il-paġna inti tkun qed tagħti l-kunsens tiegħek biex nużaw il-cookies.
Dan is-sit juża l-cookies
agree: OK, naqbel | Naqbel | Aċċetta | Aċċetta kollox
more: Le, agħtini aktar informazzjoni | Aktar informazzjoni | Aktar tagħrif
refuse: Le, grazzi | Irrifjuta
hide: Aħbi
""",
    "nl": """
Wij gebruiken cookies op deze site om uw gebruikservaring te verbeteren
Wij gebruiken cookies op deze website om uw gebruikerservaring te verbeteren
We gebruiken cookies op deze site om uw gebruikerservaring te verbeteren
We gebruiken cookies op deze site om je gebruikerservaring te verbeteren
Door op een link op deze pagina te klikken geeft u ons toestemming om cookies te plaatsen.
Door op een link op deze pagina te klikken, geeft u toestemming voor het plaatsen van cookies.
Door het klikken op een link op deze pagina geeft u toestemming voor het plaatsen van cookies.
Door gebruik te blijven maken van deze website gaat u akkoord met het gebruik van cookies.
Deze website maakt gebruik van cookies om uw ervaring te verbeteren
Bedankt voor het accepteren van cookies
Deze website gebruikt cookies
Deze website maakt gebruik van cookies
agree: OK, ik ga akkoord | Ja, ik ga akkoord | Ik ga akkoord | Akkoord | OK, ik stem toe | Accepteren | Alles accepteren | Alle cookies accepteren | Begrepen
more: Nee, geef mij meer informatie | Nee, ik wil meer informatie | Nee, meer informatie | Meer informatie | Meer info | Lees meer
refuse: Nee, bedankt | Nee, dank u | Weigeren | Alles weigeren
settings: Instellingen | Cookie-instellingen | Privacyinstellingen | Voorkeuren
save: Voorkeuren opslaan
hide: Verbergen | Sluiten
withdraw: Toestemming intrekken
""",
    "pl": """
Używamy plików cookie na tej stronie, aby poprawić komfort użytkowania
Na tej stronie używamy plików cookies, aby zwiększyć komfort korzystania z serwisu
Ta strona używa plików cookie, aby poprawić komfort użytkowania
Klikając dowolny odnośnik na tej stronie, wyrażasz zgodę na używanie przez nas plików cookie.
Klikając na dowolny link na tej stronie wyrażasz zgodę na zapisywanie plików cookies.
Korzystając z serwisu, wyrażasz zgodę na używanie plików cookies.
Dziękujemy za zaakceptowanie plików cookie
Serwis używa plików cookies
Ta strona używa plików cookie
Ta strona korzysta z ciasteczek
agree: OK, zgadzam się | Tak, zgadzam się | Zgadzam się | Akceptuję | Akceptuj | Akceptuj wszystkie | OK, akceptuję wszystko | Rozumiem
more: Nie, chcę więcej informacji | Więcej informacji | Dowiedz się więcej | Polityka prywatności | Polityka cookies
refuse: Nie, dziękuję | Odrzuć | Odrzuć wszystkie | Nie zgadzam się
settings: Ustawienia | Personalizacja | Ustawienia prywatności | Ustawienia cookies
hide: Ukryj | Zamknij
withdraw: Wycofaj zgodę
""",
    "pt": """
Utilizamos cookies neste site para melhorar a sua experiência de utilizador
Usamos cookies neste site para melhorar a sua experiência de usuário
Ao clicar em qualquer ligação desta página está a dar o seu consentimento para que possamos definir cookies.
Ao clicar em qualquer link desta página, você está dando o seu consentimento para definirmos cookies.
Este site utiliza cookies para melhorar a sua experiência
Ao continuar a navegar está a aceitar a utilização de cookies.
Obrigado por aceitar cookies
Este site utiliza cookies
agree: OK, concordo | Sim, concordo | Concordo | Aceito | Aceitar | Aceitar tudo | Aceitar todos | Entendi
more: Não, quero mais informações | Não, dê-me mais informações | Mais informações | Mais informação | Saber mais | Saiba mais
refuse: Não, obrigado | Recusar | Rejeitar | Rejeitar todos
settings: Configurações | Definições | Preferências | Personalizar
hide: Ocultar | Fechar
withdraw: Retirar consentimento
""",
    "ro": """
Folosim cookie-uri pe acest site pentru a vă îmbunătăți experiența de utilizare
Utilizăm cookie-uri pe acest site pentru a îmbunătăți experiența dumneavoastră de utilizare
Făcând clic pe orice link de pe această pagină vă dați acordul pentru a seta cookie-uri.
Acest site folosește cookie-uri
Acest site utilizează cookie-uri
Continuând navigarea, sunteți de acord cu utilizarea cookie-urilor.
agree: OK, sunt de acord | Da, sunt de acord | Sunt de acord | Accept | Accept toate | Acceptă toate | OK, acceptați-le pe toate | Am înțeles
more: Nu, doresc mai multe informații | Mai multe informații | Mai multe detalii | Află mai multe
refuse: Nu, mulțumesc | Refuz | Respinge
settings: Setări | Personalizați | Setări de confidențialitate
hide: Ascunde
""",
    "sk": """
Na tejto stránke používame súbory cookie na zlepšenie vášho používateľského zážitku
Na tejto stránke používame cookies na zlepšenie vášho používateľského zážitku
Kliknutím na akýkoľvek odkaz na tejto stránke nám dávate súhlas s ukladaním cookies.
Táto stránka používa súbory cookie
Používaním tejto stránky súhlasíte s používaním súborov cookie.
agree: OK, súhlasím | Áno, súhlasím | Súhlasím | Prijať | Prijať všetko | OK, prijať všetko | Rozumiem
more: Nie, chcem viac informácií | Viac informácií | Ďalšie informácie | Zistiť viac
refuse: Nie, ďakujem | Odmietnuť | Odmietnuť všetko
settings: Nastavenia | Prispôsobiť
hide: Skryť
""",
    "sl": """
Na tej strani uporabljamo piškotke za izboljšanje vaše uporabniške izkušnje
Na tem spletnem mestu uporabljamo piškotke za izboljšanje vaše uporabniške izkušnje
S klikom na katerokoli povezavo na tej strani soglašate z uporabo piškotkov.
S klikom na katero koli povezavo na tej strani dajete soglasje za nastavitev piškotkov.
Ta spletna stran uporablja piškotke
Z nadaljnjo uporabo strani se strinjate z uporabo piškotkov.
agree: V redu, strinjam se | Da, strinjam se | Strinjam se | Sprejmem | Sprejmi vse | Razumem
more: Ne, želim več informacij | Več informacij | Preberite več
refuse: Ne, hvala | Zavrni | Zavrni vse
settings: Nastavitve | Nastavitve zasebnosti
hide: Skrij
""",
    "sv": """
Vi använder cookies på den här webbplatsen för att förbättra din användarupplevelse
Vi använder kakor på den här webbplatsen för att förbättra din användarupplevelse
Genom att klicka på någon länk på den här sidan ger du ditt samtycke till att vi använder cookies.
Genom att klicka på en länk på denna sida ger du ditt samtycke till att vi sätter cookies.
Den här webbplatsen använder cookies
Den här webbplatsen använder kakor
Genom att fortsätta använda webbplatsen godkänner du att vi använder cookies.
Tack för att du accepterar cookies
agree: OK, jag godkänner | OK, jag samtycker | Ja, jag godkänner | Jag godkänner | Jag accepterar | Godkänn | Godkänn alla | Acceptera | Acceptera alla | OK, acceptera allt | Jag förstår
more: Nej, ge mig mer information | Mer information | Mer info | Läs mer
refuse: Nej tack | Avvisa | Neka | Avböj
settings: Inställningar | Cookieinställningar | Personifiera
hide: Dölj | Stäng
withdraw: Återkalla samtycke
""",
}
