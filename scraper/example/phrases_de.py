"""German sentence material."""

from scraper.example.phrases import Phrases, passages

_TITLES = {
    "call": passages("""
        {million} Millionen Euro für Pilotprojekte im Bereich {topic}

        Aufruf: {project} vergibt Innovationsgutscheine an KMU in {region}"""),
    "event": passages("""
        {cluster} lädt zum Branchentreffen nach {city}

        Öko-Innovation und {topic}: Forum in {city}"""),
    "study": passages("""
        Studie: Was {smes} Betriebe in {region} über das Thema {topic} sagen

        Themenfeld {topic}: Landkarte der Betriebe in {region} erschienen"""),
    "partnership": passages("""
        {cluster} und {other} arbeiten künftig zusammen

        {partners} Cluster einigen sich auf eine gemeinsame Strategie für {topic}"""),
    "result": passages("""
        {project}: Bilanz nach {months} Monaten

        {project} hat {smes} Betriebe im Bereich {topic} unterstützt"""),
    "portrait": passages("""
        Cluster im Porträt: {cluster}

        Fünf Fragen an {person}, {cluster}"""),
    "training": passages("""
        Lehrgang für Clustermanagerinnen und Clustermanager in {city}

        {cluster} schult {n} Beschäftigte im Bereich {topic}"""),
}
_OPENINGS = {
    "call": passages("""
        {cluster} hat einen Aufruf für gemeinsame Pilotprojekte im Bereich {topic} veröffentlicht.
        Kleine und mittlere Unternehmen aus {region} können sich bis zum {deadline} bewerben.

        Wer im Bereich {topic} eine Idee erproben möchte, kann Unterstützung von {project}
        beantragen. Insgesamt stehen {million} Millionen Euro bereit, Einsendeschluss ist
        der {deadline}."""),
    "event": passages("""
        {days} trafen sich rund {n} Gäste aus Betrieben, Hochschulen und Verwaltung in
        {city}. Eingeladen hatte {cluster}.

        Beim Forum am {date} in {city} ging es um die Frage, wohin sich der Bereich {topic}
        entwickelt."""),
    "study": passages("""
        Eine Umfrage unter {smes} Betrieben in {region} zeigt, wie sich das Themenfeld {topic}
        binnen {months} Monaten verändert hat. Durchgeführt wurde sie von {cluster}.

        Welche Betriebe in {region} arbeiten im Bereich {topic}, und was brauchen sie? {cluster}
        hat nachgefragt."""),
    "partnership": passages("""
        {cluster} und {other} haben am {date} in {city} eine Vereinbarung unterzeichnet. Ihre
        {smes} Mitglieder sollen gemeinsame Dienste im Bereich {topic} nutzen können.

        Nach {months} Monaten Vorbereitung haben sich {partners} Organisationen unter Führung von
        {cluster} auf eine Zusammenarbeit verständigt."""),
    "result": passages("""
        Das Projekt {project} ist abgeschlossen. In {months} Monaten wurden {smes} Betriebe im
        Bereich {topic} begleitet, mehr als ursprünglich geplant.

        Bei der Abschlusskonferenz von {project} am {date} in {city} zog {cluster} Bilanz."""),
    "portrait": passages("""
        {cluster} zählt {smes} Mitglieder, die meisten davon kleine Betriebe aus {region}. Das
        Büro liegt in {city}, das Themenfeld heißt {topic}.

        {person} leitet {cluster} seit {partners} Jahren. Wir haben nach Geld, Geduld und dem
        Thema {topic} gefragt."""),
    "training": passages("""
        {days} kommen Clustermanagerinnen und Clustermanager aus {partners} Ländern nach {city},
        um voneinander zu lernen.

        {cluster} und {project} haben {n} Beschäftigte kleiner Betriebe im Bereich {topic}
        geschult. Die zweite Gruppe beginnt am {date}."""),
}
_FOLLOW_UPS = {
    "call": passages("""
        Jedes Vorhaben kann bis zu {n}.000 Euro beantragen und braucht mindestens zwei Partner.

        Die Jury sucht Ideen, die sich innerhalb von {months} Monaten erproben lassen."""),
    "event": passages("""
        In {smes} Einzelgesprächen wurden erste Geschäfte angebahnt.

        {person} eröffnete den Tag mit einem Plädoyer für weniger Folien und längere Pausen."""),
    "study": passages("""
        Zwei Drittel der Betriebe arbeiten mit einer Hochschule, aber nur jeder fünfte hat einen
        Vertrag mit ihr.

        Der Bericht umfasst {n} Seiten; eine Kurzfassung liegt in {partners} Sprachen vor."""),
    "partnership": passages("""
        Ein gemeinsames Büro in {city} soll binnen {months} Monaten öffnen.

        {person} spricht im ersten Jahr für die Partnerschaft."""),
    "result": passages("""
        Die Hälfte der Betriebe hatte zuvor noch nie über eine Grenze hinweg gearbeitet.

        Von {million} Millionen Euro ging der größere Teil unmittelbar an kleine Betriebe."""),
    "portrait": passages("""
        Das erste Vorhaben, {project}, begann mit {partners} Betrieben an einem Küchentisch.

        Was würde {person} heute anders machen? „Zuerst die kleinen Betriebe fragen.“"""),
    "training": passages("""
        Die Teilnehmenden zahlen nur die Anreise; den Lehrgang trägt {project}.

        Die Unterlagen dürfen von anderen Clustern frei verwendet werden."""),
}
_TOPICS = {
    "agri-food": passages(
        "Molkereien und Obstbauern in {region} verfolgen jede Palette mit Sensoren."
    ),
    "textiles": passages(
        "Webereien in {region} machen aus alter Arbeitskleidung Garn für Autositze."
    ),
    "photonics": passages("Optikfirmen rund um {city} teilen sich einen Reinraum."),
    "hydrogen": passages("Der erste Elektrolyseur in {region} versorgt Busse und eine Glashütte."),
    "timber": passages("Zimmereien in {region} bauen Klassenzimmer aus Käferholz."),
    "space": passages(
        "Satellitenbilder zeigen Winzern in {region}, welche Reihen Wasser brauchen."
    ),
    "packaging": passages(
        "Schalen aus Tomatenfasern ersetzen Plastik in zwei Märkten in {region}."
    ),
    "mobility": passages("Speditionen in {region} teilen sich Leerfahrten, bisher jede achte."),
    "circular": passages("Was ein Betrieb wegwirft, ist Rohstoff für den Nachbarn in {city}."),
    "health": passages("Pflegeheime in {region} erproben Böden, die einen Sturz bemerken."),
    "semiconductors": passages("Die Chipfabriken in {region} suchen {n} Fachkräfte."),
    "maritime": passages("Werften um {city} rüsten Fähren mit Akkus aus alten Bussen nach."),
    "manufacturing": passages(
        "Maschinenbauer in {region} rüsten alte Drehbänke mit Sensoren nach."
    ),
    "digital": passages("Zulieferer in {region} teilen Qualitätsdaten, ohne sie preiszugeben."),
    "bioeconomy": passages("Stroh, Algen und Olivenkerne sollen nahe {city} verwertet werden."),
    "tourism": passages("Gasthöfe in {region} teilen sich einen Buchungsschalter und einen Bus."),
}
_GENERAL = passages("""
    {cluster} arbeitet seit über {partners} Jahren mit Partnern aus {region} zusammen.

    {person}, {role} bei {cluster}, sprach von „wenig Geld mit langem Nachhall“.

    Die Zusammenarbeit mit {other} soll auf {partners} weitere Regionen ausgedehnt werden.

    Für kleine Betriebe aus {region} sind die Reisekosten noch immer die größte Hürde.

    Grenzüberschreitende Wertschöpfungsketten im Bereich {topic} halten sich selten an Programme.

    Innerhalb von {months} Monaten wollen die Partner wissen, ob das Modell allein bestehen kann.

    Mehr als {n} Menschen verfolgen die Arbeit von {cluster} per Rundbrief.

    Auch Prüfstände in {city} öffnen ihre Türen für kleine Betriebe.""")
_ITEMS = passages("""
    zwei Betriebsbesuche in {city}

    ein kostenloser Leitfaden für Clustermanager

    Gutscheine für die ersten {smes} Betriebe

    Begutachtung durch {other}

    eine Arbeitsgruppe zum Thema {topic}""")
_TABLE = (
    ("Unterstützte Betriebe", "{smes}"),
    ("Partner", "{partners}"),
    ("Gesamtbudget", "{million} Mio. Euro"),
    ("Laufzeit", "{months} Monate"),
)

GERMAN = Phrases(
    titles=_TITLES,
    openings=_OPENINGS,
    follow_ups=_FOLLOW_UPS,
    topics=_TOPICS,
    general=_GENERAL,
    headings=("Wie es weitergeht", "Hintergrund", "Wer mitmachen kann", "Das Programm"),
    items=_ITEMS,
    table=_TABLE,
    quotes=passages("""
        Ein Cluster ist das, was bleibt, wenn die Förderung endet.

        In {region} haben wir gelernt, über das Scheitern zu reden."""),
    sources=("Mehr dazu steht im |Bericht zum Thema {topic}| und auf den Seiten von {cluster}.",),
    contacts=("Für Rückfragen wenden Sie sich bitte an {person}, {role}:",),
    roles=("Projektleitung", "Clustermanagement", "Leitung Innovation"),
    captions=("Gäste in {city} beim Betriebsbesuch",),
    subtitles=("Wie {region} von den Nachbarn lernen will",),
)
