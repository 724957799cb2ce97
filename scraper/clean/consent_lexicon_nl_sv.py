"""The words that consent banners are made of, Dutch to Swedish: data, no logic.

The classes are those of ``consent_lexicon_bg_fi``.
"""

from __future__ import annotations

from collections.abc import Mapping

from scraper.clean.consent_lexicon_bg_fi import Lexicon

LEXICON: Lexicon = {
    "nl": {
        "cookie": "cookie* tekstbestand* tracking* tracker*",
        "data": "gegeven* persoonsgegeven* persoonlijk* privacy* informatie* partner* derde* "
        "partij* apparaat* techniek* technolog* identificator* browser* adres* computer* "
        "leverancier* aanbieder* landen unie europese bescherming",
        "use": "gebruik* plaats* geplaatst opslaan slaan opgeslagen verwerk* verzamel* meten "
        "toegang* lezen delen gedeeld werkt zetten zet onthoud* inzet* dienen tonen gaat",
        "agree": "accepte* akkoord toesta* toestemm* instem* instemt goedkeur* begrepen oké "
        "prima goed",
        "refuse": "weiger* afwijz* alleen zonder doorgaan* weiger",
        "manage": "instelling* voorkeur* keuze* kiez* gekozen wijzig* intrek* ingetrokken "
        "beheer* beheren optie* bewaar* bevestig* beslissing* aanpas* doel* doeleinden moment "
        "categorie* uitgezet selectie* zelf altijd",
        "inform": "meer detail* toon* beleid* cookiebeleid* privacyverklaring* verklaring* "
        "lijst* vind* lees sluit* verberg* informatie",
        "purpose": "adverten* reclame* inhoud* statisti* analy* marketing gepersonaliseerd* "
        "personalis* functi* basisfunctie* noodzakelijk* essenti* optionele* onmisbaar* "
        "ervaring* dienst* verbeter* aanbod* sociale media taal* bezoek* relevant* technisch* "
        "nodig anoniem* help* begrijp* vrijwillig* passend* verkeer*",
        "site": "website* site* pagina* portaal* platform* link* klik* drukt* knop* doorsurf* "
        "surf* blijven internet* artikel",
        "person": "wij we onze ons u uw je jouw jij mijn ik",
        "small": "deze sommige andere zoals door ook kunnen worden waarvan bijvoorbeeld voor "
        "zodat alle hiermee waarmee indien dienen zijn niet welke onderaan onder buiten deel "
        "hoe vaak laten naar iets over vergelijkbare soortgelijke weten onderwerpen redenen "
        "alles kunt toekomst mag moet moeten hebben heeft elk elke bepaalde dat belangrijk* "
        "respect*",
    },
    "pl": {
        "cookie": "cookie* ciastecz* plik* tekstow* śledz*",
        "data": "dane danych osobow* prywatnoś* informac* partner* trzeci* podmiot* "
        "urządzeni* technolog* technik* identyfikator* przeglądark* adres* komputer* dostawc* "
        "kraj* uni* europejsk* ochron*",
        "use": "używa* korzyst* stosuj* wykorzyst* przechow* zapis* przetwarz* zbier* mierz* "
        "dostęp* odczyt* przekaz* udostępn* ustawia* pamięta* wyświetl* służ* opiera*",
        "agree": "akcept* zgod* zgadz* zgadzam zezw* zezwól rozumiem pozwal* wyraża* potwierdz*",
        "refuse": "odrzu* odmaw* odmow* tylko bez wyłącznie kontynu* konieczn*",
        "manage": "ustawie* preferenc* wyb* wybór wybran* zmien* zmian* cofn* wycof* "
        "zarządza* opcj* zapisz potwierdź decyzj* dostosow* dostosuj cel* chwil* kategori* "
        "wyłącz* włącz* wybior*",
        "inform": "więcej szczegół* pokaż polityk* dowied* lista* znajd* przeczyt* czytaj "
        "zamknij ukryj oświadcz*",
        "purpose": "reklam* treś* statysty* anali* marketing* spersonalizow* personaliz* "
        "funkcj* niezbędn* wymagan* opcjonaln* doświadcz* usług* ulepsz* popraw* ofert* "
        "społecznoś* mediów język* odwiedz* odpowiedn* techniczn* podstawow* anonim* pomag* "
        "zrozum* dobrowoln* dopasow* potrzebn* komfort* wydajnoś* ruch*",
        "site": "stron* witryn* serwis* portal* platform* odnośnik* link* klik* nacis* "
        "przycisk* pozostaj* przegląda* kontynu* podstron* internet*",
        "person": "my nasz* nas nasi nam państwo państwa państwu twoj* twój ty ciebie tobie "
        "używamy korzystamy zapisujemy mój możesz",
        "small": "niektóre inne które który jest oraz także jako tych tego aby przez dzięki "
        "wszystkie wszystko przykład takie jak można mogą których część poza dla temu słowo "
        "podobn* jakie tematy liczbie względów dowolnej każdej skutkiem przyszłość sprawie "
        "będzie będą musi samodzielnie naszą naszym działania były nie ważn* szanujemy",
    },
    "pt": {
        "cookie": "cookie* rastreador* texto ficheiro* arquivo* rastreio",
        "data": "dado* pessoa* privacidade informaç* parceiro* terceiro* dispositivo* "
        "tecnolog* técnica* identificador* navegador* endereço* computador* fornecedor* "
        "países união europeia proteção",
        "use": "utiliz* usa* usam* uso armazen* guarda* trata* process* recolh* colet* med* "
        "medir aced* acesso transmit* partilh* compartilh* instal* mostrar lembr* apoia* "
        "serv* trabalh*",
        "agree": "aceit* consent* consint* permit* acordo autoriz* concord* entend* permissão bem",
        "refuse": "recus* rejeit* só somente apenas sem continuar negar",
        "manage": "definiç* configur* preferênc* opç* escolh* alter* revog* retir* ger* gest* "
        "guardar confirm* decis* ajust* sele* personaliz* finalidade* momento categor* "
        "deslig* desativ*",
        "inform": "mais detalhe* pormenor* mostrar polític* aviso* saiba lista* encontr* ler "
        "fechar ocultar",
        "purpose": "anúnci* publicidade* conteúd* estatístic* anális* analític* marketing "
        "personaliz* funcion* funç* necessári* essencia* opciona* indispensáv* experiênci* "
        "serviç* melhor* oferta* redes socia* língua* idioma visita* relevante* técnic* "
        "básic* anónim* ajuda* perceb* voluntári* adaptad* tráfego razões",
        "site": "site* sítio* página* portal* plataforma* ligaç* link* clic* carreg* botão* "
        "naveg* continu* permanec* web",
        "person": "nós nosso* nossa* você seu sua seus suas teu tua teus tuas nos lhe te "
        "utilizamos usamos guardamos pode podes favor minha meu me eu",
        "small": "este esta estes estas alguns outros para como todas todos também exemplo "
        "quando podem neste nesta noutros através parte fora cada qualquer vezes quem quiser "
        "dos sobre palavra semelhantes temas elas tudo fundo efeito futuro mesmo forma deve "
        "devem ser será caso esses essas pelo pela importan* valoriz* respeit*",
    },
    "ro": {
        "cookie": "cookie* modul* fișier* text urmărir*",
        "data": "date datele personal* confidențial* informați* partener* terț* terți "
        "dispozitiv* tehnolog* tehnic* identificator* browser* adres* calculator* furnizor* "
        "țări uniun* europen* caracter protecți*",
        "use": "folos* utiliz* stoc* plas* prelucr* colect* măsur* acces* transmis* partaj* "
        "setat* salv* rețin* afiș* bazeaz* serves* lucr*",
        "agree": "accept* acord* permit* permis* consimț* înțeles înțeleg regulă",
        "refuse": "refuz* resping* doar numai fără continu* strict",
        "manage": "setăr* preferinț* opțiun* aleg* modific* schimb* revoc* retras* retrag* "
        "gestion* salvează confirm* decizi* ajust* selecț* personaliz* scop* moment oricând "
        "categor* dezactiv*",
        "inform": "mult* detali* arată politic* afla* lista* găs* citi* închide ascunde",
        "purpose": "reclam* publici* conținut* statistic* analiz* marketing personaliz* "
        "funcți* funcțion* necesar* esenția* opțional* indispensab* experienț* servic* "
        "îmbunătăț* ofert* sociale rețele limba* vizita* relevant* tehnic* bază anonim* ajut* "
        "înțeleg* voluntar* adaptat* trafic*",
        "site": "site* pagin* portal* platform* link* clic* apăs* buton* navig* rămân* web*",
        "person": "noi nostru noastră noștri noastre dumneavoastră tău ta tăi tale ție îți vă "
        "ne folosim utilizăm stocăm plasăm puteți te rugăm mea meu eu",
        "small": "acest aceste acestui acestor unele altele dintre care pentru toate astfel "
        "precum exemplu prin când pot sunt după către pildă fiecare așa sau iar orice parte "
        "afara privind câteva cuvinte despre similare corect subiecte motive dacă sunteți "
        "este poate efect viitor strictul urile fi va vor trebuie anumite aflăm contează "
        "importan* respect*",
    },
    "sk": {
        "cookie": "cookie* súbor* textov* sledovac*",
        "data": "údaj* súkrom* osobn* informác* partner* tret* stran* zariaden* techni* "
        "technológ* identifikátor* prehliadač* adres* počítač* poskytovateľ* dodávateľ* "
        "krajin* európsk* úni* ochran* dáta",
        "use": "použív* použit* využív* ukladá* uloži* ukladan* spracúv* spracov* zbier* "
        "zhromažď* mera* prístup* pristup* odovzdáv* zdieľ* nastav* pracujeme slúži* opiera* "
        "umožň*",
        "agree": "súhlas* prijm* prijať prijím* povol* akcept* rozum* dovolen* dobre potvrdz*",
        "refuse": "odmiet* zamiet* iba len bez pokračov* nesúhlas*",
        "manage": "nastaven* voľb* zvol* vyber* výber* zmen* odvol* sprav* možnos* predvoľ* "
        "uložiť potvrdiť rozhodnut* uprav* prispôsob* účel* kedykoľvek kategóri* vypn* zapn*",
        "inform": "viac podrobn* zobraz* zásad* zist* zoznam* ďalš* nájd* prečít* vyhlás* "
        "skryť zavrieť detail*",
        "purpose": "reklam* obsah* štatist* analý* analyt* marketing* personaliz* funkc* "
        "funkčn* nevyhnut* nutn* voliteľ* zážit* služb* zlepš* ponuk* sociáln* siet* jazyk* "
        "návštev* vhodn* technick* potrebn* preferenc* anonym* základn* pomáh* pochop* "
        "dobrovoľn* relevant* najnutn*",
        "site": "web* stránk* portál* platform* odkaz* klik* stlač* pokračuj* zotrv* tlačidl* "
        "prehliad* internet*",
        "person": "my náš naša naše našich našu našim našej vás vám vaše váš vašej vášho "
        "vaším tvoj* tvoje používame využívame ukladáme môžete nám prosím moju moje",
        "small": "ktoré ktorých niektoré iné ako tieto tohto týmito tejto všetkými všetky "
        "všetko napríklad alebo môžu ich cez takzvané pre aby mimo časť každom vaša ohľadom "
        "slov podobn* správne témy dôvodov možno účinkom budúcnosti nemožno bude budú musí "
        "môže táto toto reklám sme boli nie záleží dôležit*",
    },
    "sl": {
        "cookie": "piškot* besediln* datotek* sleden*",
        "data": "podatk* podatek osebn* zasebnost* informacij* partner* tretj* oseb* naprav* "
        "tehnologij* tehnik* identifikator* brskalnik* naslov* računalnik* ponudnik* "
        "dobavitelj* držav* evropsk* unij* varstv*",
        "use": "uporab* shran* obdel* zbira* meri* dostop* posred* delimo namest* namešč* "
        "prikaz* zapomn* temelj* služ* nastavl*",
        "agree": "sprejm* strinja* soglaš* soglas* dovol* privol* razumem sprejem* redu",
        "refuse": "zavrn* zavrač* samo brez nadaljuj* najnujn*",
        "manage": "nastavit* izbir* izbor* izber* izbrali spremen* preklic* preklič* umak* "
        "upravlj* možnost* shrani potrdi* odločit* prilagod* namen* kadar koli kategorij* "
        "izklop* vklop*",
        "inform": "več podrobn* prikaži izjav* pravilnik* politik* seznam* preber* najde* "
        "zapri skrij izvedi*",
        "purpose": "oglas* oglaš* vsebin* statisti* anali* trženj* marketin* prilagojen* "
        "personaliz* funkci* nujni* nujno nujne nepogrešlj* neobvezn* obvezn* izkušnj* "
        "storit* izboljš* ponudb* družben* omrež* jezik* obiskoval* ustrezn* tehničn* osnovn* "
        "anonim* pomaga* razume* prostovolj* potrebn* delovanj* delovan*",
        "site": "spletn* mest* stran* portal* platform* povezav* klik* pritis* ostan* gumb* "
        "brska* nadaljev*",
        "person": "mi naš* nas nam vaš* vas vam tvoj* ti uporabljamo shranjujemo lahko "
        "prosimo moj* sam",
        "small": "nekateri drugi katerih kateri kot tudi tem temi vse vsemi primer lahko teh "
        "ter preko prek med tega zunaj del vsakem kako glede nekaj besed podobn* pravilno "
        "vemo katere teme njih razlogov mogoče naprej mora morajo bodo bo nekatere določen* "
        "niso ni pomemb* spoštu*",
    },
    "sv": {
        "cookie": "cookie* kakpolicy* kakinställ* kakor* kakorna textfil* spårning* kaka*",
        "data": "uppgift* personuppgift* integritet* information* partner* tredje* part "
        "enhet* tekni* identifier* webbläsar* adress* dator* leverantör* länder europeiska "
        "unionen dataskydd* data",
        "use": "använd* lagr* spar* sätt* sätts placer* behandl* samla* mät* åtkomst* läser "
        "lämn* dela* lägger visa* minns bygger arbetar ihåg tjänar",
        "agree": "godkänn* samtyck* accept* tillåt* tillstånd* förstår okej",
        "refuse": "avvis* neka* avböj* bara endast utan fortsätt*",
        "manage": "inställning* val valet väl* valt ändr* återkall* hantera* alternativ* "
        "spara bekräft* beslut* anpassa* ändamål* preferens* tid kategori* stängas urval*",
        "inform": "mer detalj* visa policy* läs* lista* integritetspolicy* kakpolicy* "
        "cookiepolicy* hitta* dölj stäng",
        "purpose": "annons* reklam* innehåll* statisti* analy* marknadsföring* anpassa* "
        "personlig* funktion* nödvändig* krävs valfri* upplev* tjänst* förbättr* utbud* "
        "social* medier språk* besök* relevant* teknisk* grundläggande anonym* hjälp* förstå* "
        "frivillig* oumbärlig* behövs trafik*",
        "site": "webbplats* webbsid* hemsid* sajt* sida* sidor* portal* plattform* länk* "
        "klick* tryck* knapp* stanna* surfa* fortsätt*",
        "person": "vi vår våra vårt oss dig din dina ditt du er era jag mitt mina",
        "small": "dessa några andra samt eller också även exempel varav alla genom denna "
        "detta som med till för den när hur kan inte låter medan del utanför liknande rätt "
        "veta vilka ämnen skäl allt helst längst verkan framtiden själv ska måste blir vara "
        "varje vissa era viktig* värnar",
    },
}

#: Endings by which a verb or noun says *we* or *our*, where it needs no word of its own.
SAID_BY_ENDING: Mapping[str, tuple[str, ...]] = {
    "bg": ("аме", "яме"),
    "cs": ("áme", "íme", "jeme"),
    "el": ("ουμε",),
    "es": ("amos", "emos"),
    "fi": ("mme", "esi"),
    "ga": ("imid", "ímid"),
    "hr": ("imo", "amo", "emo"),
    "hu": ("unk", "ünk"),
    "it": ("iamo",),
    "lt": ("jame",),
    "lv": ("jam",),
    "pl": ("amy", "emy", "imy"),
    "pt": ("amos", "emos"),
    "sk": ("áme", "íme", "jeme"),
    "sl": ("amo", "imo", "emo"),
}
