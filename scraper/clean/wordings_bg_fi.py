# ruff: noqa: E501 - a wording is one line
"""Consent banners as they are worded, Bulgarian to Finnish.

Short factual wordings of the banners that cluster platforms show: the texts of Drupal's
EU Cookie Compliance in its versions and translations, and those of other common banners.
A line is one sentence or heading; a line ``role: a | b`` lists buttons of that role.
"""

from __future__ import annotations

from collections.abc import Mapping

WORDINGS: Mapping[str, str] = {
    "bg": """
Използваме бисквитки на този сайт, за да подобрим потребителското Ви изживяване
С кликването върху който и да е линк на тази страница Вие давате съгласието си да използваме бисквитки.
Този сайт използва бисквитки
Този уебсайт използва бисквитки, за да подобри Вашето изживяване
Като продължавате да използвате сайта, Вие се съгласявате с използването на бисквитки.
Благодарим Ви, че приехте бисквитките
agree: ОК, съгласен съм | Съгласен съм | Да, съгласен съм | Приемам | Приемам всички | ОК, приемам всички | Разбрах
more: Не, дайте ми повече информация | Повече информация | Научете повече
refuse: Не, благодаря | Отказвам | Отхвърляне
settings: Настройки | Ще избирам | Настройки за поверителност
hide: Скрий
""",
    "cs": """
Na tomto webu používáme cookies ke zlepšení vašeho uživatelského zážitku
Tyto stránky používají soubory cookie ke zlepšení vašeho uživatelského zážitku
Kliknutím na jakýkoli odkaz na této stránce nám dáváte souhlas s ukládáním cookies.
Tento web používá soubory cookie
Používáním tohoto webu souhlasíte s používáním souborů cookie.
Děkujeme za přijetí cookies
agree: OK, souhlasím | Ano, souhlasím | Souhlasím | Přijmout | Přijmout vše | OK, přijmout vše | Rozumím
more: Ne, chci více informací | Více informací | Další informace | Zjistit více
refuse: Ne, děkuji | Odmítnout | Odmítnout vše
settings: Nastavení cookies | Přizpůsobit | Nastavení soukromí
hide: Skrýt
withdraw: Odvolat souhlas
""",
    "da": """
Vi bruger cookies på dette websted for at forbedre din brugeroplevelse
Ved at klikke på et link på denne side giver du dit samtykke til, at vi sætter cookies.
Denne hjemmeside bruger cookies
Hjemmesiden bruger cookies for at give dig den bedste oplevelse
Ved at fortsætte med at bruge siden accepterer du vores brug af cookies.
Tak fordi du accepterede cookies
agree: OK, jeg accepterer | OK, jeg er enig | Ja, jeg accepterer | Accepter | Accepter alle | Tillad alle | Forstået
more: Nej, giv mig mere information | Mere information | Mere info | Læs mere
refuse: Nej tak | Afvis | Afvis alle | Kun nødvendige
settings: Cookieindstillinger | Indstillinger | Privatlivsindstillinger
hide: Skjul
withdraw: Træk samtykke tilbage
""",
    "de": """
Wir verwenden Cookies auf dieser Website, um Ihr Nutzererlebnis zu verbessern
Wir verwenden Cookies auf dieser Website, um Ihre Nutzererfahrung zu verbessern
Wir verwenden Cookies auf dieser Website, um Ihre Benutzererfahrung zu verbessern
Wir verwenden auf dieser Website Cookies, um Ihre Benutzererfahrung zu verbessern
Wir nutzen Cookies auf dieser Website, um Ihr Nutzererlebnis zu verbessern
Wir nutzen Cookies auf dieser Website, um Ihre Benutzererfahrung zu verbessern
Diese Website verwendet Cookies, um Ihnen das beste Nutzererlebnis zu bieten
Wenn Sie auf irgendeinen Link auf dieser Seite klicken, geben Sie uns Ihre Zustimmung, Cookies zu setzen.
Durch das Klicken auf einen beliebigen Link auf dieser Seite geben Sie Ihre Zustimmung, dass wir Cookies setzen.
Mit dem Klick auf einen Link auf dieser Seite geben Sie uns Ihre Einwilligung, Cookies zu setzen.
Durch Klicken auf einen Link auf dieser Seite stimmen Sie der Verwendung von Cookies zu.
Durch die weitere Nutzung der Website stimmen Sie der Verwendung von Cookies zu.
Vielen Dank, dass Sie Cookies akzeptieren
Sie können diese Nachricht jetzt ausblenden oder mehr über Cookies erfahren.
Wir verwenden Cookies
Diese Webseite verwendet Cookies.
Diese Website benutzt Cookies.
Datenschutz und Cookies
Cookie-Einstellungen
Datenschutz-Präferenz
agree: OK, ich stimme zu | Ja, ich stimme zu | Ich stimme zu | OK, einverstanden | Einverstanden | Zustimmen | Akzeptieren | Alle akzeptieren | Alle Cookies akzeptieren | Auswahl bestätigen | Verstanden
more: Nein, mehr Informationen | Nein, geben Sie mir mehr Informationen | Nein, ich möchte mehr Informationen | Nein, bitte mehr Informationen | Mehr Informationen | Weitere Informationen | Mehr Infos | Mehr erfahren
refuse: Nein, danke | Ablehnen | Alle ablehnen | Nur notwendige Cookies | Technisch notwendiger Funktionsumfang
settings: Einstellungen | Datenschutzeinstellungen | Personalisieren
save: Einstellungen speichern | Einstellungen speichen | Auswahl speichern
hide: Ausblenden | Verbergen | Schließen
withdraw: Einwilligung zurückziehen | Zustimmung zurückziehen | Zustimmung widerrufen
""",
    "el": """
Χρησιμοποιούμε cookies σε αυτόν τον ιστότοπο για να βελτιώσουμε την εμπειρία σας
Κάνοντας κλικ σε οποιονδήποτε σύνδεσμο σε αυτή τη σελίδα δίνετε τη συγκατάθεσή σας να ορίσουμε cookies.
Αυτός ο ιστότοπος χρησιμοποιεί cookies
Συνεχίζοντας την περιήγηση αποδέχεστε τη χρήση των cookies.
agree: ΟΚ, συμφωνώ | Ναι, συμφωνώ | Συμφωνώ | Αποδοχή | Αποδοχή όλων | Κατάλαβα
more: Όχι, θέλω περισσότερες πληροφορίες | Περισσότερες πληροφορίες | Μάθετε περισσότερα
refuse: Όχι, ευχαριστώ | Απόρριψη | Απόρριψη όλων
settings: Ρυθμίσεις | Ρυθμίσεις απορρήτου
hide: Απόκρυψη
""",
    "en": """
We use cookies on this site to enhance your user experience
We use cookies on this site to enhance your experience
We use cookies on our website to enhance your user experience
We use cookies to enhance your user experience
This site uses cookies to enhance your user experience
By clicking any link on this page you are giving your consent for us to set cookies.
By tapping any link on this page you are giving your consent for us to set cookies.
By clicking the Accept button, you agree to us doing so.
By tapping the Accept button, you agree to us doing so.
By continuing to browse this site you are agreeing to our use of cookies.
You have given your consent for us to set cookies.
Thank you for accepting cookies
You can now hide this message or find out more about cookies.
This site uses cookies to offer you a better browsing experience.
Find out more on how we use cookies and how you can change your settings.
Visit our cookies policy page or click the link in any footer for more information and to change your preferences.
This website uses cookies to ensure you get the best experience on our website.
This website uses cookies to improve your experience.
We'll assume you're ok with this, but you can opt-out if you wish.
We use cookies to ensure that we give you the best experience on our website.
If you continue to use this site we will assume that you are happy with it.
By continuing to use the site, you agree to the use of cookies.
By using our website, you agree to our use of cookies.
We use cookies to personalise content and ads, to provide social media features and to analyse our traffic.
We value your privacy
We use cookies
This site uses cookies
This website uses cookies
agree: OK, I agree | Yes, I agree | I agree | OK | Accept | I accept | I accept cookies | Accept cookies | Accept all | Accept all cookies | Allow all | Allow all cookies | Got it | Got it! | I understand | Agree
essential: Accept only essential cookies | Only necessary | Necessary only
more: No, give me more info | No, I want to find out more | Yes, give me more info | Give me more info | More info | More information | Learn more | Read more about cookies | Find out more | Cookie policy | Privacy policy
refuse: No, thanks | Decline | Reject | Reject all | Refuse | I refuse cookies | Deny | No
settings: Cookie settings | Cookie preferences | Privacy settings | Manage preferences | Manage cookies | Customise | Customize
save: Save preferences | Save settings | Save and close
hide: Hide | Close | Dismiss
withdraw: Withdraw consent
""",
    "es": """
Utilizamos cookies en este sitio para mejorar su experiencia de usuario
Usamos cookies en este sitio para mejorar su experiencia de usuario
Usamos cookies en este sitio web para mejorar su experiencia de usuario
Al hacer clic en cualquier enlace de esta página usted nos está dando su consentimiento para que establezcamos cookies.
Al hacer clic en cualquier enlace de este sitio usted nos está dando su consentimiento para que establezcamos cookies.
Al hacer clic en cualquier enlace de esta página, da su consentimiento para el uso de cookies.
Este sitio web utiliza cookies para mejorar su experiencia de usuario
Si continúa navegando, consideramos que acepta su uso.
Utilizamos cookies propias y de terceros para mejorar nuestros servicios.
Gracias por aceptar las cookies
Este sitio web utiliza cookies
Uso de cookies
agree: OK, estoy de acuerdo | Sí, estoy de acuerdo | Estoy de acuerdo | De acuerdo | Acepto | Aceptar | Aceptar todo | Aceptar todas | Entendido
more: No, deme más información | No, quiero más información | Más información | Más info | Leer más | Política de cookies
refuse: No, gracias | Rechazar | Rechazar todo
settings: Configuración | Configurar | Preferencias | Ajustes de privacidad
save: Guardar preferencias
hide: Ocultar | Cerrar
withdraw: Retirar consentimiento
""",
    "et": """
Kasutame sellel saidil küpsiseid, et parandada teie kasutuskogemust
Klõpsates sellel lehel mis tahes lingil, annate nõusoleku küpsiste kasutamiseks.
See veebileht kasutab küpsiseid
Lehe kasutamist jätkates nõustute küpsiste kasutamisega.
agree: OK, nõustun | Jah, nõustun | Nõustun | OK, nõustu kõigiga | Nõustu kõigiga | Selge
more: Ei, soovin rohkem teavet | Rohkem infot | Loe lähemalt | Lisateave
refuse: Ei, aitäh | Keeldun
settings: Seaded | Isikupärasta
hide: Peida
""",
    "fi": """
Käytämme tällä sivustolla evästeitä parantaaksemme käyttökokemustasi
Käytämme evästeitä parantaaksemme käyttökokemustasi
Napsauttamalla mitä tahansa tämän sivun linkkiä annat suostumuksesi evästeiden asettamiseen.
Tämä sivusto käyttää evästeitä
Jatkamalla sivuston käyttöä hyväksyt evästeiden käytön.
Kiitos, että hyväksyit evästeet
agree: OK, hyväksyn | Kyllä, hyväksyn | Hyväksyn | Hyväksy | Hyväksy kaikki | Hyväksy evästeet | Selvä
more: Ei, haluan lisätietoja | Lisätietoja | Lue lisää
refuse: Ei kiitos | Hylkää | Hylkää kaikki
settings: Evästeasetukset | Asetukset | Tietosuoja-asetukset
hide: Piilota
withdraw: Peruuta suostumus
""",
}
