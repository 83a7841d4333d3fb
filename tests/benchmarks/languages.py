"""Which language a text is in: right, wrong and undetermined, beside py3langid and lingua, and the time that it takes.

    python -m tests.benchmarks.languages [--errors]

The texts are Django's messages in 80 languages (BSD licence, downloaded from PyPI and not kept here): sentences that
people translated, put together up to a length. They are of software, not of news, and none of the three was made on
them. Every system is scored by the primary tag; Bokmål counts as Norwegian, and so on (`SAME`). Besides: texts of two
languages, half and half, and lines without running words (names, scores), where any language at all is a guess.
"""

import argparse
import random
import re
import sys
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.borrowed import borrow, wheel_of
from worker.text.language import NEWS_LANGUAGES, find_language

DJANGO = "django==5.2.19"
LINGUA = "lingua-language-detector==2.1.1"
LENGTHS = (50, 100, 200, 400)
"""Characters of a sample, at least."""
MOST = 12
"""Samples of one language and length."""
MADE_UP = frozenset({"eo", "ia", "io", "en_AU", "en_GB", "es_AR", "es_CO", "es_MX", "es_VE", "ar_DZ", "kab", "udm"})
"""Constructed languages, variants of what is there already, and two that no identifier here knows."""
SAME = ({"no", "nb", "nn"}, {"hr", "bs", "sr", "sh"}, {"id", "ms"}, {"tl", "fil"})
NO_WORDS = (
    "Varn 2, Alder 1", "Karlsen 12, Moreau 7, Ito 3", "1. Ann Lee 2. Omar Diaz 3. Tom Reed", "GAZ 4.21 +0.3%",
    "12/11/2022 14:05", "Lee; Diaz; Reed; Okafor; Novak", "https://alder.example/2022/11/04/wall", "4-6, 6-3, 7-6 (5)",
    "Alder United - Varn City 0:2", "AA 1,204 BB 3,310 CC 98", "K. Novak 71.2, T. Reed 70.9", "+420 555 0123",
)  # fmt: skip

_MESSAGE = re.compile(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n)+)', re.MULTILINE)
_FILLED_IN = re.compile(r"%\([^)]*\)[a-z]|%[a-z]|\{[^}]*\}|<[^>]*>|&[a-z]+;|“[A-Za-z_.%() ]*”|\S*[_/@]\S*")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Sample:
    """A text and its language; "und" where it has none."""

    tag: str
    text: str


Identify = Callable[[str], str]


def _primary(tag: str) -> str:
    one = re.split("[-_]", tag)[0].lower()
    return next((min(group) for group in SAME if one in group), one)


def _joined(quoted: str) -> str:
    return "".join(line[1:-1] for line in quoted.splitlines()).replace("\\n", " ").replace('\\"', '"')


def messages(wheel: Path) -> dict[str, list[str]]:
    """Django's translated sentences by locale: those of 40 letters and more that are not the English ones."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            if not name.endswith("/LC_MESSAGES/django.po"):
                continue
            locale = name.split("/")[-3]
            for match in _MESSAGE.finditer(archive.read(name).decode("utf-8")):
                source, text = (" ".join(_FILLED_IN.sub(" ", _joined(match[part])).split()) for part in (1, 2))
                if not source:
                    continue  # the file's header
                if locale == "en":
                    text = source
                dense = min(text[:1] or "a", text[-2:-1] or "a") > "\u0900"
                if (locale == "en" or text != source) and len(_LETTER.findall(text)) >= (15 if dense else 40):
                    found[locale][text] = None
    return {locale: list(texts) for locale, texts in found.items() if locale not in MADE_UP and len(texts) >= 20}


def samples(texts: dict[str, list[str]], length: int) -> Iterator[Sample]:
    """Texts of at least a length, up to `MOST` of each language; sentences are not cut and used once."""
    for locale, sentences in sorted(texts.items()):
        order = random.Random(f"{locale} {length}").sample(sentences, len(sentences))
        at = made = 0
        while made < MOST and at < len(order):
            words: list[str] = []
            while at < len(order) and len(" ".join(words)) < length:
                words.append(order[at])
                at += 1
            text = " ".join(words)
            if len(text) >= length:
                yield Sample(_primary(locale), text)
                made += 1


def mixed(texts: dict[str, list[str]], count: int) -> Iterator[Sample]:
    """Texts of two languages, about 500 characters of each, one after the other."""
    draw = random.Random(7)
    locales = sorted(texts)
    while count:
        one, two = draw.sample(locales, 2)
        if _primary(one) == _primary(two):
            continue
        halves = [" ".join(draw.sample(texts[locale], min(len(texts[locale]), 12)))[:500] for locale in (one, two)]
        yield Sample("und", "\n\n".join(halves))
        count -= 1


def rivals() -> tuple[dict[str, Identify], frozenset[str]]:
    """The other identifiers, each with all the languages that it has; and the languages that all of them have."""
    borrow("languages", [LINGUA])
    from lingua import Language, LanguageDetectorBuilder  # type: ignore[import-not-found]
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    langid = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    every = LanguageDetectorBuilder.from_all_languages().with_preloaded_language_models().build()
    careful = LanguageDetectorBuilder.from_all_languages().with_minimum_relative_distance(0.1).build()

    def lingua(detector: object) -> Identify:
        def identify(text: str) -> str:
            found = detector.detect_language_of(text)  # type: ignore[attr-defined]
            return found.iso_code_639_1.name.lower() if found else "und"

        return identify

    known = {_primary(language.iso_code_639_1.name) for language in Language.all()}
    known &= {_primary(tag) for tag in langid.labels} & {_primary(tag) for tag in NEWS_LANGUAGES}
    return {
        "py3langid": lambda text: str(langid.classify(text)[0]),
        "lingua": lingua(every),
        "lingua, distance 0.1": lingua(careful),
    }, frozenset(known)


def _score(identify: Identify, sets: dict[str, list[Sample]], *, errors: bool) -> list[str]:
    cells: list[str] = []
    spent, characters = 0.0, 0
    for name, chosen in sets.items():
        right = wrong = 0
        confused: dict[tuple[str, str], int] = defaultdict(int)
        begun = time.process_time()
        told = [_primary(identify(sample.text)) for sample in chosen]
        spent += time.process_time() - begun
        characters += len(chosen)
        for sample, tag in zip(chosen, told, strict=True):
            right += tag == sample.tag
            if tag not in (sample.tag, "und"):
                wrong += 1
                confused[sample.tag, tag] += 1
        cells.append(f"{right / len(chosen):.1%}, {wrong / len(chosen):.1%}")
        if errors:
            worst = sorted(confused.items(), key=lambda item: -item[1])[:12]
            print(f"  {name}: {', '.join(f'{one}>{two} {times}' for (one, two), times in worst)}")
    return [*cells, f"{spent / characters * 1e6:,.0f}"]


def main(arguments: Sequence[str]) -> int:
    """Print the table: right and wrong in percent of each set (the rest is `und`)."""
    parser = argparse.ArgumentParser(description="Language identification beside py3langid and lingua.")
    parser.add_argument("--errors", action="store_true", help="also print what is taken for what")
    given = parser.parse_args(arguments)
    texts = messages(wheel_of(DJANGO))
    sets = {f"{length}+ letters": list(samples(texts, length)) for length in LENGTHS}
    sets["two languages"] = list(mixed(texts, 300))
    sets["no words"] = [Sample("und", text) for text in NO_WORDS]
    others, known = rivals()
    sets["100+, languages that all have"] = [one for one in sets["100+ letters"] if one.tag in known]
    print(f"{len(texts)} languages and scripts; {', '.join(f'{name}: {len(some)}' for name, some in sets.items())}\n")
    print("| right, wrong | " + " | ".join(sets) + " | CPU µs a text |")
    print("|---|" + "--:|" * (len(sets) + 1))
    for name, identify in {"copydesk": lambda text: find_language(text).tag, **others}.items():
        print(f"| {name} | {' | '.join(_score(identify, sets, errors=given.errors))} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
