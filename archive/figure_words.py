"""Words that say a figure, a date or a unit, in the languages of the EU.

Lower case, without accents (as :func:`plain` makes them). A word stands under
one value only; those that are everyday words in another of the languages stand in
:data:`WEAK` or are left out.
"""

from __future__ import annotations

import unicodedata

# Letters that do not come apart into a letter and its accent.
_SPELLED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})

_CARDINALS = """
2 two zwei zwo deux dois duas doi doua twee tva dva dve dwa dwie dwoch dwa kaksi ketto ket δυο две
3 three drei trois tres trei drie tre tri trzy trzech trzy kolme harom τρεις τρια τριων три
4 four vier quatre cuatro quattro quatro patru fyra ctyri styri cztery czterech cetiri nelja negy
4 τεσσερα τεσσερις τεσσαρων четири
5 five funf fuenf cinq cinco cinque cinci vijf fem piec pieciu viisi πεντε пет
6 six sechs seis sase zes seks szesc szesciu sest kuusi εξι шест
7 seven sieben siete sette sete sapte zeven sju syv siedem siedmiu sedm sedem sedam seitseman επτα
7 εφτα
7 седем
8 eight acht huit ocho oito atta otte osiem osmiu osm osem osam kahdeksan nyolc οκτω οχτω осем
9 nine neun nueve nove negen nio dziewiec dziewieciu devet devat yhdeksan kilenc εννεα εννια девет
10 ten zehn dix diez dieci dez zece tien dziesiec dziesieciu deset desat kymmenen tiz δεκα десет
11 eleven undici unsprezece elva elleve jedenascie jedenact jedenast yksitoista tizenegy εντεκα
12 twelve zwolf douze doce dodici doze doisprezece twaalf tolv dwanascie dvanact dvanaest dvanast
12 kaksitoista tizenketto δωδεκα дванадесет
13 thirteen dreizehn treize trece tredici dertien tretton trzynascie trinact δεκατρια
14 fourteen vierzehn quatorze catorce quattordici veertien fjorton czternascie ctrnact δεκατεσσερα
15 fifteen funfzehn quinze quince quindici vijftien femton pietnascie patnact tizenot δεκαπεντε
16 sixteen sechzehn dieciseis sedici zestien sexton szesnascie sestnact
17 seventeen siebzehn diecisiete diciassette zeventien sjutton siedemnascie sedmnact
18 eighteen achtzehn dieciocho diciotto achttien arton osiemnascie osmnact
19 nineteen neunzehn diecinueve diciannove negentien nitton dziewietnascie devatenact
20 twenty zwanzig vingt veinte venti vinte douazeci twintig tjugo tyve dwadziescia dvacet dvadeset
20 dvadsat kaksikymmenta husz εικοσι двадесет
25 veinticinco venticinque
30 thirty dreissig trente treinta trenta trinta treizeci dertig trettio tredive trzydziesci tricet
30 trideset kolmekymmenta harminc τριαντα тридесет
40 forty vierzig quarante cuarenta quaranta quarenta patruzeci veertig fyrtio czterdziesci ctyricet
40 cetrdeset neljakymmenta negyven σαραντα четиридесет
50 fifty funfzig cinquante cincuenta cinquanta cinquenta cincizeci vijftig femtio halvtreds
50 piecdziesiat padesat pedeset viisikymmenta otven πενηντα петдесет
60 sixty sechzig soixante sesenta sessanta sessenta saizeci zestig sextio szescdziesiat sedesat
60 hatvan εξηντα шестдесет
70 seventy siebzig setenta settanta saptezeci zeventig sjuttio siedemdziesiat sedmdesat hetven
70 εβδομηντα
80 eighty achtzig ochenta ottanta oitenta optzeci tachtig attio osiemdziesiat osmdesat nyolcvan
80 ογδοντα
90 ninety neunzig noventa novanta nouazeci negentig nittio dziewiecdziesiat devadesat kilencven
90 ενενηντα
100 hundred hundert cien ciento cento suta honderd hundra hundrede sto sata szaz εκατο сто
1000 thousand tausend mille mila mil duizend tusen tusind tysiac tysiace tysiecy tisic tisice
1000 tisuca tisuc tuhat tuhatta ezer χιλια χιλιαδες хиляди хиляда tsd tys
1e6 million millions millionen mio millones milhao milhoes milione milioni milion milioane milionu
1e6 miliony milionow milionow miljoen miljoenen miljon miljoner millioner miljoona miljoonaa millio
1e6 εκατομμυριο εκατομμυρια милион милиона mln
1e9 billion billions milliard milliards milliarde milliarden mrd miliardo miliardi miliard miliarde
1e9 miliardy miliardow miljard miljarden miljarder milliarder milliardia miljardi miljardia
1e9 δισεκατομμυρια
1e9 милиард милиарда mld bn
half half halb halbe halben moitie mitad metade jumatate helft halften polowa polovina puolet
"""

_MONTHS = """
1 january januar janner janvier enero gennaio janeiro ianuarie januari januara januarja styczen
1 stycznia
1 styczniu ledna lednu sijecanj sijecnja sijecnju januara tammikuu tammikuussa tammikuuta
1 ιανουαριος ιανουαριου януари jaanuar jaanuaril janvaris janvari sausio sausis jannar eanair
2 february februar feber fevrier febrero febbraio fevereiro februarie februari februara februarja
2 luty
2 lutego lutym unor unora unoru veljaca veljace veljaci helmikuu helmikuussa helmikuuta φεβρουαριος
2 φεβρουαριου февруари veebruar veebruaril februaris vasario vasaris frar feabhra
3 maerz marz marzo martie maart marts marzec marcu brezen brezna breznu ozujak ozujka ozujku
3 maaliskuu maaliskuussa maaliskuuta marcius marciusi marciusban μαρτιος μαρτιου март marts kovo
3 kovas marzu
4 april avril abril aprile aprilie aprila kwiecien kwietnia kwietniu duben dubna dubnu travanj
4 travnja
4 travnju huhtikuu huhtikuussa huhtikuuta aprilis απριλιος απριλιου април aprill aprillil aprilis
4 balandis balandzio aibrean
5 mayo maggio maio maja maju kveten kvetna kvetnu svibanj svibnja svibnju toukokuu toukokuussa
5 toukokuuta
5 majus μαιος μαιου май maijs maija geguzes geguze mejju bealtaine
6 june juni juin junio giugno junho iunie juna junija czerwiec czerwca czerwcu cerven cervna cervnu
6 lipanj lipnja lipnju kesakuu kesakuussa kesakuuta junius ιουνιος ιουνιου юни juuni juunil junijs
6 birzelis birzelio gunju meitheamh
7 july juli juillet julio luglio julho iulie jula julija lipiec lipca lipcu cervenec cervence
7 cervenci
7 srpanj srpnja srpnju heinakuu heinakuussa heinakuuta julius ιουλιος ιουλιου юли juuli juulil
7 julijs
7 liepa liepos lulju iuil
8 aout agosto augustus augusti augusta avgust avgusta sierpien sierpnia sierpniu srpen srpna srpnu
8 kolovoz kolovoza kolovozu elokuu elokuussa elokuuta augusztus αυγουστος αυγουστου август augusts
8 rugpjutis rugpjucio awwissu lunasa
9 september septembre septiembre settembre setembro septembrie septembra wrzesien wrzesnia wrzesniu
9 zari
9 rujan rujna rujnu syyskuu syyskuussa syyskuuta szeptember σεπτεμβριος σεπτεμβριου септември
9 septembril
9 septembris rugsejis rugsejo settembru
10 october oktober octobre octubre ottobre outubro octombrie oktobra pazdziernik pazdziernika
10 pazdzierniku
10 rijen rijna rijnu lokakuu lokakuussa lokakuuta οκτωβριος οκτωβριου октомври oktoober
10 oktoobril oktobris spalis spalio ottubru
11 november novembre noviembre novembro noiembrie novembra listopad listopada listopadzie listopadu
11 studeni studenoga studenog marraskuu marraskuussa marraskuuta νοεμβριος νοεμβριου ноември
11 novembril novembris
11 lapkritis lapkricio novembru samhain
12 december dezember decembre diciembre dicembre dezembro decembrie decembra grudzien grudnia
12 grudniu
12 prosinec prosince prosinci prosinac prosinca prosincu joulukuu joulukuussa joulukuuta δεκεμβριος
12 δεκεμβριου декември detsember detsembril decembris gruodis gruodzio dicembru nollaig
"""

_WEEKDAYS = """
d1 monday mondays montag lundi lunes lunedi luni maandag mandag poniedzialek pondeli pondelok
d1 ponedjeljak
d1 ponedeljek maanantai maanantaina hetfo δευτερα понеделник esmaspaev pirmdiena pirmadienis
d2 tuesday tuesdays dienstag mardi martes martedi marti dinsdag tisdag tirsdag wtorek utery utorok
d2 utorak torek tiistai tiistaina kedd τριτη вторник teisipaev otrdiena antradienis
d3 wednesday wednesdays mittwoch mercredi miercoles mercoledi miercuri woensdag onsdag sroda srode
d3 streda stredu srijeda sreda keskiviikko keskiviikkona szerda τεταρτη сряда kolmapaev tresdiena
d3 treciadienis
d4 thursday thursdays donnerstag jeudi jueves giovedi joi donderdag torsdag czwartek ctvrtek stvrtok
d4 cetvrtak cetrtek torstai torstaina csutortok πεμπτη четвъртък четвъртьк neljapaev ceturtdiena
d4 ketvirtadienis
d5 friday fridays freitag vendredi viernes venerdi vineri vrijdag fredag piatek patek patku piatok
d5 petak
d5 petek perjantai perjantaina pentek παρασκευη петък петьк reede piektdiena penktadienis
d6 saturday saturdays samstag sonnabend samedi sabado sabato sambata zaterdag lordag sobota sobote
d6 subota lauantai lauantaina szombat σαββατο събота laupaev sestdiena sestadienis
d7 sunday sundays sonntag dimanche domingo domenica duminica zondag sondag niedziela niedziele
d7 nedele
d7 nedela nedelja nedjelja sunnuntai sunnuntaina vasarnap κυριακη неделя puhapaev svetdiena
d7 sekmadienis
"""

# They count only where one takes the place of another of its kind: everyday words, and
# units (``c`` currencies and shares, ``t`` halves of the day, ``u`` spans of time).
_WEAK = """
1 one eins ein eine einen einem einer un une uno una um uma en ett een jeden jedna jedno yksi egy
1 ενα
1 first erste ersten erster erstes premier premiere primero primera primo prima primeiro primeira
1 eerste forsta forste pierwszy pierwsza prvni prvy prvi ensimmainen elso πρωτη πρωτο първи първа
2 second zweite zweiten zweiter zweites deuxieme seconde segundo segunda secondo seconda tweede
2 andra
2 anden drugi druga druhy druha toinen masodik δευτερο втори втора due
3 third dritte dritten dritter drittes troisieme tercero tercera terzo terza terceiro terceira derde
3 tredje trzeci trzecia treti tretja kolmas harmadik τριτο трети трета
4 fourth vierte vierten vierter viertes quatrieme cuarto cuarta quarto vierde fjarde fjerde czwarty
4 ctvrty neljas negyedik τεταρτο четвърти
5 fifth funfte funften funfter cinquieme quinto vijfde femte piaty paty otodik πεμπτο пети
6 sixth sechste sechsten sixieme sexto sesto zesde sjatte szosty sesty hatodik шести
7 seventh siebte siebten septieme septimo settimo zevende sjunde siodmy sedmy hetedik
8 eighth achte achten huitieme octavo ottavo achtste attonde osmy nyolcadik
9 ninth neunte neunten neuvieme noveno nono negende nionde dziewiaty devaty kilencedik
10 tenth zehnte zehnten dixieme decimo tiende tionde dziesiaty desaty tizedik
2 twice zweimal deux double doppelt doppelte doble doppio dubbel podwojny dvojity
3 triple dreifach dreifache tripla thrice dreimal
6 sex
8 opt
9 noua
10 tio
11 onze
16 seize
2 dos
100 cent
1 leden
3 marca marco
7 sept het hepta
8 otto
9 neuf
11 elf once
3 mars march mart
5 may mai maj mei maig
8 august
1 jan
2 feb febr
3 mar
4 apr
6 jun
7 jul
8 aug
9 sep
10 oct okt
11 nov
12 dec dez
t:am am vormittags
t:pm pm nachmittags
c:eur eur euro euros € eura ευρω евро euron euroa
c:usd usd $ dollar dollars
c:gbp gbp £ pound pounds
c:chf chf franken
c:sek sek kronor
c:pln pln zloty zlotych zł zl
c:% % percent prozent procent procento procenta procentu prosenttia percento
c:‰ ‰
u:day days day dia dias tag tage tagen jour jours giorno giorni dag dagen dzien dni
u:week weeks week woche wochen semaine semaines semana semanas settimana settimane weken tydzien
u:week tygodni
u:month months month months monat monate monaten mois meses mese mesi maand maanden miesiac miesiecy
u:year years year years jahr jahre jahren ans annee annees ano anos anni jaar rok lat roky
u:hour hours hour hours stunde stunden heure heures hora horas ora ore uur timmar godzin hodin
"""

_IN_LANGUAGE = """
da to=2 fire=4 ti=10 maj=5 august=8
de elf=11 mai=5 august=8
en august=8
es once=11 dos=2
fi sata=100
fr onze=11 seize=16 mars=3 mai=5 cent=100
hr listopad=10 listopada=10
it due=2 sei=6 otto=8
nl elf=11 mei=5
pl marca=3 maj=5 sto=100
cs leden=1 sto=100
pt onze=11
ro opt=8 mai=5 august=8
sv sex=6 tio=10 mars=3 maj=5
nb to=2 fire=4 ti=10 mars=3 mai=5 august=8
"""


def plain(word: str) -> str:
    """A word in lower case and without accents, as the tables are asked for it."""
    folded = word.casefold()
    if folded.isascii():
        return folded
    parts = unicodedata.normalize("NFKD", folded.translate(_SPELLED))
    return "".join(part for part in parts if not unicodedata.combining(part))


def _by_word(table: str) -> dict[str, str]:
    rows = (line.split() for line in table.split("\n") if line)
    return {plain(word): value for value, *words in rows for word in words}


def _compounds() -> dict[str, str]:
    """Twenty-one to ninety-nine where they are written as one word."""
    tens, units = range(20, 100, 10), range(1, 10)
    said = {
        "und": (
            "ein zwei drei vier funf sechs sieben acht neun",
            "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
        ),
        "en": (
            "een twee drie vier vijf zes zeven acht negen",
            "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
        ),
    }
    return {
        f"{unit}{link}{ten}": str(number + digit)
        for link, (small, large) in said.items()
        for number, ten in zip(tens, large.split(), strict=True)
        for digit, unit in zip(units, small.split(), strict=True)
    }


#: Word -> value: numerals, months and weekdays that are nothing else.
STRONG: dict[str, str] = (
    _by_word(_CARDINALS) | _by_word(_MONTHS) | _by_word(_WEEKDAYS) | _compounds()
)
#: Word -> value: ordinals, units, and numerals and months that are everyday words as well.
WEAK: dict[str, str] = {
    word: value for word, value in _by_word(_WEAK).items() if word not in STRONG
}
#: Language -> word -> value: what is a figure or a month there, and an everyday word elsewhere.
IN_LANGUAGE: dict[str, dict[str, str]] = {
    language: dict(pair.split("=") for pair in pairs)
    for language, *pairs in (line.split() for line in _IN_LANGUAGE.split("\n") if line)
}
