"""The language of texts of our own writing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.text.language import UNDETERMINED, clean_tag, find_language

TEXTS = {
    "en": "The council voted on Tuesday to rebuild the old harbour wall before winter, the mayor said.",
    "de": "Der Stadtrat stimmte am Dienstag dafür, die alte Hafenmauer noch vor dem Winter neu zu bauen.",
    "fr": "Le conseil a décidé mardi de reconstruire le vieux mur du port avant l'hiver, selon le maire.",
    "es": "El consejo decidió el martes reconstruir el viejo muro del puerto antes del invierno.",
    "pt": "O conselho decidiu na terça-feira reconstruir a velha muralha do porto antes do inverno, disse a prefeita.",
    "it": "Il consiglio ha deciso martedì di ricostruire il vecchio muro del porto prima dell'inverno.",
    "nl": "De gemeenteraad besloot dinsdag om de oude havenmuur nog voor de winter te herbouwen.",
    "pl": "Rada postanowiła we wtorek odbudować stary mur portowy jeszcze przed zimą.",
    "cs": "Rada v úterý rozhodla, že starou přístavní zeď postaví znovu ještě před zimou.",
    "ru": "Совет решил во вторник восстановить старую стену порта до наступления зимы.",
    "uk": "Рада вирішила у вівторок відбудувати стару стіну порту ще до настання зими.",
    "el": "Το συμβούλιο αποφάσισε την Τρίτη να ξαναχτίσει τον παλιό τοίχο του λιμανιού.",
    "tr": "Meclis salı günü eski liman duvarını kıştan önce yeniden inşa etmeye karar verdi.",
    "ar": "قرر المجلس يوم الثلاثاء إعادة بناء جدار الميناء القديم قبل الشتاء.",
    "he": "המועצה החליטה ביום שלישי לבנות מחדש את חומת הנמל הישנה לפני החורף.",
    "zh": "市议会周二决定在冬天之前重建旧港口的围墙。",
    "ja": "市議会は火曜日、冬までに古い港の壁を建て直すことを決めた。",
    "ko": "시의회는 화요일 겨울이 오기 전에 오래된 항구의 벽을 다시 짓기로 결정했다.",
    "hi": "परिषद ने मंगलवार को सर्दियों से पहले बंदरगाह की पुरानी दीवार को फिर से बनाने का फैसला किया।",
}


@pytest.mark.parametrize(("tag", "text"), TEXTS.items())
def test_tells(tag: str, text: str) -> None:
    language = find_language(text)
    assert language.tag == tag
    assert language.confidence >= 0.6


@pytest.mark.parametrize(("tag", "text"), TEXTS.items())
def test_a_wrong_hint_is_overruled(tag: str, text: str) -> None:
    assert find_language(text, "fi").tag == tag


@pytest.mark.parametrize(
    "text", ["", "  ", "12 345", "OK", "Varn 2 Alder 1", "https://example.org/a-long-address-here"]
)
def test_short_texts_are_undetermined(text: str) -> None:
    assert find_language(text) == UNDETERMINED


def test_a_text_in_two_languages_is_undetermined() -> None:
    assert find_language((TEXTS["en"] + " ") * 8 + (TEXTS["ru"] + " ") * 12).tag == "und"


@pytest.mark.parametrize(("one", "two"), [("en", "de"), ("fr", "en"), ("pl", "cs"), ("ar", "he"), ("zh", "ja")])
def test_halves_in_two_languages_are_undetermined(one: str, two: str) -> None:
    assert find_language(TEXTS[one] * 12 + "\n\n" + TEXTS[two] * 12).tag == "und"


@pytest.mark.parametrize("tag", ["en", "de", "ru", "zh"])
def test_a_quotation_in_another_language_makes_no_mixed_text(tag: str) -> None:
    own, other = TEXTS[tag] * 40, TEXTS["fr"] * 3
    middle = len(own) // 2
    assert find_language(f"{own[:middle]} {other} {own[middle:]}").tag == tag
    assert find_language(f"{own} {other}").tag == tag


def test_a_table_without_words_makes_no_mixed_text() -> None:
    table = "1,204 98.2 -0.3 A\n" * 40
    assert find_language(f"{TEXTS['cs'] * 12}\n\n{table}").tag == "cs"


def test_capitals_are_read() -> None:
    assert find_language(TEXTS["en"].upper()).tag == "en"
    assert find_language(TEXTS["fr"].upper()).tag == "fr"


def test_near_relatives_share_their_macrolanguage_where_they_cannot_be_told_apart() -> None:
    language = find_language("Vodi do opisa stranice koja je tu stranicu napravila za sve korisnike")
    assert language.tag in ("sh", "hr", "bs", "sr")
    assert language.confidence >= 0.6
    assert find_language("Kommunestyret vedtok i går kveld å bygge en ny kai.", "nb").tag == "nb"


def test_the_kurdish_that_news_is_written_in_has_its_tag() -> None:
    text = "ئەنجوومەنی شار لە رۆژی سێشەممە بڕیاری دا دیواری کۆنی بەندەرەکە پێش زستان دروست بکاتەوە."
    assert find_language(text).tag == "ckb"


def test_a_hint_lends_its_region() -> None:
    assert find_language(TEXTS["en"], "en_gb").tag == "en-GB"


def test_a_hint_decides_for_a_short_text() -> None:
    language = find_language("Varn 2 Alder 1", "nl")
    assert (language.tag, language.confidence) == ("nl", 0.5)


@pytest.mark.parametrize(
    ("tag", "clean"),
    [("EN", "en"), ("en_US", "en-US"), ("zh-hant-tw", "zh-Hant-TW"), ("en-US-x-private", "en-US"), ("es-419", "es-419"),
     ("english", None), ("", None), (None, None), ("und", None), ("e", None), ("12", None)],
)  # fmt: skip
def test_clean_tag(tag: str | None, clean: str | None) -> None:
    assert clean_tag(tag) == clean


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.one_of(st.none(), st.text(max_size=8)))
def test_any_text_has_a_language_or_none(text: str, hint: str | None) -> None:
    assert find_language(text, hint) == find_language(text, hint)
