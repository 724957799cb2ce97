"""Words that say that something is not so, or called off, in the languages of the EU.

Lower case, without accents (as :func:`archive.figure_words.plain` makes them).
"""

from __future__ import annotations

from archive.figure_words import plain

# Of each language, ISO 639-1.
_NEGATIONS = """
en not no never cannot none neither nor without nobody nothing
de nicht kein keine keinen keinem keiner keines nie niemals nichts ohne weder
fr ne pas non jamais aucun aucune sans rien ni
es no nunca jamas ningun ninguna ninguno sin nada tampoco
it non mai nessun nessuno nessuna senza niente nulla ne
pt nao nunca jamais nenhum nenhuma sem nada
ro nu niciodata niciun nicio fara nimic
nl niet geen nooit zonder niets noch
sv inte ej aldrig ingen inget inga utan
da ikke aldrig ingen intet uden
nb ikke aldri ingen intet uten
fi ei eivat en emme ette et ala alkaa ilman
et ei mitte pole ilma
pl nie nigdy zaden zadna zadne bez nic ani
cs ne neni nejsou nikdy zadny zadna zadne bez nic ani nebude nebudou nelze
sk nie nikdy ziadny ziadna ziadne bez nic ani nebude nebudu nemozno
sl ne ni niso nikoli nikdar brez noben nobena
hr ne nije nisu nikada bez nijedan nijedna nece
bg не няма никога без нито
el δεν δε μη μην οχι ποτε κανενας καμια κανενα χωρις
hu nem ne nincs nincsenek soha sem nelkul semmi
lt ne nera niekada be joks jokia
lv ne nav nekad bez neviens neviena
mt mhux ma qatt minghajr
ga ni nil nach gan na
"""

#: Language -> its words of negation.
NEGATIONS: dict[str, frozenset[str]] = {
    language: frozenset(map(plain, words))
    for language, *words in (line.split() for line in _NEGATIONS.split("\n") if line)
}
#: For texts of which the language is not known: what negates in one language and is no
#: everyday word in another.
ANY_NEGATION = frozenset(
    "not never cannot nicht kein keine keinen keinem keiner pas jamais nunca nao niet geen inte "
    "ikke nie nigdy neni nije не δεν nem nav nera niciodata non without ohne sans ingen".split()
)
#: Beginnings of words for cancelled and postponed.
CALLED_OFF = tuple(
    """
    cancel postpon abgesagt verschoben vertagt annul reporte aplaz suspend rinviat sospes adiad
    geannul afgelast uitgesteld odwolan przelozon zrusen odlozen installd uppskjut aflyst
    avlyst udsat peruttu siirretty elmarad torolt anulat amanat ακυρωθ αναβλη αναβαλλ отменен
    отложен otkazan odgoden odpovedan
    """.split()
)
