"""Edits as newsrooms make them, written down one by one: a text before, a text after, and
what a researcher would call the change.

They share no sentence and hardly a language with the articles that are made up elsewhere in
this folder.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Revision:
    """One text, edited."""

    language: str
    expected: str  #: its class; empty: nothing changed
    before: str
    after: str


def _revisions(table: str) -> tuple[Revision, ...]:
    """Blocks of three lines: language and class, before, after; ``¶`` parts paragraphs."""
    found = []
    for block in table.strip().split("\n\n"):
        head, before, after = block.split("\n")
        language, _, expected = head.partition(" ")
        texts = (text.replace(" ¶ ", "\n\n") for text in (before, after))
        found.append(Revision(language, expected, *texts))
    return tuple(found)


REVISIONS = _revisions("""
en wording
The European Commission has today adpoted a new work programme for clusters.
The European Commission has today adopted a new work programme for clusters.

en substantive
The call closes at 17:00 Brussels time on Tuesday 14 March.
The call closes at 17:00 Brussels time on Thursday 16 March.

en substantive
Registration is free of charge. Seats are limited.
Registration is free of charge. Seats are limited. UPDATE: the event is fully booked.

en wording
Ms Novak said the project was "a huge step" for the valley.
Ms Novak said the project was "a big step" for the valley.

en substantive
The consortium brings together twelve partners and has a budget of EUR 1.2 million.
The consortium brings together twelve partners and has a budget of EUR 2.1 million.

en cosmetic
The consortium - led by Fraunhofer - meets in Lyon. It's open to SMEs.
The consortium – led by Fraunhofer – meets in Lyon. It’s open to SMEs.

en substantive
The measure was approved by a majority of 38 votes. It enters into force next year.
The measure was not approved by a majority of 38 votes. It enters into force next year.

en cosmetic
Join our web site and our e-learning platform.
Join our website and our eLearning platform.

en substantive
Contact Mary at mary.jones@cluster.ie for details.
Contact Mary at m.jones@cluster.ie for details.

en substantive
About three quarters of respondents expect growth. One in five does not.
About two thirds of respondents expect growth. One in five does not.

en wording
The platform helps businesses to find partners abroad and to enter new markets.
The platform supports companies in finding partners abroad and in entering new markets.

en substantive
The winners were named in Turin. ¶ The prize was not disclosed.
The winners were named in Turin. ¶ The prize was not disclosed. ¶ Correction: we named a wrong city.

en cosmetic
The agenda: ¶ Welcome ¶ Panel debate ¶ Networking
The agenda: ¶ Welcome ¶ Networking ¶ Panel debate

en cosmetic
Our partners are located in Spain, France and Italy. They work on batteries.
Our partners are located in Spain, France, and Italy. They work on batteries.

en substantive
See www.cluster-week.eu/register for the programme.
See www.clusterweek.eu/register for the programme.

en wording
The workshop was attended by representatives form all regions.
The workshop was attended by representatives from all regions.

nl substantive
De inschrijving sluit op vrijdag 3 mei om 12 uur. Daarna is deelname onmogelijk.
De inschrijving sluit op vrijdag 10 mei om 12 uur. Daarna is deelname onmogelijk.

nl wording
Het consortium gaat de komende jaren onderzoek doen naar circulaire verpakkingen.
Het consortium gaat de komende jaren studie verrichten naar circulaire verpakkingen.

nl substantive
Aan het project doen vijfentwintig bedrijven mee uit het noorden van het land.
Aan het project doen vijfendertig bedrijven mee uit het noorden van het land.

nl substantive
De subsidie is beschikbaar voor kleine ondernemingen in de provincie.
De subsidie is niet beschikbaar voor kleine ondernemingen in de provincie.

nl wording
De minister is verheugd over het resutlaat van de onderhandelingen.
De minister is verheugd over het resultaat van de onderhandelingen.

pt substantive
As candidaturas decorrem até 30 de junho e destinam-se a empresas do setor têxtil.
As candidaturas decorrem até 31 de julho e destinam-se a empresas do setor têxtil.

pt wording
O evento reúne especialistas de renome internacional em Lisboa.
O evento junta especialistas de renome internacional em Lisboa.

pt substantive
O cluster conta hoje com oitenta associados. A sede fica no Porto.
O cluster conta hoje com oitenta associados. A sede fica no Porto. Abre em breve em Braga.

pt cosmetic
O projeto "Mar Azul" arranca em Aveiro.
O projeto «Mar Azul» arranca em Aveiro.

sv substantive
Ansökan är öppen till och med den 15 september. Beslut fattas i oktober.
Ansökan är öppen till och med den 15 september. Beslut fattas i november.

sv wording
Företagen i klustret räknar med en stark tillväxt under hösten.
Företagen i klustret räknar med en kraftig tillväxt under hösten.

sv substantive
Tre kommuner deltar i försöket som leds av högskolan.
Fyra kommuner deltar i försöket som leds av högskolan.

sv cosmetic
Mötet hålls digitalt. Länk skickas ut dagen innan.
Mötet hålls digitalt - länk skickas ut dagen innan.

da substantive
Puljen er på 40 mio. kroner, og fristen er mandag den 2. juni.
Puljen er på 45 mio. kroner, og fristen er mandag den 2. juni.

da wording
Virksomhederne efterspørger flere medarbejdere med digitale færdigheder.
Virksomhederne efterspørger flere medarbejdere med digitale kompetencer.

da substantive
Ordningen omfatter også landbrug og fiskeri.
Ordningen omfatter ikke landbrug og fiskeri.

fi substantive
Haku päättyy perjantaina 28. helmikuuta kello 16.15.
Haku päättyy perjantaina 28. maaliskuuta kello 16.15.

fi wording
Hankkeessa kehitetään uusia ratkaisuja metsäteollisuuden sivuvirroille.
Hankkeessa luodaan uusia ratkaisuja metsäteollisuuden sivuvirroille.

fi substantive
Mukana on seitsemän yritystä ja kaksi korkeakoulua.
Mukana on kahdeksan yritystä ja kaksi korkeakoulua.

cs substantive
Žádosti lze podávat do 31. března. Rozhodnutí padne v květnu.
Žádosti lze podávat do 30. dubna. Rozhodnutí padne v květnu.

cs wording
Klastr představil nové výsledky výzkumu na veletrhu v Brně.
Klastr ukázal nové výsledky výzkumu na veletrhu v Brně.

cs substantive
Účast je zdarma. Občerstvení je zajištěno.
Účast je zdarma. Občerstvení není zajištěno.

cs substantive
Projekt podpoří deset firem z kraje.
Projekt podpoří dvanáct firem z kraje.

hu substantive
A pályázatok benyújtási határideje április 15. A keret 3 milliárd forint.
A pályázatok benyújtási határideje április 15. A keret 5 milliárd forint.

hu wording
A klaszter tagjai közös standon mutatkoznak be a kiállításon.
A klaszter tagjai közös standon jelennek meg a kiállításon.

hu substantive
Az esemény ingyenes. Regisztráció szükséges.
Az esemény ingyenes. Regisztráció nem szükséges.

ro substantive
Termenul limită este 12 ianuarie. Bugetul este de 4 milioane de euro.
Termenul limită este 12 februarie. Bugetul este de 4 milioane de euro.

ro wording
Clusterul a organizat o întâlnire cu firmele din regiune.
Clusterul a găzduit o întâlnire cu firmele din regiune.

de substantive
Die Veranstaltung beginnt am Montag um 10 Uhr. Der Eintritt ist frei.
Die Veranstaltung beginnt am Dienstag um 10 Uhr. Der Eintritt ist frei.

de cosmetic
Die Bewerbungsfrist endet am 1.Oktober 2025. Mehr unter "Termine".
Die Bewerbungsfrist endet am 1. Oktober 2025. Mehr unter „Termine“.

de wording
Prof. Dr. Weber leitet das Institut, dass im Jahr 1998 gegründet wurde.
Prof. Dr. Weber leitet das Institut, das im Jahr 1998 gegründet wurde.

de substantive
Gefördert werden Vorhaben mit bis zu 50 % der Kosten, höchstens 200.000 €.
Gefördert werden Vorhaben mit bis zu 60 % der Kosten, höchstens 200.000 €.

de substantive
Das Verfahren ist für Unternehmen verpflichtend. Ausnahmen regelt die Satzung.
Das Verfahren ist für Unternehmen keine Pflicht. Ausnahmen regelt die Satzung.

de cosmetic
Insgesamt wurden 12 500 Tonnen eingespart.
Insgesamt wurden 12.500 Tonnen eingespart.

de substantive
Im ersten Halbjahr stieg der Umsatz um ein Viertel. Der Gewinn blieb stabil.
Im zweiten Halbjahr stieg der Umsatz um ein Viertel. Der Gewinn blieb stabil.

fr substantive
L'appel à projets est ouvert jusqu'au vendredi 7 février à midi.
L'appel à projets est ouvert jusqu'au vendredi 21 février à midi.

fr wording
Le pôle accompagne ses adhérents dans leur dévelopement à l'international.
Le pôle accompagne ses adhérents dans leur développement à l'international.

fr substantive
La subvention couvre la moitié des dépenses. Elle est versée en deux fois.
La subvention couvre les trois quarts des dépenses. Elle est versée en deux fois.

fr cosmetic
Rendez-vous à Nantes : inscriptions ouvertes !
Rendez-vous à Nantes: inscriptions ouvertes!

fr substantive
Le projet sera reconduit l'an prochain.
Le projet ne sera pas reconduit l'an prochain.

es wording
El clúster a celebrado su asamblea anual en Bilbao.
El clúster ha celebrado su asamblea anual en Bilbao.

es substantive
La jornada tendrá lugar el miércoles 9 de octubre. Se ruega confirmar asistencia.
La jornada tendrá lugar el jueves 10 de octubre. Se ruega confirmar asistencia.

es substantive
Más de quinientas personas participaron en el foro. El próximo será en Vigo.
Más de quinientas personas participaron en el foro.

it substantive
Il bando scade il 15 maggio. Le domande si presentano online.
Il bando scade il 15 giugno. Le domande si presentano online.

it wording
Il distretto ha siglato un accordo con la camera di commercio.
Il distretto ha firmato un accordo con la camera di commercio.

it cosmetic
Il premio "Idea Verde" va alla start-up di Parma.
Il premio “Idea Verde” va alla startup di Parma.

pl substantive
Nabór trwa od 1 do 30 kwietnia. Wyniki poznamy w czerwcu.
Nabór trwa od 1 do 31 maja. Wyniki poznamy w czerwcu.

pl substantive
Udział w szkoleniu jest płatny.
Udział w szkoleniu nie jest płatny.

pl wording
Klaster zrzesza przedsiębiorstwa z brażny lotniczej.
Klaster zrzesza przedsiębiorstwa z branży lotniczej.

el substantive
Η προθεσμία λήγει στις 20 Απριλίου; Όχι, στις 30 Απριλίου. Οι αιτήσεις γίνονται ηλεκτρονικά.
Η προθεσμία λήγει στις 20 Απριλίου; Όχι, στις 10 Μαΐου. Οι αιτήσεις γίνονται ηλεκτρονικά.

el wording
Ο συνεργατικός σχηματισμός διοργανώνει ημερίδα στη Θεσσαλονίκη.
Ο συνεργατικός σχηματισμός οργανώνει ημερίδα στη Θεσσαλονίκη.

bg substantive
Крайният срок е 15 юни. Документите се подават онлайн.
Крайният срок е 15 юли. Документите се подават онлайн.

bg wording
Клъстерът представи нова плаформа за обучение.
Клъстерът представи нова платформа за обучение.

hr substantive
Natječaj je otvoren do 10. rujna. Ukupno je dostupno pet milijuna eura.
Natječaj je otvoren do 10. listopada. Ukupno je dostupno pet milijuna eura.

sk wording
Klaster usporiadal stretnutie firiem v Žiline.
Klaster zorganizoval stretnutie firiem v Žiline.

sl substantive
Prijave zbiramo do 5. novembra. Število mest je omejeno.
Prijave zbiramo do 5. decembra. Število mest je omejeno.

et substantive
Taotlusi saab esitada 1. märtsini. Eelarve on 2 miljonit eurot.
Taotlusi saab esitada 1. aprillini. Eelarve on 2 miljonit eurot.

lv wording
Klasteris rīko tikšanos ar uzņēmumiem Rīgā.
Klasteris organizē tikšanos ar uzņēmumiem Rīgā.

lt substantive
Paraiškos priimamos iki gegužės 3 d. Dalyvavimas nemokamas.
Paraiškos priimamos iki birželio 3 d. Dalyvavimas nemokamas.
""")
