"""What the articles are written with, in eight languages.

``[one|other]`` are words of one meaning, ``{n}`` is a count, ``{m}`` an amount in millions,
``{d}`` a day, ``{w}`` a numeral in letters.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """Sentences, headings, titles and words of one language."""

    code: str
    sentences: tuple[str, ...]
    headings: tuple[str, ...]
    titles: tuple[str, ...]
    months: tuple[str, ...]
    numerals: tuple[str, ...]  #: 3, 4, 5 ... as they stand in ``{w}``
    day: str  #: how a day is written: ``{day}``, ``{month}``, ``{year}``
    furniture: tuple[str, ...]  #: menu, contact line, invitation, teaser heading, footer


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().split("\n"))


_EN = Language(
    "en",
    _lines("""
    The network [opens|launches] a programme for {n} companies in the coastal region.
    Proposals [must|have to] reach the secretariat by {d} at the latest.
    Partners from {w} countries will [test|try] new membranes for drinking water.
    The budget [amounts to|totals] {m} million euros over the whole period.
    Researchers of the university [explained|described] how the method saves energy.
    Small firms [receive|get] vouchers worth up to {n} euros for advice.
    The first workshop takes place on {d} in the old harbour building.
    A jury of experts will [choose|select] the best ideas next spring.
    Last year {n} visitors came to the fair, among them many students.
    The minister [praised|commended] the patience of everybody involved.
    Results will be [published|made public] on the pages of the association.
    Some {w} towns have already signed the joint declaration.
    Demand for recycled fibres is [growing|rising] faster than the supply.
    The coordinators [hope|expect] that other regions follow this example.
    """),
    ("Background", "What happens next", "How to apply", "About the partners"),
    _lines("""
    Coastal network [opens|starts] programme for {n} companies
    New membranes for [clean|pure] drinking water in {w} countries
    University [shows|presents] how to save energy in dyeing
    Fair with {n} visitors [ends|closes] on a hopeful note
    """),
    tuple(
        "January February March April May June July August September October November "
        "December".split()
    ),
    ("three", "four", "five", "six", "seven", "eight", "nine"),
    "{day} {month} {year}",
    (
        "Home News Events Members",
        "Secretariat, Quay Street 4",
        "Subscribe to our newsletter",
        "Further news",
        "Imprint and privacy",
    ),
)
_DE = Language(
    "de",
    _lines("""
    Das Netzwerk [startet|beginnt] ein Programm für {n} Betriebe an der Küste.
    Anträge [müssen|sollen] spätestens am {d} bei der Geschäftsstelle sein.
    Partner aus {w} Ländern [erproben|testen] neue Membranen für Trinkwasser.
    Die Mittel [betragen|umfassen] {m} Millionen Euro über die ganze Laufzeit.
    Forscherinnen der Universität [erklärten|erläuterten], wie das Verfahren Energie spart.
    Kleine Unternehmen [bekommen|erhalten] Gutscheine über bis zu {n} Euro.
    Die erste Werkstatt [findet|fand] am {d} im alten Hafengebäude statt.
    Eine Jury wird im Frühjahr die besten Einfälle [auswählen|bestimmen].
    Im vergangenen Jahr kamen {n} Gäste auf die Messe, darunter viele Studierende.
    Die Ministerin [lobte|würdigte] die Geduld aller Beteiligten.
    Ergebnisse werden auf den Seiten des Vereins [veröffentlicht|bekanntgegeben].
    Rund {w} Städte haben die gemeinsame Erklärung schon unterschrieben.
    Die Nachfrage nach Fasern [wächst|steigt] schneller als das Angebot.
    Die Beteiligten [hoffen|erwarten], dass andere Regionen dem Beispiel folgen.
    """),
    ("Hintergrund", "Wie es weitergeht", "So bewirbt man sich", "Über die Partner"),
    _lines("""
    Netzwerk an der Küste [startet|beginnt] Programm für {n} Betriebe
    Neue Membranen für [sauberes|reines] Trinkwasser in {w} Ländern
    Universität [zeigt|präsentiert], wie sich beim Färben Energie sparen lässt
    Messe mit {n} Gästen [endet|schließt] mit guten Aussichten
    """),
    tuple(
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
    ),
    ("drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"),
    "{day}. {month} {year}",
    (
        "Startseite Aktuelles Termine Mitglieder",
        "Geschäftsstelle, Kaistraße 4",
        "Unseren Rundbrief bestellen",
        "Weitere Meldungen",
        "Impressum und Datenschutz",
    ),
)
_FR = Language(
    "fr",
    _lines("""
    Le réseau [lance|ouvre] un programme pour {n} entreprises du littoral.
    Les dossiers doivent [parvenir|arriver] au secrétariat avant le {d}.
    Des partenaires de {w} pays vont [tester|essayer] de nouvelles membranes pour l'eau potable.
    Le budget [s'élève à|atteint] {m} millions d'euros pour toute la durée.
    Les chercheurs de l'université ont [expliqué|décrit] comment le procédé économise l'énergie.
    Les petites entreprises [reçoivent|obtiennent] des chèques allant jusqu'à {n} euros.
    Le premier atelier [a lieu|se tient] le {d} dans l'ancien bâtiment du port.
    Un jury d'experts va [choisir|retenir] les meilleures idées au printemps.
    L'an dernier, {n} visiteurs sont venus au salon, dont beaucoup d'étudiants.
    La ministre a [salué|loué] la patience de toutes les personnes concernées.
    Les résultats seront [publiés|diffusés] sur les pages de l'association.
    Environ {w} villes ont déjà signé la déclaration commune.
    La demande de fibres recyclées [augmente|progresse] plus vite que l'offre.
    Les responsables [espèrent|souhaitent] que d'autres régions suivront cet exemple.
    """),
    ("Contexte", "Les prochaines étapes", "Comment participer", "À propos des partenaires"),
    _lines("""
    Le réseau du littoral [lance|ouvre] un programme pour {n} entreprises
    De nouvelles membranes pour une eau [propre|pure] dans {w} pays
    L'université [montre|présente] comment économiser l'énergie en teinture
    Le salon aux {n} visiteurs [se termine|s'achève] sur une note d'espoir
    """),
    tuple(
        "janvier février mars avril mai juin juillet août septembre octobre novembre "
        "décembre".split()
    ),
    ("trois", "quatre", "cinq", "six", "sept", "huit", "neuf"),
    "{day} {month} {year}",
    (
        "Accueil Actualités Agenda Membres",
        "Secrétariat, quai de la Gare 4",
        "Recevoir notre lettre",
        "Autres nouvelles",
        "Mentions légales",
    ),
)
_ES = Language(
    "es",
    _lines("""
    La red [lanza|inicia] un programa para {n} empresas de la costa.
    Las propuestas deben [llegar|entregarse] a la secretaría antes del {d}.
    Socios de {w} países van a [probar|ensayar] nuevas membranas para agua potable.
    El presupuesto [asciende a|alcanza] {m} millones de euros en todo el periodo.
    Las investigadoras de la universidad [explicaron|describieron] cómo el método ahorra energía.
    Las pequeñas empresas [reciben|obtienen] bonos de hasta {n} euros.
    El primer taller [se celebra|tiene lugar] el {d} en el antiguo edificio del puerto.
    Un jurado de expertos va a [elegir|seleccionar] las mejores ideas en primavera.
    El año pasado {n} visitantes acudieron a la feria, entre ellos muchos estudiantes.
    La ministra [elogió|alabó] la paciencia de todas las personas implicadas.
    Los resultados se [publicarán|difundirán] en las páginas de la asociación.
    Unas {w} ciudades han firmado ya la declaración conjunta.
    La demanda de fibras recicladas [crece|aumenta] más deprisa que la oferta.
    Los responsables [esperan|desean] que otras regiones sigan este ejemplo.
    """),
    ("Antecedentes", "Próximos pasos", "Cómo participar", "Sobre los socios"),
    _lines("""
    La red de la costa [lanza|inicia] un programa para {n} empresas
    Nuevas membranas para agua [limpia|pura] en {w} países
    La universidad [muestra|presenta] cómo ahorrar energía al teñir
    La feria de {n} visitantes [termina|concluye] con buenas perspectivas
    """),
    tuple(
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
        "diciembre".split()
    ),
    ("tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"),
    "{day} de {month} de {year}",
    (
        "Inicio Noticias Agenda Miembros",
        "Secretaría, calle del Muelle 4",
        "Reciba nuestro boletín",
        "Otras noticias",
        "Aviso legal",
    ),
)
_IT = Language(
    "it",
    _lines("""
    La rete [avvia|lancia] un programma per {n} imprese della costa.
    Le proposte devono [arrivare|pervenire] alla segreteria entro il {d}.
    Partner di {w} paesi stanno per [provare|sperimentare] nuove membrane per acqua potabile.
    Il bilancio [ammonta a|raggiunge] {m} milioni di euro per tutto il periodo.
    Le ricercatrici della facoltà hanno [spiegato|descritto] come il metodo risparmia energia.
    Le piccole imprese [ricevono|ottengono] buoni fino a {n} euro.
    Il primo laboratorio [si svolge|si tiene] il {d} nel vecchio edificio del porto.
    Una giuria di esperti deve [scegliere|selezionare] le idee migliori in primavera.
    In passato {n} visitatori sono venuti alla fiera, tra cui molti studenti.
    La ministra ha [lodato|elogiato] la pazienza di tutte le persone coinvolte.
    I risultati saranno [pubblicati|diffusi] sulle pagine della associazione.
    Circa {w} comuni hanno firmato la dichiarazione comune.
    La domanda di fibre riciclate [cresce|aumenta] più in fretta della offerta.
    I responsabili [sperano|auspicano] che altre regioni seguano questo esempio.
    """),
    ("Contesto", "I prossimi passi", "Come partecipare", "Chi sono i partner"),
    _lines("""
    La rete della costa [avvia|lancia] un programma per {n} imprese
    Nuove membrane per acqua [pulita|pura] in {w} paesi
    La facoltà [mostra|presenta] come risparmiare energia nella tintura
    La fiera con {n} visitatori [finisce|termina] con buone prospettive
    """),
    tuple(
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
        "dicembre".split()
    ),
    ("tre", "quattro", "cinque", "sei", "sette", "otto", "nove"),
    "{day} {month} {year}",
    (
        "Pagina iniziale Notizie Agenda Membri",
        "Segreteria, via del Molo 4",
        "Ricevi la nostra lettera",
        "Altre notizie",
        "Note legali",
    ),
)
_PL = Language(
    "pl",
    _lines("""
    Sieć [uruchamia|rozpoczyna] program dla {n} przedsiębiorstw z wybrzeża.
    Wnioski muszą [wpłynąć|dotrzeć] do sekretariatu najpóźniej {d} roku.
    Partnerzy z grupy, do której należą {w} kraje, [sprawdzą|przetestują] nowe membrany.
    Budżet [wynosi|sięga] {m} milionów euro w całym okresie.
    Badaczki z uniwersytetu [wyjaśniły|opisały], jak metoda oszczędza energię.
    Małe firmy [otrzymują|dostają] bony o wartości do {n} euro.
    Pierwsze warsztaty [odbędą|rozpoczną] się {d} roku w starym budynku portu.
    Jury ekspertów będzie [wybierać|wyłaniać] najlepsze pomysły wiosną.
    W ubiegłym roku {n} gości przybyło na targi, wśród nich wielu studentów.
    Minister [pochwalił|docenił] cierpliwość wszystkich uczestników.
    Wyniki zostaną [opublikowane|ogłoszone] na stronach stowarzyszenia.
    Wspólną deklarację podpisały już {w} miasta.
    Popyt na włókna z odzysku [rośnie|wzrasta] szybciej niż podaż.
    Koordynatorzy [liczą|ufają], że inne regiony pójdą za tym przykładem.
    """),
    ("Kontekst", "Dalsze kroki", "Jak wziąć udział", "O partnerach"),
    _lines("""
    Sieć z wybrzeża [uruchamia|rozpoczyna] program dla {n} przedsiębiorstw
    Nowe membrany: [czysta|klarowna] woda, którą badają {w} kraje
    Uniwersytet [pokazuje|prezentuje], jak oszczędzać energię
    Targi, na których było {n} gości, [kończą|zamykają] się z nadzieją
    """),
    tuple(
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
        "listopada grudnia".split()
    ),
    ("trzy", "cztery", "pięć", "sześć", "siedem", "osiem"),
    "{day} {month} {year}",
    (
        "Strona główna Aktualności Terminy Członkowie",
        "Sekretariat, ulica Portowa 4",
        "Zamów nasz biuletyn",
        "Inne wiadomości",
        "Nota prawna",
    ),
)
_EL = Language(
    "el",
    _lines("""
    Το δίκτυο [ξεκινά|αρχίζει] ένα πρόγραμμα για {n} επιχειρήσεις της ακτής.
    Οι προτάσεις πρέπει να [φτάσουν|υποβληθούν] στη γραμματεία έως τις {d}.
    Εταίροι που εκπροσωπούν {w} χώρες θα [δοκιμάσουν|ελέγξουν] νέες μεμβράνες για πόσιμο νερό.
    Ο προϋπολογισμός [ανέρχεται|φτάνει] σε {m} εκατομμύρια ευρώ για όλη τη διάρκεια.
    Οι ερευνήτριες του πανεπιστημίου [εξήγησαν|περιέγραψαν] πώς η μέθοδος εξοικονομεί ενέργεια.
    Οι μικρές επιχειρήσεις [λαμβάνουν|παίρνουν] κουπόνια έως {n} ευρώ.
    Το εργαστήριο [γίνεται|διεξάγεται] στις {d} στο παλιό κτίριο του λιμανιού.
    Επιτροπή ειδικών θα [επιλέξει|διαλέξει] τις καλύτερες ιδέες την άνοιξη.
    Πέρυσι {n} επισκέπτες ήρθαν στην έκθεση, ανάμεσά τους πολλοί φοιτητές.
    Η υπουργός [επαίνεσε|εκθείασε] την υπομονή όλων των συμμετεχόντων.
    Τα αποτελέσματα θα [δημοσιευτούν|ανακοινωθούν] στις σελίδες του συλλόγου.
    Ήδη {w} πόλεις έχουν υπογράψει την κοινή διακήρυξη.
    Η ζήτηση για ίνες [αυξάνεται|μεγαλώνει] πιο γρήγορα από την προσφορά.
    Οι υπεύθυνοι [ελπίζουν|προσδοκούν] ότι άλλες περιφέρειες θα ακολουθήσουν το παράδειγμα.
    """),
    ("Ιστορικό", "Τα επόμενα βήματα", "Πώς να συμμετάσχετε", "Σχετικά με τους εταίρους"),
    _lines("""
    Το δίκτυο της ακτής [ξεκινά|αρχίζει] πρόγραμμα για {n} επιχειρήσεις
    Νέες μεμβράνες για [καθαρό|αγνό] νερό σε {w} χώρες
    Το πανεπιστήμιο [δείχνει|παρουσιάζει] πώς εξοικονομείται ενέργεια
    Η έκθεση με {n} επισκέπτες [τελειώνει|κλείνει] με καλές προοπτικές
    """),
    tuple(
        "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου "
        "Οκτωβρίου Νοεμβρίου Δεκεμβρίου".split()
    ),
    ("τρεις", "τέσσερις", "πέντε", "έξι", "επτά", "οκτώ", "εννέα"),
    "{day} {month} {year}",
    (
        "Αρχική Νέα Εκδηλώσεις Μέλη",
        "Γραμματεία, οδός Λιμένος 4",
        "Εγγραφή στο ενημερωτικό δελτίο",
        "Περισσότερα νέα",
        "Νομικές πληροφορίες",
    ),
)
_BG = Language(
    "bg",
    _lines("""
    Мрежата [стартира|започва] програма за {n} предприятия от крайбрежието.
    Предложенията трябва да [постъпят|пристигнат] в секретариата най-късно на {d} г.
    Партньори от {w} държави ще [изпитат|тестват] нови мембрани за питейна вода.
    Бюджетът [възлиза на|достига] {m} милиона евро за целия период.
    Изследователите от университета [обясниха|описаха] как методът пести енергия.
    Малките фирми [получават|вземат] ваучери на стойност до {n} евро.
    Първата работилница [ще се проведе|ще се състои] на {d} г. в старата сграда на пристанището.
    Жури от експерти ще [избере|подбере] най-добрите идеи през пролетта.
    Миналата година {n} посетители дойдоха на панаира, сред тях много студенти.
    Министърът [похвали|оцени] търпението на всички участници.
    Резултатите ще бъдат [публикувани|обявени] на страниците на сдружението.
    Вече {w} града са подписали общата декларация.
    Търсенето на влакна [расте|нараства] по-бързо от предлагането.
    Координаторите [очакват|вярват], че други региони ще последват примера.
    """),
    ("Контекст", "Следващи стъпки", "Как да участвате", "За партньорите"),
    _lines("""
    Мрежата от крайбрежието [стартира|започва] програма за {n} предприятия
    Нови мембрани за [чиста|бистра] вода в {w} държави
    Университетът [показва|представя] как се пести енергия
    Панаирът с {n} посетители [завършва|приключва] с надежда
    """),
    tuple(
        "януари февруари март април май юни юли август септември октомври ноември декември".split()
    ),
    ("три", "четири", "пет", "шест", "седем", "осем", "девет"),
    "{day} {month} {year}",
    (
        "Начало Новини Събития Членове",
        "Секретариат, улица Пристанищна 4",
        "Абонирайте се за бюлетина",
        "Още новини",
        "Правна информация",
    ),
)

LANGUAGES = {one.code: one for one in (_EN, _DE, _FR, _ES, _IT, _PL, _EL, _BG)}
