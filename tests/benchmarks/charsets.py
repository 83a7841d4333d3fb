"""Damaged bodies made good, beside charset-normalizer and chardet with ftfy after them; exact texts only.

    python -m tests.benchmarks.charsets [--failed]

The bodies are `tests/text/clean/bytes_corpus.py`, of our own writing, and, on which no rule was made, Django's messages
(see `languages`) in the older charsets of their languages, undeclared. The rivals are told the declared charset, too:
they try it strictly first (a byte order mark goes before it) and detect where it fails or there is none.
"""

import argparse
import codecs
import sys
import time
from collections.abc import Callable, Iterator, Sequence

from tests.benchmarks.borrowed import borrow, wheel_of
from tests.benchmarks.languages import DJANGO, messages, samples
from tests.text.clean.bytes_corpus import BYTES, STRINGS, Body
from worker.text.clean.charset import decode_body
from worker.text.clean.mend import mend

LEGACY = {
    "cp1252": "de fr es pt it sv da nb fi nl is ca",
    "cp1250": "cs sk pl hu hr sl",
    "iso8859-2": "cs sk pl hu hr sl",
    "cp1251": "ru uk bg sr be mk",
    "koi8-r": "ru",
    "koi8-u": "uk",
    "cp1253": "el",
    "cp1254": "tr",
    "cp1255": "he",
    "cp1256": "ar",
    "cp1257": "lt lv et",
    "cp874": "th",
    "gb18030": "zh_Hans",
    "big5": "zh_Hant",
    "shift_jis": "ja",
    "euc_jp": "ja",
    "cp949": "ko",
}
"""Charsets and Django's locales that were written in them."""
TYPICAL = str.maketrans("șțȘȚ", "şţŞŢ")
CHARDET = "chardet==7.7.0"
Read = Callable[[bytes, str | None], str]
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def _declared(data: bytes, declared: str | None) -> str | None:
    for mark, codec in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    try:
        return data.decode(declared) if declared else None
    except (LookupError, UnicodeDecodeError):
        return None


def readers() -> dict[str, Read]:
    """Ours and theirs."""
    borrow("charsets", [CHARDET])
    import chardet  # type: ignore[import-not-found,unused-ignore]
    from charset_normalizer import from_bytes
    from ftfy import TextFixerConfig, fix_text

    # Typography stays as it is: else most of the texts would count as changed.
    as_meant = TextFixerConfig(uncurl_quotes=False, fix_character_width=False, unescape_html=True)

    def normalizer(data: bytes, declared: str | None) -> str:
        text = _declared(data, declared)
        if text is None:
            best = from_bytes(data).best()
            text = str(best) if best else data.decode("utf-8", "replace")
        return str(fix_text(text, as_meant))

    def detector(data: bytes, declared: str | None) -> str:
        text = _declared(data, declared)
        if text is None:
            text = data.decode(chardet.detect(data)["encoding"] or "utf-8", "replace")
        return str(fix_text(text, as_meant))

    def ours(data: bytes, declared: str | None) -> str:
        return mend(decode_body(data, declared).text).text

    return {"copydesk": ours, "charset-normalizer, ftfy": normalizer, "chardet, ftfy": detector}


def _flat(text: str) -> str:
    return " ".join(text.replace("\u202f", " ").split())


def _django() -> Iterator[Body]:
    """Messages of about 120 and 500 letters, ten of each charset, language and length; not all can be encoded."""
    texts = messages(wheel_of(DJANGO))
    for codec, locales in LEGACY.items():
        for locale in locales.split():
            for length in (120, 500):
                found = 0
                for sample in samples({locale: texts.get(locale, [])}, length):
                    text = sample.text.translate(TYPICAL)
                    try:
                        data = text.encode(codec)
                    except UnicodeEncodeError:
                        continue
                    if found < 10 and not data.isascii():
                        found += 1
                        yield Body(f"Django {locale} {codec} {length}, {length} letters", data, None, text)


def groups() -> dict[str, list[Body]]:
    """The bodies by what is wrong with them."""
    found: dict[str, list[Body]] = {}
    for body in BYTES:
        word = body.about.split()[0]
        group = (
            "undeclared, " + body.about.rpartition(", ")[2] if word == "undeclared"
            else "utf-16" if word.startswith("utf-16")
            else "declared wrongly" if " declared " in body.about
            else "meta and XML" if "meta" in body.about or "XML" in body.about
            else "broken bytes"
        )  # fmt: skip
        found.setdefault(group, []).append(body)
    found["garbled strings"] = [
        Body(line.about, line.given.encode("utf-8", "surrogatepass"), "utf-8", line.text) for line in STRINGS
    ]
    for body in _django():
        found.setdefault("Django, " + body.about.rpartition(", ")[2], []).append(body)
    return found


def main(arguments: Sequence[str]) -> int:
    """Print the table: bodies read exactly, of how many, and the CPU time of all."""
    parser = argparse.ArgumentParser(description="Damaged bodies made good.")
    parser.add_argument("--failed", action="store_true", help="also name those that were not")
    given = parser.parse_args(arguments)
    sets = groups()
    print(
        "| read exactly | " + " | ".join(f"{name} ({len(some)})" for name, some in sets.items()) + " | all | CPU ms |"
    )
    print("|---|" + "--:|" * (len(sets) + 2))
    for name, read in readers().items():
        cells: list[str] = []
        failed: list[str] = []
        right = 0
        begun = time.process_time()
        for some in sets.values():
            good = 0
            for body in some:
                if _flat(read(body.data, body.declared)) == _flat(body.text):
                    good += 1
                else:
                    failed.append(body.about)
            right += good
            cells.append(str(good))
        took = (time.process_time() - begun) * 1000
        whole = sum(map(len, sets.values()))
        print(f"| {name} | {' | '.join(cells)} | {right / whole:.1%} | {took / whole:.2f} a body |", flush=True)
        if given.failed:
            print("\n".join(f"  {about}" for about in failed))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
