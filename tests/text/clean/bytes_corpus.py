"""Bodies as they come damaged, and what their writers wrote: declared wrongly, late or not at all, garbled, escaped.

Sentences of our own; written before the rules were looked at again. `BYTES` are whole bodies with the charset that was
declared with them, `STRINGS` what a decoded body may hold.
"""

from typing import Final, NamedTuple

CZECH: Final = "Rada v úterý rozhodla, že starou přístavní zeď postaví znovu ještě před zimou, řekla starostka. "
POLISH: Final = "Rada postanowiła we wtorek odbudować stary mur portowy jeszcze przed zimą, powiedziała burmistrz. "
GERMAN: Final = "Der Stadtrat stimmte dafür, die Hafenmauer für 4,2 Millionen Euro neu zu bauen, sagte sie. "
FRENCH: Final = "Le conseil a décidé mardi de reconstruire le vieux mur du port avant l’hiver, a déclaré la maire. "
SPANISH: Final = "El consejo decidió reconstruir el muro; «será más alto», dijo la alcaldesa el martes por la mañana. "
TURKISH: Final = "Meclis salı günü eski liman duvarını kıştan önce yeniden inşa etmeye karar verdi, dedi başkan. "
RUSSIAN: Final = "Совет решил во вторник восстановить старую стену порта до наступления зимы, сообщила мэр города. "
UKRAINIAN: Final = "Рада вирішила у вівторок відбудувати стару стіну порту ще до настання зими, це чотири мільйони. "
GREEK: Final = "Το συμβούλιο αποφάσισε την Τρίτη να ξαναχτίσει τον παλιό τοίχο του λιμανιού πριν από τον χειμώνα. "
HEBREW: Final = "המועצה החליטה ביום שלישי לבנות מחדש את חומת הנמל הישנה לפני החורף, אמרה ראש העיר. "
ARABIC: Final = "قرر المجلس يوم الثلاثاء إعادة بناء جدار الميناء القديم قبل الشتاء، وقالت رئيسة البلدية ذلك. "
THAI: Final = "สภาเมืองลงมติเมื่อวันอังคารให้สร้างกำแพงท่าเรือเก่าขึ้นใหม่ก่อนฤดูหนาว นายกเทศมนตรีกล่าว "
CHINESE: Final = "市议会周二决定在冬天之前重建旧港口的围墙，市长说工程将耗资四百万。"
TAIWANESE: Final = "市議會週二決定在冬天之前重建舊港口的圍牆，市長說工程將耗資四百萬。"
JAPANESE: Final = "市議会は火曜日、冬までに古い港の壁を建て直すことを決めた。費用は四百万になると市長は述べた。"
KOREAN: Final = "시의회는 화요일 겨울이 오기 전에 오래된 항구의 벽을 다시 짓기로 결정했다고 시장이 말했다. "
ENGLISH: Final = "The council voted on Tuesday to rebuild the wall – “at last”, said the mayor’s aide, for €4 million. "


class Body(NamedTuple):
    """Bytes, the charset that is declared with them, and their text."""

    about: str
    data: bytes
    declared: str | None
    text: str


class Line(NamedTuple):
    """A string, and what it was meant to be."""

    about: str
    given: str
    text: str


def _page(text: str, head: str) -> str:
    return f"<html><head>{head}</head><body><p>{text}</p></body></html>"


def _undeclared() -> list[Body]:
    found: list[Body] = []
    for text, codecs in (
        (CZECH, "utf-8 cp1250 iso8859-2"),
        (POLISH, "utf-8 cp1250 iso8859-2"),
        (GERMAN, "utf-8 cp1252"),
        (FRENCH, "utf-8 cp1252"),
        (SPANISH, "utf-8 cp1252"),
        (ENGLISH, "utf-8 cp1252"),
        (TURKISH, "utf-8 cp1254"),
        (RUSSIAN, "utf-8 cp1251 koi8-r cp866"),
        (UKRAINIAN, "utf-8 cp1251 koi8-u"),
        (GREEK, "utf-8 cp1253 iso8859-7"),
        (HEBREW, "utf-8 cp1255"),
        (ARABIC, "utf-8 cp1256"),
        (THAI, "utf-8 cp874"),
        (CHINESE, "utf-8 gb18030"),
        (TAIWANESE, "utf-8 big5"),
        (JAPANESE, "utf-8 shift_jis euc_jp iso2022_jp"),
        (KOREAN, "utf-8 cp949"),
    ):
        for codec in codecs.split():
            found += [
                Body(f"undeclared {codec}, a paragraph", (text * 5).encode(codec), None, text * 5),
                Body(f"undeclared {codec}, a sentence", text.encode(codec), None, text),
            ]
    return found


def _utf16() -> list[Body]:
    found: list[Body] = []
    for about, text in (("English", ENGLISH), ("Russian", RUSSIAN), ("Chinese", CHINESE), ("Arabic", ARABIC)):
        for codec in ("utf-16-le", "utf-16-be"):
            data = (text * 4).encode(codec)
            found += [
                Body(f"{codec} without a mark, {about}", data, None, text * 4),
                Body(f"{codec} without a mark, declared, {about}", data, "utf-16", text * 4),
                Body(f"{codec} without a mark, declared utf-8, {about}", data, "utf-8", text * 4),
                Body(f"{codec} with its mark, declared utf-8, {about}", _mark(codec) + data, "utf-8", text * 4),
            ]
    return found


def _mark(codec: str) -> bytes:
    return "\ufeff".encode(codec)


def _misdeclared() -> list[Body]:
    rows = (
        (CZECH, "utf-8", "iso-8859-1"), (CZECH, "utf-8", "windows-1250"), (RUSSIAN, "utf-8", "windows-1251"),
        (JAPANESE, "utf-8", "shift_jis"), (KOREAN, "utf-8", "euc-kr"), (CHINESE, "utf-8", "gb2312"),
        (ENGLISH, "cp1252", "iso-8859-1"), (ENGLISH, "cp1252", "us-ascii"), (ENGLISH, "cp1252", "utf-8"),
        (CZECH, "cp1250", "utf-8"), (RUSSIAN, "cp1251", "utf-8"), (RUSSIAN, "cp1251", "iso-8859-1"),
        (RUSSIAN, "koi8-r", "iso-8859-1"), (RUSSIAN, "koi8-r", "windows-1251"), (RUSSIAN, "cp1251", "koi8-r"),
        (GREEK, "cp1253", "iso-8859-1"), (HEBREW, "cp1255", "iso-8859-8"), (TURKISH, "cp1254", "iso-8859-9"),
        (THAI, "cp874", "tis-620"), (CHINESE, "gb18030", "gb2312"), (TAIWANESE, "big5", "big5-hkscs"),
        (JAPANESE, "cp932", "shift_jis"), (JAPANESE, "shift_jis", "utf-8"), (JAPANESE, "euc_jp", "shift_jis"),
        (KOREAN, "cp949", "ks_c_5601-1987"), (ENGLISH, "mac_roman", "macintosh"), (FRENCH, "utf-8", "no-such-charset"),
    )  # fmt: skip
    return [Body(f"{codec} declared {said}", (text * 5).encode(codec), said, text * 5) for text, codec, said in rows]


def _metas() -> list[Body]:
    meta = '<meta charset="{}">'
    old = '<meta http-equiv="Content-Type" content="text/html; charset={}">'
    filler = "<style>" + "p { margin: 0 } " * 80 + "</style>"
    rows = (
        ("meta", RUSSIAN, "cp1251", meta.format("windows-1251")),
        ("meta of old", RUSSIAN, "koi8-r", old.format("koi8-r")),
        ("meta after 1.3 kB", RUSSIAN, "cp1251", filler + meta.format("windows-1251")),
        ("meta after 6 kB", RUSSIAN, "koi8-r", filler * 5 + meta.format("koi8-r")),
        ("meta after 30 kB", CZECH, "iso8859-2", filler * 24 + old.format("iso-8859-2")),
        ("meta in a comment", CZECH, "cp1250", f"<!-- {meta.format('koi8-r')} -->" + meta.format("windows-1250")),
        ("meta in a script", CZECH, "cp1250", f"<script>x='{meta.format('koi8-r')}'</script>" + meta.format("cp1250")),
        ("meta that is wrong", CZECH, "utf-8", meta.format("iso-8859-2")),
        ("meta of utf-16 that is none", CZECH, "utf-8", meta.format("utf-16")),
        ("meta in capitals, without quotes", GREEK, "cp1253", "<META CHARSET=WINDOWS-1253>"),
    )  # fmt: skip
    found = [Body(about, _page(text * 5, head).encode(codec), None, _page(text * 5, head))
             for about, text, codec, head in rows]  # fmt: skip
    xml = f'<?xml version="1.0" encoding="iso-8859-2"?>{_page(CZECH * 5, "")}'
    return [*found, Body("declared in XML", xml.encode("iso8859-2"), None, xml)]


def _broken() -> list[Body]:
    czech = (CZECH * 5).encode()
    two = ENGLISH * 3
    return [
        Body("utf-8 cut within a letter", (CZECH * 5 + "ž").encode()[:-1], "utf-8", CZECH * 5 + "\ufffd"),
        Body("utf-8 with a stray byte", czech + b"\xff.", "utf-8", CZECH * 5 + "\ufffd."),
        Body("utf-8 with a line of windows-1252", czech + b"\n" + two.encode("cp1252"), "utf-8", f"{CZECH * 5}\n{two}"),
        Body("windows-1252 with a line of utf-8", two.encode("cp1252") + b"\n" + GERMAN.encode(), None,
             f"{two}\n{GERMAN}"),
        Body("utf-8 of surrogates (CESU-8)", "Sun \ud83d\ude00. ".encode("utf-8", "surrogatepass") + czech, "utf-8",
             "Sun \U0001f600. " + CZECH * 5),
        Body("NUL in Java's utf-8", b"Sun\xc0\x80 today. " + czech, "utf-8", "Sun today. " + CZECH * 5),
        Body("NUL bytes", b"The wall\x00 fell.\x00\x00", None, "The wall fell."),
        Body("two files with marks", b"\xef\xbb\xbfOne.\n\xef\xbb\xbfTwo \xc5\xbe.", None, "One.\nTwo \u017e."),
        Body("a mark of utf-8, windows-1252 after it", b"\xef\xbb\xbf" + two.encode("cp1252"), None, two),
        Body("iso-8859-1 with Windows' quotes", b"It\x92s a caf\xe9 \x96 \x93open\x94 all day.", "iso-8859-1",
             "It’s a café – “open” all day."),
    ]  # fmt: skip


BYTES: Final = (*_undeclared(), *_utf16(), *_misdeclared(), *_metas(), *_broken())


def _garbled(text: str, *codecs: str) -> str:
    for codec in codecs:
        text = text.encode("utf-8").decode(codec)
    return text


STRINGS: Final = (
    *(
        Line(f"utf-8 read as {' and '.join(codecs)}: {text[:12]}", _garbled(text, *codecs), text)
        for text in (ENGLISH, CZECH, GERMAN, FRENCH, SPANISH)
        for codecs in (("latin-1",), ("latin-1", "latin-1"))
    ),
    *(
        Line(f"utf-8 read as cp1252: {text[:12]}", _garbled(text, "cp1252"), text)
        for text in (ENGLISH.replace("”", '"'), GERMAN, SPANISH)
    ),
    Line("Russian read as cp1251", _garbled("Совет решил ещё в мае.", "cp1251"), "Совет решил ещё в мае."),
    Line("one garbled word", "The minister\u00e2\u20ac\u2122s plan is “sound”.", "The minister’s plan is “sound”."),
    Line("garbled and escaped", "The minister&acirc;&euro;&trade;s plan.", "The minister’s plan."),
    Line("escaped once", "Marks &amp; Spencer &quot;up&quot; 5&nbsp;%", 'Marks & Spencer "up" 5 %'),
    Line("escaped twice", "Marks &amp;amp; Spencer &amp;#8217;up&amp;rsquo;", "Marks & Spencer ’up’"),
    Line("escaped four times", "AT&amp;amp;amp;amp;T", "AT&T"),
    Line("escaped as for Windows", "It&#146;s &#x93;open&#x94;", "It’s “open”"),
    Line("a reference to a half", "Sun &#55357;&#56832; today", "Sun 😀 today"),
    Line("a reference to nothing", "A&#0;B &#x110000; C", "A\ufffdB \ufffd C"),
    Line("not a reference", "R&D at AT&T; copy&paste &nonsense;", "R&D at AT&T; copy&paste &nonsense;"),
    Line("a lone half", "Sun \ud83d today", "Sun \ufffd today"),
    Line("two halves", "Sun \ud83d\ude00 today", "Sun 😀 today"),
    Line("bidi controls", "\u202eabc\u202c \u2066x\u2069\u200e", "abc x"),
    Line("soft hyphens", "mobili\u00adsa\u00adtion", "mobilisation"),
    Line("zero-width", "pass\u200bword\ufeff and\u2060 more", "password and more"),
    Line("joiners of Persian", "می\u200cشود", "می\u200cشود"),
    Line("joiners of emoji", "👩\u200d👧 won", "👩\u200d👧 won"),
    Line("decomposed", "Zu\u0308rich, Łódz\u0301, 각".replace("각", "\u1100\u1161\u11a8"), "Zürich, Łódź, 각"),
    Line("no-break spaces", "Mr\u00a0Lee paid 300\u00a0000", "Mr Lee paid 300\u202f000"),
    Line("IBM's next line, Windows' ellipsis", "One\u0085 two", "One… two"),
    Line("typography that is meant", "“Yes” – he’s ‘in’… — 5′ 6″ ½ №5 €3 ﷼", "“Yes” – he’s ‘in’… — 5′ 6″ ½ №5 €3 ﷼"),
    Line("letters that look garbled and are not", "Ã é o til; “Â” é uma letra, disse José.",
         "Ã é o til; “Â” é uma letra, disse José."),
    Line("a name in capitals with marks", "SÃO PAULO – AÇÃO NA ÓPERA É “ÓTIMA”", "SÃO PAULO – AÇÃO NA ÓPERA É “ÓTIMA”"),
    Line("ligatures", "The oﬃce of the ﬁrst", "The office of the first"),
    Line("full width", "ＡＢＣ１２３ 市", "ＡＢＣ１２３ 市"),
    Line("private use of icon fonts", "\ue012 Share \uf09a", "Share"),
    Line("a carriage return alone", "One.\rTwo.", "One.\nTwo."),
    Line("backspace and escape codes", "The \x1b[1mwall\x1b[0m fell\x08.", "The wall fell."),
)  # fmt: skip
