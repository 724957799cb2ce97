"""The words that consent banners are made of, Bulgarian to Finnish: data, no logic.

No sentences: vocabulary of the languages, sorted by what a word does in a banner. A word
ending in ``*`` stands for all that begin so. Classes:

* ``cookie``: what is stored; ``data``: what is known of a reader, and who gets it
* ``use``: what the site does with it; ``purpose``: what for
* ``agree``, ``refuse``, ``manage``, ``inform``: what a reader can do, as verbs and on buttons
* ``site``: where, and by which action; ``person``: we, our, you, your, and verbs that say so
* ``small``: words of grammar, of four letters or more, that tell nothing
"""

from __future__ import annotations

from collections.abc import Mapping

Lexicon = Mapping[str, Mapping[str, str]]

LEXICON: Lexicon = {
    "bg": {
        "cookie": "бисквитк* файлове текстов* проследяв* кукита",
        "data": "данн* поверителн* лични* информаци* партньор* доставчи* трети страни "
        "устройств* технологи* техник* идентификатор* браузър* адрес държав* съюз европейск* "
        "трафик* сигурн* компютър* защита трета",
        "use": "използв* съхран* запис* обработ* събира* измерв* достъп* чете* поставя* "
        "задава* употреб* предава* показва* споделя* прилага* работи* разчита* запомня*",
        "agree": "съглас* приема* приемe* приеми разреш* позволя* одобря* добре разбрах потвържд*",
        "refuse": "отказ* отхвърл* откаж* само без продължи",
        "manage": "настройк* избор* избер* избира* промен* промян* оттегл* управл* опци* "
        "предпочит* запази потвърд* решени* персонализир* цел* време изключ* включ* категори*",
        "inform": "повече подробн* покажи политик* научете списък* прочет* намери* декларац* "
        "условия вижте скрий затвори",
        "purpose": "реклам* съдържани* статистик* статистическ* анализ* маркетинг* персонал* "
        "функци* необходим* задължителн* незадължителн* строго изживяван* услуг* подобр* "
        "предлаг* социални мрежи медии език* посетител* подходящ* техническ* преживяван* "
        "предпочитани* нужни основни анонимн* функционалн* помага* разбер* доброволн*",
        "site": "сайт* уебсайт* страниц* портал* платформ* връзк* кликв* натисн* продължа* "
        "уеб оставай* бутон* посещени* разглежд* статия отваря",
        "person": "ние нашия* нашия нашите наши нашата нашето вие вашия* вашите вашето вашата "
        "ваши използваме твоите твоя твоят твоята твоето нас ни ви използвате съхраняваме "
        "моля можете",
        "small": "някои други като които който може така този тези това чрез всички всичко "
        "също например както част освен винаги само извън нашето страна правилно относно "
        "няколко думи подобни знаем теми причини служат могат ваше всяко края бъде бъдат "
        "съответно необходимо няма нашия прочит важн*",
    },
    "cs": {
        "cookie": "cookie* soubor* textov* sledovac*",
        "data": "údaj* soukrom* osobní* informac* partner* třetí* stran* zařízení* technik* "
        "technologi* identifikátor* prohlížeč* adres* počítač* data dat ochran* dodavatel* "
        "poskytovatel* zemí evropsk* uni*",
        "use": "použív* použit* využív* ukládá* ukládan* uloží* zpracov* shromažď* sbír* měř* "
        "přistup* přístup* předáv* sdíl* nastavuj* pracujeme umožňuj* slouží* opírá*",
        "agree": "souhlas* přijm* přijím* povol* akceptu* rozum* svolen* potvrz* dobře",
        "refuse": "odmít* zamít* pouze jen bez nesouhlas* pokračov*",
        "manage": "nastaven* volb* zvol* vyber* vybr* výběr* změn* odvol* sprav* možnost* "
        "předvol* uloži* potvrdi* rozhodnut* uprav* přizpůsob* účel* kdykoli* kategori* vypn* "
        "zapn*",
        "inform": "více podrobn* zobraz* zásad* zjist* seznam* další* najde* přečt* "
        "prohlášen* skrý* zavřít detail*",
        "purpose": "reklam* obsah* statisti* analý* analyt* marketing* personaliz* funkc* "
        "funkčn* nezbytn* nutné volitel* zážitek* zážitk* služb* zlepš* vylepš* nabídk* "
        "sociální* sít* jazyk* návštěv* vhodn* technick* potřebn* preferen* nejnutn* anonym* "
        "základní pomáh* pochop* dobrovoln* relevant* výkon*",
        "site": "web* stránk* portál* platform* odkaz* klik* stisk* pokračuj* setrv* tlačít* "
        "prohlíž* návštěv* článek otevír* zápatí internet*",
        "person": "my náš naše naši našich našem našim vás vám vaše vašeho vaším váš tvá tvé "
        "tvého používáme používá využíváme ukládáme můžete nám prosím",
        "small": "které který jako některé jiné nich také tento tato těmito této například "
        "aby proto nebo mohou může zpracovány všemi všechny pokud jejich podle další takzvané "
        "prostřednictvím ohledně slov podobné správně jaká témata jsou důvodů pomocí účinkem "
        "budoucna tyto nelze lze není než bude budou byly nutno toho tím zda záleží důležit*",
    },
    "da": {
        "cookie": "cookie* tekstfil* sporing* tracking*",
        "data": "data persondata personoplysning* oplysning* privatliv* partner* tredjepart* "
        "enhed* teknik* teknologi* identifikator* browser* adresse* computer* leverandør* "
        "databeskyttelse* lande union europæiske information*",
        "use": "bruge* anvend* benytt* gemme* lagre* behandl* indsaml* måle* adgang* læse* "
        "sætte* sættes placer* videregiv* deler bygger lægger viser huske*",
        "agree": "accept* samtyk* tillad* godkend* enig forstået indforstået okay",
        "refuse": "afvis* afslå* kun uden fortsæt",
        "manage": "indstilling* valg* vælg* ændr* tilbage* trække* administrer* mulighed* "
        "præference* gem bekræft* beslutning* tilpas* formål* kategori* tilsidesæt* slås",
        "inform": "mere detalje* vis politik* læs liste* nærmere find* skjul luk erklæring* "
        "privatlivspolitik* cookiepolitik*",
        "purpose": "annonce* reklame* indhold* statisti* analys* markedsføring* marketing* "
        "personlig* personaliser* funktion* nødvendig* påkræv* valgfri* oplevelse* tjeneste* "
        "forbedre* tilbud* sociale medie* sprog* besøg* relevante tekniske grundlæggende "
        "anonym* hjælpe* forstå frivillig* trafik* tilpassede",
        "site": "websted* hjemmeside* websit* site* side* portal* platform* link* klik* tryk* "
        "fortsæt* bliv* knap* artikel internet*",
        "person": "vi vores os dig din dine dit du jeg mit",
        "small": "disse nogle andre eller samt hvis også ved hvordan eksempel som med til "
        "alle dette denne hvor kan ikke lader uden når bedste være blive bliver dele lignende "
        "rigtigt hvilke emner grunde vise hele enhver nederst virkning fremtiden selv skal "
        "vil blev stk vores noget før dine betyder vigtig*",
    },
    "de": {
        "cookie": "cookie* textdatei* tracking* tracker* kekse",
        "data": "daten* persönliche* personenbezogen* datenschutz* privatsphäre* information* "
        "partner* dritt* drittanbieter* anbieter* gerät* techni* technolog* kennung* browser* "
        "adresse* rechner* computer* ländern union europäischen speicherung* identifik* "
        "privatsphär* endgerät* usa dritte*",
        "use": "verwend* nutz* benutz* setz* gesetzt speicher* verarbeit* erheb* mess* "
        "zugreif* zugriff* einsatz* einsetz* übermittel* übertrag* teilen weitergeb* "
        "gesammelt sammel* ruf* greif* legen arbeit* erfass* ausgewertet auswert* merken "
        "lesen leg",
        "agree": "zustimm* stimm* einwillig* einverstanden akzept* erlaub* erlaubnis zulass* "
        "annehm* verstanden zugestimmt bestätig* alles okay",
        "refuse": "ablehn* lehn* nur ohne weiter fortfahr* verweiger* nötigste* verzicht*",
        "manage": "einstellung* auswahl* auswähl* wähl* wahl* ändern widerruf* widerrufbar "
        "verwalt* option* präferenz* speichern anpass* entscheid* zweck* jederzeit kategorie* "
        "deaktivier* aktivier* übernehmen individuell* zurückziehen konfigur* selbst "
        "abgeschalt*",
        "inform": "mehr detail* anzeig* richtlinie* erfahr* liste* einzelheit* weitere* find* "
        "hinweis* impressum* datenschutzerklärung* erklärung* schließ* ausblend* lesen",
        "purpose": "werbe* werbung* anzeige* inhalt* statisti* analys* analyt* marketing* "
        "personalis* funktion* notwendig* essen* essenzi* erforderlich* optional* erlebnis* "
        "dienst* verbesser* angebot* sozial* medien sprache* besuch* relevant* technisch* "
        "unverzichtbar* freiwillig* passende* anonym* hilf* helfen ermöglich* komfort* "
        "nutzererlebn* zugriffe reichweite* externe* optimal* optimier* bestmöglich* "
        "grundfunktion* verhalten",
        "site": "website* webseite* seite* internet* portal* plattform* link* klick* button* "
        "schaltfläche* weitersurf* surf* besuch* auftritt* onlineangebot* beitrag",
        "person": "wir uns unser* sie ihr ihre* ihnen ihrem du dein* dich dir euch euer* eure "
        "ich bitte mein*",
        "small": "diese* einige* andere* oder sowie wenn indem durch auch können werden dabei "
        "außerdem etwa beispiel alle* dieser denen während damit deren zudem unter zum zur "
        "nicht welche über sind wird haben unserer aller teilweise dazu bereits soweit "
        "bleibst zeigen wort vergleichbare* richtig geladen themen dienen wirkung zukunft "
        "verstehen ähnliche* bestimmte* gegebenenfalls sowohl soll sollen möchten möglich "
        "bitte bei nach jede* dann weitere wichtig* herzen schätz* respekt*",
    },
    "el": {
        "cookie": "cookie* αρχεί* κειμένου ιχνηλάτ*",
        "data": "δεδομέν* προσωπικ* απορρήτ* ιδιωτικ* πληροφορί* συνεργάτ* τρίτ* συσκευ* "
        "τεχνικ* τεχνολογί* αναγνωριστικ* πρόγραμμα περιήγησ* διεύθυνσ* υπολογιστ* παρόχ* "
        "πάροχ* χώρες ένωση* ευρωπαϊκ* προμηθευτ* εταίρ* προστασία*",
        "use": "χρησιμοποι* χρήση* αποθηκεύ* επεξεργ* συλλέγ* συλλογή* μετρά* πρόσβασ* "
        "διαβιβάζ* εγκαθίστ* εγκατασταθ* τοποθετ* μοιράζ* εμφανί* προβολή* βασίζ* εξυπηρετ*",
        "agree": "συμφων* αποδέχ* αποδοχ* συναιν* συγκατάθεσ* επιτρέπ* άδει* κατάλαβα εντάξει",
        "refuse": "απόρριψ* απορρίπτ* άρνησ* αρνηθ* μόνο χωρίς συνέχεια",
        "manage": "ρυθμίσε* επιλογ* επιλέ* αλλάξ* ανακαλ* ανακλη* διαχείρισ* προτιμήσ* "
        "αποθήκευση επιβεβαίωσ* απόφασ* προσαρμογ* σκοπ* οποτεδήποτε στιγμή κατηγορί* "
        "απενεργοποι*",
        "inform": "περισσότερ* λεπτομέρει* εμφάνισ* πολιτικ* δήλωσ* μάθετε κατάλογ* διαβάστ* "
        "βρείτε βρεις απόκρυψ* κλείσιμο λεπτομερει*",
        "purpose": "διαφήμι* διαφημίσ* περιεχόμεν* περιεχομέν* στατιστικ* ανάλυσ* ανάλυση* "
        "εμπορικ* μάρκετινγκ εξατομικευ* λειτουργ* απαραίτητ* προαιρετικ* εμπειρία* υπηρεσί* "
        "βελτιώ* προσφορά* κοινωνικ* δικτύ* γλώσσα* επισκέπτ* σχετικ* κατάλληλ* βασικ* "
        "ανώνυμ* βοηθ* κατανοή* προτιμήσεις μέσων επισκεψιμότητ*",
        "site": "ιστότοπ* ιστοσελίδ* σελίδ* πύλη* πλατφόρμ* σύνδεσμ* κλικ πατήσ* συνεχίζ* "
        "παραμένοντας κουμπί* περιήγηση* site",
        "person": "εμείς μας σας σου εσείς χρησιμοποιούμε αποθηκεύουμε μπορείτε παρακαλούμε",
        "small": "αυτά αυτή αυτόν αυτές ορισμένα άλλα ώστε όλους αυτούς όπως παράδειγμα "
        "επίσης είναι έχετε έχουμε στον στην στις στη οποία όλα σχετικά εκτός μέρος ενδέχεται "
        "κάθε κάτω παρόμοιες προς τους λίγα λόγια σωστά ποια θέματα απαιτούνται μπορεί "
        "μπορούν οποιαδήποτε μέλλον χρειάζονται λόγους πρέπει αυτό αυτών κατά όταν μόνο "
        "σημαντικ* εμάς",
    },
    "en": {
        "cookie": "cookie* tracker* tracking textfile* pixel* beacon*",
        "data": "data personal privacy information partner* third party parties device* "
        "technolog* technique* identifier* browser* address* vendor* provider* computer* "
        "european union countries geolocation profile* ip gdpr ccpa interest* legitimate "
        "storage",
        "use": "use uses used using store* storing set sets place* process* collect* measure* "
        "access* read share* transfer* transmit* rely relies employ* analy* track* remember* "
        "deliver* passed deploy* operate run",
        "agree": "accept* agree* consent* allow* permit* permission* understand understood "
        "confirm* got approve*",
        "refuse": "reject* declin* refus* only without deny continu* disagree object*",
        "manage": "setting* preference* choice* choos* chang* withdraw* revok* manag* option* "
        "save* select* decid* decision* adjust* customi* purpose* anytime time categor* "
        "control* opt update* switched disabl* enabl* review* toggle",
        "inform": "more detail* show* policy policies statement* learn list notice* find "
        "found information view hide close read terms legal",
        "purpose": "ads advert* content* statisti* analytic* marketing personali* function* "
        "essential necessary required optional experience* service* improv* enhanc* offer* "
        "social media language* visit* relevant technical indispensable performance traffic "
        "audience* research development tailored better understand voluntary anonym* help* "
        "preferences security targeting basic feature* purposes optimi* ensure best strictly",
        "site": "website* site* page* portal* platform* link* click* button* visit* brows* "
        "press* stay* tap* continu* navigat* app web",
        "person": "we our us you your yours my me i",
        "small": "this that these some other others such with from also like most which when "
        "while they them their for example may will can and are any all both either whose "
        "have more than into about here over below via through please not how what where been "
        "being outside part between well each regarding word comparable similar certain "
        "reasons instance everything whenever future yourself cannot must shall if possible "
        "correctly topics effect bottom matters value values important respect care",
    },
    "es": {
        "cookie": "cookie* galleta* rastreador* texto archivo* seguimiento",
        "data": "dato* personal* privacidad información socio* tercero* dispositivo* "
        "tecnolog* técnica* identificador* navegador* dirección* ordenador* proveedor* países "
        "unión europea protección",
        "use": "utiliz* usa* usan* uso almacen* guarda* guardamos trata* procesa* recog* "
        "recop* medi* medir acced* acceso transmit* compart* instal* emplea* mostrar recordar "
        "apoya trabajamos analizar sirven",
        "agree": "acept* consent* permit* acuerdo autoriz* entend* permiso vale bien",
        "refuse": "rechaz* deneg* solo sólo únicamente sin continuar niega",
        "manage": "configur* preferencia* opcion* eleg* eleccion* cambi* revoc* retir* "
        "gestion* guardar confirm* decisión* ajust* seleccion* selección personaliz* "
        "finalidad* momento categor* desactiv* elección modific*",
        "inform": "más detalle* mostrar política* aviso* saber lista* información encontr* "
        "leer cerrar ocultar",
        "purpose": "anuncio* publici* contenido* estadística* estadístico* análisis analític* "
        "marketing personaliz* funcion* necesari* esencial* opcional* imprescindible* "
        "experiencia* servicio* mejor* oferta* redes social* idioma* visita* relevante* "
        "técnico* básica* anónim* ayuda* entender voluntari* adaptad* tráfico requerid* "
        "rendimiento",
        "site": "sitio* web* página* portal* plataforma* enlace* clic pulsa* botón* naveg* "
        "continu* permanec* sigue visit*",
        "person": "nosotros nuestr* usted ustedes su sus tu tus nos le te utilizamos usamos "
        "guardamos puede puedes podemos dinos favor mi yo",
        "small": "este esta estas estos algunas otras otros unas para como todas todos según "
        "ejemplo además cuando desde pueden entre donde sobre nuestro también ella parte "
        "fuera mediante cualquier quiera cual cuales siempre similares temas motivos todo "
        "efecto futuro mismo cómo forma debe deben hay ser será caso haber modo palabras "
        "importa* valoramos respet*",
    },
    "et": {
        "cookie": "küpsis* küpsist* tekstifail* jälgimis* jälgija*",
        "data": "andme* andmed isikuandme* privaatsus* teave teabe* teavet partner* kolmanda* "
        "seadmesse seadme* tehnoloogia* võtte* tunnus* brauser* veebilehitseja* aadress* "
        "arvut* pakkuja* teenusepakkuja* euroopa liit* liitu",
        "use": "kasuta* kasutus* salvesta* töötle* töödel* kogu* kogudes mõõda* juurdepääs* "
        "loeme edasta* jaga* seatakse kuva* toetu* näita* teenivad talleta*",
        "agree": "nõustu* nõus nõusolek* luba* lubage aktsepteeri* kinnita* arusaadav selge sobib",
        "refuse": "keeldu* keela* ainult ilma lükka jätka* nõustumata",
        "manage": "seade* seaded sätted vali* valik* muuta muuda halda* eelistus* salvesta "
        "kinnita otsus* kohanda* eesmär* igal ajal võtta kategooria* välja lülita* tagasi",
        "inform": "rohkem üksikasja* üksikasju privaatsuspoliitika* privaatsusteade* "
        "küpsisepoliitika* näita poliitika* loe* lisateave lisainfo loend* leiad leiate "
        "tingimus* sulge peida kord",
        "purpose": "reklaam* sisu* statisti* analüüs* turundus* isikupära* funktsion* "
        "vajalik* hädavajalik* valikul* kogemus* teenus* parand* pakkumi* sotsiaalmeedia* "
        "keele* külasta* sobiv* tehnilis* põhi* anonüüm* aita* mõista vabatahtlik* asjakoha*",
        "site": "veebisait* veebileht* saidi* sait* leht* lehe* lehte lehel portaal* "
        "platvorm* link* lingi* klõpsa* vajuta* jäädes nupp* nupu* sirvi*",
        "person": "meie meil meid me teie teil teid sinu sina sul minu oma kasutame",
        "small": "need mõned teised nende selle sellele millest nagu näiteks ning selleks "
        "kõik kõigi kõigiga enne kohta kaudu võib saate saab palun iga väljaspool paar sõna "
        "sarnas* teemasid seda põhjustel võidakse oleva kuidas neid saada tuleb peab olla "
        "teada oled millised olulin* abil avatakse jätame meelde sageli kinnitad",
    },
    "fi": {
        "cookie": "eväste* evästei* tekstitiedosto* seuranta*",
        "data": "tieto* tiedo* tietoj* henkilötieto* yksityisyy* tietosuoja* kumppani* "
        "kolmans* laite* laitte* tekniik* tunniste* selain* selaim* osoite* osoitt* "
        "tietokone* toimittaj* palveluntarjoaj* euroopan unionin",
        "use": "käyt* tallenn* tallent* käsitel* käsittel* kerä* mitta* mitt* pääs* luemme "
        "siirret* jaa* asetet* näyttä* perustu* palvele* muista*",
        "agree": "hyväks* suostu* salli* luvalla* lupa* ymmärr* selvä sopii",
        "refuse": "hylkä* kieltäy* kiellä* vain ilman jatka* hyväksymättä",
        "manage": "asetu* valin* valit* muut* peru* hallit* hallin* vaihtoehto* tallenna "
        "vahvista* päätös* päätök* muokka* tarkoitu* milloin tahansa kategoria* kytke*",
        "inform": "lisätie* näytä käytäntö* seloste* lue lisää luettelo* lista* löydät sulje "
        "piilota tietosuojaselos*",
        "purpose": "mainos* mainon* mainost* sisäl* tilasto* analyti* markkinoin* kohden* "
        "personoi* toiminn* toiminto* välttämättöm* pakolli* valinnai* kokemu* palvelu* "
        "parant* tarjon* tarjoo* sosiaali* median kiele* kävij* sopiv* teknis* tarpee* "
        "nimettöm* autta* ymmärtä* vapaaehtoi* olennai* käyttökokem*",
        "site": "sivusto* verkkosivu* sivu* portaali* alusta* linki* linkki* klikka* napsau* "
        "paina* jatka* jäämällä painike* selaa* verkko*",
        "person": "me meidän meitä meille sinun sinä sinulle käytämme tallennamme voit "
        "tietosi laitteellesi kerro tietokoneellesi sivustomme kumppaniamme",
        "small": "nämä niitä niiden jotka joka jotta osa kuten esimerkiksi myös kaikki "
        "kaikkiin tämä tälle tämän sekä avulla voidaan siitä niin mitä jokaisesta näille "
        "niille ulkopuolelle koskevat sana vastaavi* samanlai* oikein aiheita niistä syistä "
        "alareunan tulevaisuuden osalta itse ovat eikä pois miten tulee pitää ole olla tietyt "
        "kunkin tärke* arvost*",
    },
}
