"""Encodings: what is declared, what is not, and what is declared wrongly."""

from __future__ import annotations

import pytest

from archive.records import Fit
from scraper.encoding import decide

TEXTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "ru": (
        "Региональное агентство открыло реестр испытательных площадок и просит каждый кластер "
        "сообщить до конца месяца, чем он располагает.",
        ("cp1251", "koi8-r", "iso8859-5", "cp866"),
    ),
    "bg": (
        "Регионалната агенция откри регистър на изпитателните площадки и кани всеки клъстер да "
        "впише какво притежава.",
        ("cp1251",),
    ),
    "el": (
        "Η περιφερειακή υπηρεσία άνοιξε μητρώο δοκιμαστικών εγκαταστάσεων και ζητά από κάθε "
        "συστάδα να δηλώσει τι διαθέτει.",
        ("cp1253", "iso8859-7"),
    ),
    "ja": (
        "地域の機関は試験施設の登録簿を開設し、すべてのクラスターに設備を記入するよう求めている。",
        ("cp932", "euc_jp"),
    ),
    "zh": (
        "地区机构开设了试验设施登记册,并请每个集群在月底之前登记他们所拥有的设备,这是今年的第一次。",
        ("gb18030",),
    ),
    "zh-TW": (
        "地區機構開設了試驗設施登記冊,並請每個集群在月底之前登記他們所擁有的設備,這是今年的第一次。",
        ("big5",),
    ),
    "ko": (
        "지역 기관은 시험 시설의 등록부를 열었고 모든 클러스터가 "
        "월말까지 가지고 있는 장비를 등록하도록 한다.",
        ("euc_kr",),
    ),
    "tr": (
        "Bölgesel ajans deneme alanları için bir kütük açtı ve her kümeden elindekileri girmesini "
        "istiyor; çığır açan iş.",
        ("cp1254",),
    ),
    "pl": (
        "Agencja regionalna otworzyła rejestr stanowisk i prosi każdy klaster, aby do końca "
        "miesiąca wpisał to, co posiada; źródło też.",
        ("cp1250", "iso8859-2"),
    ),
    "cs": (
        "Krajská agentura otevřela rejstřík zkušebních míst a žádá každý klastr, aby do konce "
        "měsíce zapsal, co vlastní; šéf řekl.",
        ("cp1250", "iso8859-2"),
    ),
    "hu": (
        "A regionális ügynökség megnyitotta a kísérleti helyek jegyzékét, és kéri a "
        "klasztereket, hogy őszintén írják be, ami a műhelyük.",
        ("cp1250", "iso8859-2"),
    ),
    "lt": (
        "Regioninė agentūra atidarė bandymų aikštelių registrą ir prašo kiekvieną klasterį iki "
        "mėnesio pabaigos įrašyti, ką jis turi; žmonės džiaugiasi.",
        ("cp1257",),
    ),
    "ro": (
        "Agenţia regională a deschis un registru al locurilor de încercare şi roagă fiecare "
        "cluster să înscrie ce deţine.",
        ("cp1250", "iso8859-2"),
    ),
    "fr": (
        "L’agence a ouvert un registre – « naïf » – des bancs d’essai, et prie chaque pôle d’y "
        "inscrire, dès l’été, un chef-d’œuvre.",
        ("cp1252",),
    ),
    "de": (
        "Die Agentur für Prüfstände bittet „alle“ Verbünde, bis Monatsende einzutragen, was "
        "ihnen gehört; Spaß dabei.",
        ("cp1252",),
    ),
    "es": (
        "La agencia ha abierto un registro y pide a cada clúster que inscriba lo que tiene. ¿Y "
        "mañana? ¡Ñandú!",
        ("cp1252",),
    ),
}
WIDE = (
    "utf-16-le",
    "utf-16-be",
    "utf-32-le",
    "utf-32-be",
    "utf-16",
    "utf-32",
    "utf-8-sig",
    "utf-8",
)


def page(text: str, *, lang: str = "", meta: str = "", before: str = "") -> str:
    declared = f"<meta charset={meta}>" if meta else ""
    named = f" lang={lang}" if lang else ""
    return f"<html{named}><head>{before}{declared}</head><p class='x'>{text}</p></html>"


def cases() -> list[tuple[str, str]]:
    return [(lang, codec) for lang, (_, own) in TEXTS.items() for codec in (*own, *WIDE)]


@pytest.mark.parametrize(("lang", "codec"), cases())
@pytest.mark.parametrize("declared", ["", "utf-8", "own"])
def test_text_is_read_right(lang: str, codec: str, declared: str) -> None:
    text = TEXTS[lang][0]
    # Two Latin encodings that differ in three letters are told apart by the language alone.
    named = (lang,) if (lang, codec) == ("cs", "iso8859-2") else (lang, "")
    for language in named:
        meta = codec if declared == "own" else declared
        body = page(text, lang=language, meta=meta).encode(codec)
        found = decide(body, content_type=None, stated=None)
        assert found.codec is not None
        assert text in body.decode(found.codec)


@pytest.mark.parametrize("lang", TEXTS)
def test_a_header_that_lies_about_utf_8_is_not_believed(lang: str) -> None:
    body = page(TEXTS[lang][0], lang=lang, meta="iso-8859-2").encode()
    found = decide(body, content_type="text/html; charset=iso-8859-1", stated=None)
    assert found == ("utf-8", "detected", Fit.EXACT)


def test_a_declaration_far_down_is_found_where_nothing_else_helps() -> None:
    text = TEXTS["cs"][0]
    late = page(text, meta="iso-8859-2", before=f"<script>{'x' * 20_000}</script>")
    found = decide(late.encode("iso8859-2"), content_type=None, stated=None)
    assert found[:2] == ("iso8859-2", "meta")


def test_a_mark_before_something_else_is_not_believed() -> None:
    body = b"\xff\xfe" + page("plain words").encode()
    found = decide(body, content_type=None, stated=None)
    assert "plain words" in body.decode(found.codec or "")


@pytest.mark.parametrize(
    "body",
    [
        b"\0" * 50,
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xfe\xff\0",
        b"<\0",
        b"\0<\0p\0>",
        bytes(range(256)),
    ],
)
def test_odd_bytes_break_nothing(body: bytes) -> None:
    assert decide(body, content_type="text/html; charset=\0", stated=None).codec
