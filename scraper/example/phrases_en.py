"""English sentence material."""

from scraper.example.phrases import Phrases, passages

_TITLES = {
    "call": passages("""
        {million} million euros for {topic} pilots in {region}

        {project} offers innovation vouchers to SMEs in {topic}

        {cluster} opens a call for joint pilot projects"""),
    "event": passages("""
        {cluster} brings {topic} companies together in {city}

        Matchmaking on {topic}: {n} bilateral meetings in one day

        Save the date: {topic} forum in {city}"""),
    "study": passages("""
        What {smes} companies say about {topic} in {region}

        {topic} in {region}: a map of {smes} companies

        New study: how clusters help {topic} firms to grow"""),
    "partnership": passages("""
        {cluster} and {other} sign a partnership

        {cluster} joins forces with {other} on {topic}

        {partners} clusters agree on a common {topic} strategy"""),
    "result": passages("""
        {project}: what {partners} partners achieved in {months} months

        {project} closes with {smes} supported companies

        Lessons from {project} for {topic} clusters"""),
    "portrait": passages("""
        Meet the cluster: {cluster}

        Five questions to {person}, {cluster}

        How {cluster} grew to {smes} members"""),
    "training": passages("""
        Training path for cluster managers starts in {city}

        {cluster} trains {n} employees in {topic}

        New skills for {topic}: {project} publishes its course"""),
}
_OPENINGS = {
    "call": passages("""
        {cluster} has opened a call for joint pilot projects in {topic}. Small and medium-sized
        enterprises from {region} can hand in their ideas until {deadline}.

        Companies that want to test an idea in {topic} can now apply for support from {project}.
        A total of EUR {million} million is available, and the call closes on {deadline}."""),
    "event": passages("""
        On {days}, {cluster} invited companies, universities and public authorities to {city}.
        Some {n} participants discussed where {topic} is heading.

        The forum in {city} on {date} showed how much has moved in {topic}. {n} guests from
        {partners} countries took part."""),
    "study": passages("""
        A survey among {smes} companies in {region} shows how {topic} has changed in
        {months} months. It was carried out by {cluster} together with two universities.

        Which companies in {region} work in {topic}, and what do they need? {cluster} asked
        {smes} of them."""),
    "partnership": passages("""
        {cluster} from {region} and {other} signed an agreement in {city} on {date}. They want
        to offer their {smes} members common services in {topic}.

        After {months} months of preparation, {partners} cluster organisations led by {cluster}
        have agreed to work together on {topic}."""),
    "result": passages("""
        {project} has come to an end. Within {months} months, {partners} partners supported
        {smes} companies in {topic}, more than they had set out to do.

        The final conference of {project} took place in {city} on {date}. {cluster} presented
        what the {partners} partners have learnt."""),
    "portrait": passages("""
        {cluster} counts {smes} members, most of them small firms from {region}. Its field is
        {topic}, its office is in {city}, and its team is younger than most machines it visits.

        {person} has led {cluster} in {region} for {partners} years. We asked about {topic},
        money and patience."""),
    "training": passages("""
        Cluster managers from {partners} countries will meet in {city} on {days} to learn from
        each other. The training path was drawn up by {cluster}.

        {cluster} and {project} have trained {n} employees of small firms in {topic}. A second
        group starts on {date}."""),
}
_FOLLOW_UPS = {
    "call": passages("""
        Each project may ask for up to EUR {n},000 and should bring together at least two partners.

        Applications are short: four pages, one budget, no annexes. {person} answers questions
        by telephone.

        The jury looks for ideas that can be tested within {months} months."""),
    "event": passages("""
        In {smes} bilateral meetings, first deals were prepared; {partners} of them led to a
        letter of intent.

        {person} opened the day with a plea for fewer slides and longer breaks.

        Visits to three test sites around {city} completed the programme."""),
    "study": passages("""
        Two thirds of the firms work with a university, but only one in {partners} has a
        contract with it.

        The authors recommend a common entry point for firms that look for test capacity.

        The full report has {n} pages; a summary is available in {partners} languages."""),
    "partnership": passages("""
        A joint secretariat in {city} will open its doors within {months} months.

        {person} will speak for the partnership in its first year.

        Members get access to the test sites of both sides at the same price."""),
    "result": passages("""
        Half of the companies had never worked across a border before.

        {person} regards the peer visits as the most useful part of the project.

        Of EUR {million} million spent, the larger part went directly to small firms."""),
    "portrait": passages("""
        Its first project, {project}, began with {partners} firms around one kitchen table.

        What would {person} do differently today? “Ask the small firms first.”

        Three out of four members have fewer than 50 employees."""),
    "training": passages("""
        Participants pay for their journey only; {project} bears the costs of the course.

        The material can be used freely by other clusters.

        {person} will teach the part on services that members are willing to pay for."""),
}
_TOPICS = {
    "agri-food": passages("""
        Dairies and fruit growers in {region} test sensors that follow a pallet from field to shop.

        New protein from peas and rapeseed was tasted by {n} visitors."""),
    "textiles": passages("""
        Weaving mills in {region} turn worn work clothes into yarn for car interiors.

        Smart textiles that measure a heartbeat are ready for the first hospital."""),
    "photonics": passages("""
        Laser and optics firms around {city} share a clean room that none could pay alone.

        A spectrometer the size of a thumb sorts plastic waste in real time."""),
    "hydrogen": passages("""
        The first electrolyser in {region} will supply buses, a glassworks and a brewery.

        Hydrogen valleys need skilled welders as much as they need wind, the partners agree."""),
    "timber": passages("""
        Joineries in {region} build stackable class rooms from beetle-damaged spruce.

        A digital log follows each beam from the forest to the roof."""),
    "space": passages("""
        Images from Earth observation tell wine growers in {region} which rows need water.

        A start-up from {city} tests a thruster that runs on nothing but water."""),
    "packaging": passages("""
        A fibre tray made from tomato stems replaces plastic at two retailers in {region}.

        Reusable transport boxes paid for themselves after {months} months."""),
    "mobility": passages("""
        Hauliers in {region} share empty runs through a common platform, one truck in eight so far.

        Inland ports along the river want to shift {n},000 containers a year to water."""),
    "circular": passages("""
        What one firm throws away is raw material for its neighbour: {smes} matches were found.

        Repair shops in {city} get spare parts from a common 3D printing service."""),
    "health": passages("""
        Nursing homes in {region} try out floor sensors that notice a fall within a second.

        Hospitals and start-ups share anonymous data under a charter of their own."""),
    "semiconductors": passages("""
        Chip makers in {region} look for {n} technicians and open their training fab to schools.

        A pilot line for silicon carbide wafers is to run within {months} months."""),
    "maritime": passages("""
        Shipyards around {city} retrofit ferries with batteries from retired buses.

        Divers are being replaced by small robots when hulls and quays are inspected."""),
    "manufacturing": passages("""
        Machine builders in {region} retrofit old lathes with sensors instead of replacing them.

        Robots that can be taught by hand lower the threshold for small workshops."""),
    "digital": passages("""
        A data space lets suppliers in {region} share quality data without giving them away.

        Three in ten small firms now use machine learning, mostly to plan maintenance."""),
    "bioeconomy": passages("""
        Olive stones, straw and algae: a bio-refinery near {city} wants to use them all.

        Farmers become suppliers of chemistry, provided that prices hold for {months} months."""),
    "tourism": passages("""
        Guest houses in {region} share one booking desk and one electric shuttle.

        Visitors are counted by sensors, so that paths can rest before they are worn."""),
}
_GENERAL = passages("""
    {cluster} has been working with partners in {region} for more than {partners} years.

    {person}, {role} at {cluster}, called it “a modest sum with a long echo”.

    Regional ministries in {region} follow the work closely and have promised to keep the rules.

    Cooperation with {other} is to be extended to {partners} further regions.

    For small firms from {region}, the cost of travel is still the largest obstacle.

    Smart specialisation is not an end in itself, said {person}, but a way to choose.

    Cross-border value chains in {topic} rarely follow the borders of programmes.

    {project} keeps a public list of the {smes} services that were tested.

    Within {months} months the partners want to know whether the model can stand alone.

    More than {n} people follow the work of {cluster} by newsletter.

    The programme was designed with the firms of {region}, not for them.

    Peer review among regions has become a habit: {other} was visited by {partners} delegations.""")
_HEADINGS = ("What comes next", "Background", "Who can take part", "The programme", "Main findings")
_ITEMS = passages("""
    two company visits in {city}

    a guide for cluster managers, free of charge

    vouchers for the first {smes} firms

    peer review with {other}

    a matchmaking platform in {partners} languages

    a working group on {topic}

    test days at {cluster}""")
_TABLE = (
    ("Supported companies", "{smes}"),
    ("Partners", "{partners}"),
    ("Total budget", "EUR {million} million"),
    ("Duration", "{months} months"),
    ("Participants", "{n}"),
)
_QUOTES = passages("""
    Nobody needs another strategy. We need two firms that trust each other and a third that watches.

    A cluster is what remains when the funding has ended.

    In {region} we learnt to talk about failure, and that made the second project cheaper.""")
_SOURCES = passages("""
    More is said in the |report on {topic}| and on the pages of {cluster}.

    The |project website of {project}| lists all partners.""")
_CONTACTS = passages("""
    For more information, please contact {person}, {role}, at

    Questions are answered by {person} of {cluster}:""")
_ROLES = ("project coordinator", "cluster manager", "head of innovation", "policy officer")
_CAPTIONS = passages("""
    Participants in {city} during a company visit

    The team of {cluster} in front of its office""")
_SUBTITLES = passages("""
    Workshop on “New services for {topic}” in {city}

    How {region} wants to learn from its neighbours""")

ENGLISH = Phrases(
    titles=_TITLES,
    openings=_OPENINGS,
    follow_ups=_FOLLOW_UPS,
    topics=_TOPICS,
    general=_GENERAL,
    headings=_HEADINGS,
    items=_ITEMS,
    table=_TABLE,
    quotes=_QUOTES,
    sources=_SOURCES,
    contacts=_CONTACTS,
    roles=_ROLES,
    captions=_CAPTIONS,
    subtitles=_SUBTITLES,
)
