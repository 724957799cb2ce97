"""The words that consent banners are made of, French to Maltese: data, no logic.

The classes are those of ``consent_lexicon_bg_fi``.
"""

from __future__ import annotations

from scraper.clean.consent_lexicon_bg_fi import Lexicon

LEXICON: Lexicon = {
    "fr": {
        "cookie": "cookie* traceur* texte fichier* pistage témoins",
        "data": "donnée* personnel* privée confidentialité information* partenaire* tiers "
        "appareil* terminal* technolog* technique* identifiant* navigateur* adresse* "
        "ordinateur* fournisseur* prestataire* pays union européenne protection vie",
        "use": "utilis* usage* dépos* stock* enregistr* trait* collect* recueill* mesur* "
        "accéd* accès transmi* partag* recour* emplo* affich* retenir analys* appui* serv* "
        "conserv*",
        "agree": "accept* consen* autoris* accord* permett* permission* compris d'accord",
        "refuse": "refus* décline* rejet* seulement uniquement sans continuer interdire seuls",
        "manage": "paramètr* paramétr* préférence* choix choisi* modifi* retir* gér* gestion* "
        "option* enregistrer confirm* décision* ajust* personnalis* finalité* moment "
        "catégorie* désactiv* sélection* tout réglage*",
        "inform": "plus détail* afficher politique* savoir liste* mention* trouver* lire "
        "fermer masquer voir charte*",
        "purpose": "publici* annonce* contenu* statisti* analy* audience* marketing "
        "personnalis* fonction* nécessaire* essentiel* facultatif* optionnel* indispensable* "
        "expérience* service* amélior* offre* réseaux sociaux langue* visit* pertinent* "
        "technique* anonym* aide* comprendre libre adapté* trafic requis* performance*",
        "site": "site* page* portail* plateforme* lien* cliqu* bouton* navigu* navigation* "
        "poursui* continu* rest* appuy* internet web consult*",
        "person": "nous notre nos vous votre vos tu ton ta tes te j'accepte merci mes mon moi "
        "me je",
        "small": "certains d'autres dont ainsi afin tels telles pour avec cette certaines "
        "aussi exemple notamment toutes ensemble tandis sont être peuvent pouvez leur leurs "
        "comme situés parti partie cela quand hors chaque bien depuis des matière comparables "
        "similaires correctement sujets raisons souhaitez peut avenir tous même comment façon "
        "mot celle celui lorsque doivent sera lors faire compte important* respect* relati* "
        "concernant",
    },
    "ga": {
        "cookie": "fianá* fhianá* bhfianá* rianú* comhaid téacs",
        "data": "sonraí* shonraí* príobháid* phríobháid* pearsanta* comhpháirt* faisnéis* "
        "gléas* ghléas* teicn* theicn* aitheant* brabhsál* seoladh sheoladh ríomhair* "
        "soláthr* páirt* tríú tíortha aontas eorpach cosaint",
        "use": "úsáid* n-úsáid* stór* stóráil* cuir* próis* phróis* bail* bhail* tomha* "
        "thomha* rochtain* léim* socr* taispeá* thaispeá* roinn* braith* chuimhn* cuimhn*",
        "agree": "glac* nglac* aont* toil* thoil* dtoil* cead* chead* ceart tuig* deimhn*",
        "refuse": "diúlt* dhiúlt* ndiúlt* amháin gan lean*",
        "manage": "socr* shocr* rogh* sainrogh* athr* athraigh bainist* sábháil cinneadh "
        "chinneadh cuspóir* cuspóirí tharraingt tarraing* oiriún* am ar bith catagóir* mhúch*",
        "inform": "tuilleadh breis sonraí taispeáin beartas bheartas liosta ráiteas fáil "
        "foghlaim dún folaigh léigh nasc",
        "purpose": "fógra* fhógra* fógraíoch* fhógraíoch* d'fhógraíoch* ábhar* staitist* "
        "anail* margaíoch* pearsantai* phearsantai* feidhm* fheidhm* d'fheidhm* riachtan* "
        "roghnach* taithí thaithí seirbh* sheirbh* feabhs* fheabhs* sóisialta meán teanga "
        "cuairt* ábharth* teicniúl* bunús* cabhr* chabhr* tuisc* deonach* gan ainm",
        "site": "suíomh* shuíomh* suímh tsuímh leathan* tairseach* ardán* n-ardán* nasc* "
        "cliceáil* brúnn brúigh lean* fhanacht fanacht gréasán* gréasáin cnaipe*",
        "person": "ár úsáidimid linn dúinn do tú leat stórálaimid leanann mé mo dearbhaíonn duit",
        "small": "agus seo sin iad acu cuid mar shampla chun leis maidir freisin faoi inár "
        "eile gach amhail ann atá trí siad lasmuigh ionas dála focal cosúla gceart fhios "
        "againn hábhair féin chúiseanna féidir siar tríd todhchaí méid conas nach bhfuil "
        "raibh bheith ábhair déan tábhachtach*",
    },
    "hr": {
        "cookie": "kolačić* tekstualn* datotek* praćenj*",
        "data": "podac* podat* podatk* privatnost* osobn* informacij* partner* treć* stran* "
        "uređaj* tehnologij* tehnik* identifikator* preglednik* adres* računal* pružatelj* "
        "dobavljač* zaštit* europsk* unij* zemlj*",
        "use": "korist* upotreb* pohranj* sprem* obrađ* obrad* prikuplj* mjer* pristup* "
        "prosljeđ* dijel* postavl* postavit* prikaz* pamt* oslanja* služ* analizira*",
        "agree": "prihvać* prihvat* slaže* slažem suglas* pristaj* pristan* dopust* dopušt* "
        "privol* dozvol* razumijem u redu",
        "refuse": "odbij* odbac* samo bez nastavi* odbit*",
        "manage": "postavk* izbor* odabir* odabrat* odaber* odabral* izabr* promijen* opoz* "
        "povuć* upravlj* mogućnost* opcij* spremi potvrd* odluk* prilagod* svrh* trenutk* "
        "kategorij* isključ* uključ*",
        "inform": "više pojedinost* prikaži izjav* pravila politik* saznaj* popis* pročitaj* "
        "naći detalj* zatvori sakrij pravilnik*",
        "purpose": "oglas* oglašav* reklam* sadržaj* statisti* anali* marketin* prilagođen* "
        "personaliz* funkci* nužn* neophodn* obavezn* neobavezn* iskustv* uslug* poboljš* "
        "ponud* društven* mrež* jezik* posjetitelj* prikladn* tehničk* osnovn* anonim* pomaž* "
        "pomog* razumj* dobrovolj* potrebn* relevantn* najnužn*",
        "site": "stranic* mrežn* mjest* portal* platform* poveznic* klik* pritis* nastav* "
        "ostank* gumb* pregledava* web* sajt*",
        "person": "mi naš* nas nam vaš* vas vam vaše vi tvoj* te ti koristimo spremamo možete "
        "molimo ja moj*",
        "small": "neki drugi kako koji koje kao ovaj ova ovoj putem također primjer sve svim "
        "tih ove može mogu poput zemljama uz ako vezi nekoliko riječi slične ispravno teme "
        "razloga svakom učinkom budućnost mora moraju bit biti jesu samo određen* smo ćete "
        "bismo važn* cijenimo",
    },
    "hu": {
        "cookie": "süti* sütik* cookie* szövegfájl* nyomköv*",
        "data": "adat* személyes* magánszfér* adatvédel* információ* partner* harmadik fél* "
        "eszköz* technik* technológi* azonosító* böngésző* cím* számítógép* szolgáltató* "
        "európai unió* országok*",
        "use": "használ* használat* alkalmaz* tárol* helyez* feldolgoz* gyűjt* gyűjtött mér* "
        "hozzáfér* továbbít* megoszt* megjegyez* megjelenít* épül* szolgál* kezel*",
        "agree": "elfogad* hozzájárul* engedély* beleegy* egyetért* rendben értem",
        "refuse": "elutasít* csak nélkül folytat* legszükség*",
        "manage": "beállít* választ* választás* módosít* visszavon* kezelés* lehetőség* ment* "
        "mentés* megerősít* döntés* célhoz célok* bármikor kategóri* kapcsol* testreszab*",
        "inform": "több tudj* részlet* megjelenít* tájékoztat* szabályzat* lista* listája "
        "további bővebb* bezár* elrejt* olvas* találod talál*",
        "purpose": "hirdet* reklám* tartalm* statiszti* elemz* elemző* marketing* személyre "
        "szabott funkci* funkcionális szükség* nélkülözhetetlen* választható* élmény* "
        "szolgáltat* javít* kínál* közösségi nyelv* látogat* megfelelő* műszaki alapvető "
        "névtelen* segít* megért* önkéntes* releváns* működ*",
        "site": "webhely* weboldal* oldal* honlap* portál* platform* link* hivatkozás* "
        "kattint* gomb* böngész* marad* lap*",
        "person": "mi ön önnek weboldalunk partnerünk használunk oldalunk oldalainkat "
        "oldalaink kínálatunk tárolunk magunk számunkra eszközén szeretnénk kérjük döntését "
        "hozzájárulását webhelyünk honlapunk tájékoztatónkban",
        "small": "ezek ezen ehhez egyes amelyek hogy mint mások egy része vagy valamint "
        "például is illetve minden mindent valamennyi többek között való lévő kívüli olyan "
        "amely azok azokhoz milyen kerül* kerülnek kerülhet* néhány hasonló mely témákat "
        "okokból alján jövőre nézve magam hogyan lehet kell lesz bizonyos ahhoz ezzel teszik "
        "amikor csupán legtöbb fontos*",
    },
    "it": {
        "cookie": "cookie* traccia* testo file tracciament*",
        "data": "dati dato personal* privacy riservatezza informazion* partner terz* terze "
        "dispositiv* tecnolog* tecnich* identificativ* browser indirizz* computer fornitor* "
        "paesi unione europea protezione",
        "use": "utilizz* usa* uso usiamo archivi* salv* memorizz* tratta* raccol* raccogl* "
        "misur* acced* accesso trasmess* condivid* impost* serv* mostrar* ricord* analizz* "
        "lavoriamo impieg*",
        "agree": "accett* acconsent* consent* consenso permess* accordo capito permett* bene",
        "refuse": "rifiut* nega* solo soltanto senza continua* prosegu*",
        "manage": "impostazion* preferenz* scelt* scegl* scelg* modific* revoc* ritir* gesti* "
        "opzion* salva conferm* decision* selezion* personalizz* finalità momento categori* "
        "disattiv*",
        "inform": "più dettagl* mostra informativ* politica saperne elenco* scopri* trov* "
        "leggi chiudi nascondi ulteriori",
        "purpose": "annunc* pubblicit* contenut* statistic* analis* analitic* marketing "
        "personalizz* funzion* necessar* essenzial* facoltativ* opzional* indispensabil* "
        "esperienz* serviz* miglior* offert* social* media lingua* visita* pertinent* tecnic* "
        "base anonim* aiut* capire volontari* misura traffico richiest* rilevant*",
        "site": "sito* siti pagin* portale* piattaform* link clicc* premen* pulsant* navig* "
        "restando continuando web",
        "person": "noi nostr* suo sua sue suoi tuo tua tue tuoi ti ci le lei utilizziamo "
        "usiamo puoi può vi vostr* dicci favore mio mia io me",
        "small": "questo questi questa queste alcuni altri come affinché della delle degli "
        "tutte tutti anche esempio sono nonché nella sulla dalle quando tramite verranno "
        "fuori possono sulle sui quali che parole simili temi vengono motivi alle alla essere "
        "tutto vuole fondo qualsiasi effetto futuro forma devono dello viene ogni dagli dal "
        "può hanno tali cuore importan* rispett*",
    },
    "lt": {
        "cookie": "slapuk* tekstin* fail* sekim*",
        "data": "duomen* asmens privatum* informacij* partner* trečios* trečiųj* šali* "
        "įrengin* technologij* priemon* identifikator* naršykl* adres* kompiuter* teikėj* "
        "europos sąjung* apsaug*",
        "use": "naudo* naudoj* įrašo* įraš* saugo* tvark* renk* rinkti matuo* prieig* skaito* "
        "perduod* dalij* rodo* rody* įsimen* remiasi skirti tvarkym*",
        "agree": "sutin* sutikim* leis* leid* priim* priimu patvirtin* supratau gerai tinka",
        "refuse": "atsisak* atmes* nesutin* tik tiktai be tęst* tęsti",
        "manage": "nustat* nuostat* pasirink* pasirin* keis* pakeis* atšauk* tvarkyti parink* "
        "išsaug* sprendim* pritaik* tiksl* bet kada kategorij* išjung* rinkt* rinks*",
        "inform": "daugiau išsam* rodyti politik* sužinok* sąraš* rasi rasite skait* uždar* "
        "slėpti plačiau",
        "purpose": "reklam* turin* statisti* analiz* rinkodar* suasmenint* personaliz* "
        "funkcij* funkcin* būtin* neprivalom* privalom* patirt* paslaug* gerin* pagerin* "
        "pasiūl* socialin* tinkl* kalb* lankytoj* tinkam* technin* pagrindin* anonim* padė* "
        "padeda supras* savanorišk* reikaling* aktual*",
        "site": "svetain* puslap* portal* platform* nuorod* spust* paspau* tęsd* likdam* "
        "mygtuk* naršy*",
        "person": "mes mūsų mums jūs jūsų jums tavo tu naudojame saugome galite mano prašome savo",
        "small": "šie šis šio šiais visais kurių kurie kaip taip pat pavyzdžiui kiti vieni "
        "dėl kad juos jie jais bei arba dalis kiekvieną per keli žodžiai apie panaši* būtų "
        "kokios temos priežasčių gali būti viską apačioje ateičiai visus negalima turi tam "
        "tikr* kiekvien* bus vadinamuosius svarb*",
    },
    "lv": {
        "cookie": "sīkdat* sīkfail* teksta datnes izsekoš*",
        "data": "dati datu datus person* privāt* informācij* partner* treš* pus* ierīc* "
        "tehnoloģ* paņēmien* identifikator* pārlūk* adres* datorā sniedzēj* piegādātāj* "
        "eiropas savienīb* valst* aizsardz*",
        "use": "izmanto* lieto* glabā* saglabā* apstrād* vāc* mēr* piekļū* nodot* dalā* "
        "iestat* rād* atcer* balst* kalpo* analiz*",
        "agree": "piekr* pieņem* atļau* atļauj* saprotu labi apstiprin* der",
        "refuse": "noraid* atteik* atteic* tikai bez turpin* nepiekr*",
        "manage": "iestatījum* izvēl* izvēlē* main* atsauk* pārvald* iespēj* saglabāt "
        "apstiprināt lēmum* pielāg* mērķ* jebkur* laikā kategorij* izslēg*",
        "inform": "vairāk sīkāk* rādīt politik* uzzin* sarakst* papildu lasi* lasīt aizvērt "
        "paslēpt noteikum*",
        "purpose": "reklām* satur* statistik* analīz* mārketing* personaliz* funkcij* "
        "funkcion* pamatfunkc* nepieciešam* obligāt* izvēles pieredz* pakalpojum* uzlabo* "
        "piedāvājum* sociāl* tīkl* valod* apmeklētāj* piemērot* tehnisk* vajadzīg* anonīm* "
        "palīdz* saprast brīvprātīg* atbilstoš* pamat*",
        "site": "vietn* lapas lapu lapā lapai lapām portāl* platform* sait* klikšķ* noklikšķ* "
        "nospie* turpinot paliekot pog* pārlūko* tīmek*",
        "person": "mēs mūsu mums jūs jūsu jums tavā tavu tavus tavs tu izmantojam glabājam "
        "lūdzu varat manu",
        "small": "šīs šis šajā šiem visiem visas dažas citas kuras piemēram arī lai kas tāpat "
        "var tiek tika kā daļa katru ārpus daži vārdi līdzīg* pareizi tēmas iemeslu tikt visu "
        "savu apakšā brīdī nevar jābūt katra noteikt* ļauj esat būs tām svarīg*",
    },
    "mt": {
        "cookie": "cookie* fajl* traċċar* test",
        "data": "data dejta personali privatezza informazzjoni* partij* terz* apparat* tekni* "
        "teknoloġij* identifikatur* browser* indirizz* kompjuter* fornitur* sieħeb* imsieħba* "
        "msieħba* pajjiż* unjoni ewropea protezzjoni",
        "use": "juża* jużaw nużaw uża* użu jintuża* naħżn* jaħżen* aħżen* jipproċessa* "
        "ipproċess* pproċessa* jiġbor* tinġabar niġbru nkejlu aċċess* naqra* tingħadda "
        "jintwer* juri nippos* inpoġġu ssettja* niftakru jiftakar",
        "agree": "aċċetta* naċċetta* taċċetta* taqbel* naqbel* kunsens* ħalli* iħallu "
        "permess* nifhem tajjeb",
        "refuse": "irrifjuta* tirrifjuta* biss mingħajr kompli* tkompli*",
        "manage": "settings preferenz* għażl* agħżel nagħżel* tagħżel* tibdel* ibdel tirtira* "
        "rtirat* immaniġġ* issejvja ikkonferma* deċiżjoni* aġġusta* għan* ħin kategorij* "
        "jintfew*",
        "inform": "aktar dettal* uri politika* stqarrija* lista* tgħallem issib* aqra għalaq "
        "aħbi avviż*",
        "purpose": "reklam* kontenut* statistik* anali* marketing kummerċ* personalizz* "
        "funzjon* meħtieġ* essenzjal* fakultattiv* indispensabb* esperjenz* servizz* ntejb* "
        "tejb* ittejj* offert* soċjal* midja lingwa* viżitatur* rilevanti* tekniċi bażi* "
        "anonim* jgħin* tgħin* nifhmu volontarj* adattat*",
        "site": "sit* siti websajt* paġn* portal* pjattaform* link* ikklikkj* klikkja* "
        "tagħfas agħfas tibqa* buttuna*",
        "person": "aħna tagħna tiegħek inti nużaw għalina naħżnu tista' tista jgħinuna "
        "għidilna jogħġbok tiegħi jien tgħinna",
        "small": "dawn dan oħra oħrajn wħud uħud huma pereżempju wkoll kollha kollox sabiex "
        "biex tal minn bħal bħall permezz dwar ukoll liema fuq barra kelma simili suġġetti "
        "għal għall għar għas għad raġunijiet tiġi tiġu jiġi jiġu jekk meta huwa hija jista "
        "jistgħu jistgħux kwalunkwe futur billi iservu trid nistgħu ikun tkun kull ħafna jew "
        "qabel skont ċerti istatistik* siegħa qiegħ importanti importanza",
    },
}
