"""French sentence material."""

from scraper.example.phrases import Phrases, passages

_TITLES = {
    "call": passages("""
        {million} millions d’euros pour des projets pilotes dans la filière {topic}

        Appel à projets : {project} offre des chèques innovation aux PME"""),
    "event": passages("""
        {cluster} réunit la filière {topic} à {city}

        Forum de la filière {topic} : rendez-vous à {city}"""),
    "study": passages("""
        Étude : ce que disent {smes} entreprises de la filière {topic}

        Filière {topic} : une carte de {smes} entreprises est publiée"""),
    "partnership": passages("""
        {cluster} et {other} signent un partenariat

        {partners} clusters adoptent une stratégie commune pour la filière {topic}"""),
    "result": passages("""
        {project} : le bilan après {months} mois

        {project} a accompagné {smes} entreprises de la filière {topic}"""),
    "portrait": passages("""
        Portrait d’un cluster : {cluster}

        Cinq questions à {person}, {cluster}"""),
    "training": passages("""
        Une formation pour les responsables de clusters commence à {city}

        {cluster} forme {n} salariés de la filière {topic}"""),
}
_OPENINGS = {
    "call": passages("""
        {cluster} a lancé un appel à projets pilotes dans la filière {topic}. Les petites et
        moyennes entreprises peuvent déposer leurs idées jusqu’au {deadline}.

        Les entreprises qui souhaitent tester une idée dans la filière {topic} peuvent demander le
        soutien de {project}. Au total, {million} millions d’euros sont disponibles et l’appel se
        termine le {deadline}."""),
    "event": passages("""
        {days}, {cluster} a invité des entreprises, des universités et des collectivités à
        {city}. Quelque {n} participants ont échangé sur l’avenir de la filière {topic}.

        Le forum organisé à {city} le {date} a montré combien la filière {topic} a changé."""),
    "study": passages("""
        Une enquête menée auprès de {smes} entreprises montre comment la filière {topic} a évolué
        en {months} mois. Elle a été réalisée par {cluster}.

        Quelles entreprises travaillent dans la filière {topic}, et de quoi ont-elles besoin ?
        {cluster} leur a posé la question."""),
    "partnership": passages("""
        {cluster} et {other} ont signé un accord à {city} le {date}. Leurs {smes} membres
        pourront utiliser des services communs dans la filière {topic}.

        Après {months} mois de préparation, {partners} organisations conduites par {cluster} ont
        décidé de travailler ensemble."""),
    "result": passages("""
        Le projet {project} est terminé. En {months} mois, {smes} entreprises de la filière
        {topic} ont été accompagnées, plus que prévu.

        Lors de la conférence finale de {project}, le {date} à {city}, {cluster} a dressé le
        bilan."""),
    "portrait": passages("""
        {cluster} compte {smes} membres, pour la plupart de petites entreprises. Son bureau est à
        {city} et son domaine est la filière {topic}.

        {person} dirige {cluster} depuis {partners} ans. Nous avons parlé d’argent, de patience et
        de la filière {topic}."""),
    "training": passages("""
        {days}, des responsables de clusters venus de {partners} pays se retrouveront à {city} pour
        apprendre les uns des autres.

        {cluster} et {project} ont formé {n} salariés de petites entreprises. Un deuxième groupe
        commence le {date}."""),
}
_FOLLOW_UPS = {
    "call": passages("""
        Chaque projet peut demander jusqu’à {n} 000 euros et doit réunir au moins deux partenaires.

        Le jury cherche des idées qui peuvent être testées en {months} mois."""),
    "event": passages("""
        Lors de {smes} rendez-vous individuels, les premières affaires ont été préparées.

        {person} a ouvert la journée en plaidant pour moins d’écrans et de longues pauses."""),
    "study": passages("""
        Deux tiers des entreprises travaillent avec une université, mais peu d’entre elles ont
        signé un contrat.

        Le rapport compte {n} pages ; un résumé existe en {partners} langues."""),
    "partnership": passages("""
        Un secrétariat commun ouvrira ses portes à {city} d’ici {months} mois.

        {person} sera la voix du partenariat pendant la première année."""),
    "result": passages("""
        La moitié des entreprises n’avait encore jamais travaillé au-delà d’une frontière.

        Sur {million} millions d’euros, la plus grande part est allée aux petites entreprises."""),
    "portrait": passages("""
        Son premier projet, {project}, est né avec {partners} entreprises autour d’une table.

        Que ferait {person} autrement ? « Écouter d’abord les petites entreprises. »"""),
    "training": passages("""
        Les participants paient seulement leur voyage ; {project} prend en charge la formation.

        Les documents peuvent être utilisés librement par d’autres clusters."""),
}
_TOPICS = {
    "agri-food": passages(
        "Des laiteries de la région de {city} suivent chaque palette par capteur."
    ),
    "textiles": passages("Des tissages transforment de vieux vêtements de travail en fil."),
    "photonics": passages("Autour de {city}, les opticiens partagent une salle blanche."),
    "hydrogen": passages("Le premier électrolyseur alimente des bus et une verrerie à {city}."),
    "timber": passages(
        "Des menuisiers construisent des salles de classe en épicéa près de {city}."
    ),
    "space": passages("Des images satellites disent aux vignerons quels rangs ont soif."),
    "packaging": passages("Une barquette en fibre de tomate remplace le plastique à {city}."),
    "mobility": passages("Les transporteurs partagent leurs trajets à vide, un sur huit déjà."),
    "circular": passages("Ce que jette une entreprise de {city} sert de matière à sa voisine."),
    "health": passages("Des maisons de retraite de {city} testent un sol qui détecte les chutes."),
    "semiconductors": passages("Les fabricants de puces cherchent {n} techniciens à {city}."),
    "maritime": passages("Les chantiers navals équipent les ferrys de batteries d’anciens bus."),
    "manufacturing": passages("De vieux tours reçoivent des capteurs au lieu d’être remplacés."),
    "digital": passages("Les fournisseurs de {city} partagent leurs données sans les céder."),
    "bioeconomy": passages("Paille, algues et noyaux d’olive : tout sera utilisé près de {city}."),
    "tourism": passages("Les auberges partagent un guichet et une navette électrique à {city}."),
}
_GENERAL = passages("""
    {cluster} travaille depuis plus de {partners} ans avec ses partenaires régionaux.

    {person}, {role} chez {cluster}, parle d’« une somme modeste au long écho ».

    La coopération avec {other} sera étendue à {partners} autres régions.

    Pour les petites entreprises, le coût du voyage reste le premier obstacle.

    Les chaînes de valeur de la filière {topic} suivent rarement les frontières des programmes.

    D’ici {months} mois, les partenaires veulent savoir si le modèle peut vivre seul.

    Plus de {n} personnes suivent les travaux de {cluster} par lettre d’information.

    À {city}, les bancs d’essai ouvrent aussi leurs portes aux petites entreprises.""")
_ITEMS = passages("""
    deux visites d’entreprises à {city}

    un guide gratuit pour les responsables de clusters

    des chèques pour les {smes} premières entreprises

    un examen par les pairs avec {other}

    un groupe de travail sur la filière {topic}""")
_TABLE = (
    ("Entreprises accompagnées", "{smes}"),
    ("Partenaires", "{partners}"),
    ("Budget total", "{million} millions d’euros"),
    ("Durée", "{months} mois"),
)

FRENCH = Phrases(
    titles=_TITLES,
    openings=_OPENINGS,
    follow_ups=_FOLLOW_UPS,
    topics=_TOPICS,
    general=_GENERAL,
    headings=("La suite", "Contexte", "Qui peut participer", "Le programme"),
    items=_ITEMS,
    table=_TABLE,
    quotes=passages("""
        Un cluster, c’est ce qui reste quand le financement est terminé.

        Nous avons appris à parler de nos échecs, et le deuxième projet a coûté moins cher."""),
    sources=("Plus de détails dans le |rapport sur la filière {topic}| et auprès de {cluster}.",),
    contacts=("Pour en savoir plus, veuillez contacter {person}, {role} :",),
    roles=("responsable de projet", "directrice du cluster", "chargé de mission"),
    captions=("Visite d’entreprise à {city}",),
    subtitles=("La filière {topic} veut apprendre de ses voisins",),
)
