"""Which language a text is in; `und` rather than a wrong one."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from schemas.article import Language

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

UNDETERMINED: Final = Language(tag="und", confidence=0)

WINDOW: Final = 300
"""Characters looked at in a place; a text of more than one window is looked at in several."""
_FEWEST_LETTERS: Final = 24
_FEWEST_SIGNS: Final = 8
_ALPHABETS: Final = "\u0370"
"""In scripts beyond Latin fewer letters tell."""
_SURE: Final = 0.6
_CERTAIN: Final = 0.9
_LOOKS: Final = 6
"""In how many places a text is looked at whose beginning, middle and end are not of one language ..."""
_AGREE: Final = 5
"""... and how many of them must agree: a quotation or a note in another language makes no mixed text."""
_LETTER: Final = re.compile(r"[^\W\d_]")
_NOISE: Final = re.compile(r"https?://\S+|\S+@\S+|[\d_]+")
_TAG: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_].*)?")

NEWS_LANGUAGES: Final = tuple(
    """
    af am ar as az be bg bn br bs ca cs cy da de el en es et eu fa fi fr fy ga gd gl gu he hi hr ht hu hy id is it ja
    ka kk kk km kn ko ku ky lb lo lt lv mg mk ml mn mr ms mt nb ne nl nn no oc or pa pl ps pt qu ro ru rw sdh se si sk
    sl sq sr sv sw ta te th tg tk tl tr tt ug uk ur uz vi xh yo zh zu ha ig jv my om sn so
    """.split()  # noqa: SIM905
)
"""Languages that news is published in. Those that no outlet writes (Latin, Esperanto, Volapük) only draw errors."""

_NAMED: Final = {"sdh": "ckb"}
"""The model's Southern Kurdish is what it makes of the Central Kurdish that news is written in."""

_ENGLISH: Final = frozenset(
    """
    the of and to a in that is was were for on with as at by from it its he his she her they their an are be been has
    have had who which will would not or but this after said more than about out into over
    """.split()  # noqa: SIM905
)
_WORDS_ENOUGH: Final = 30
_ENGLISH_SHARE: Final = 0.15
_ONLY_ENGLISH: Final = frozenset(
    """
    the and that with from said were this which they their been would who after about what when there these by his
    has have its because could before through against while people years she than into only other during where for are
    our you your we be
    """.split()  # noqa: SIM905
)
"""English needs no model: a fifth to a third of its running words are common ones, and some of them nobody else's."""

_GROUPS: Final = {
    "no": frozenset({"no", "nb", "nn"}),
    "sh": frozenset({"hr", "bs", "sr", "sh"}),
    "ms": frozenset({"id", "ms"}),
    "tl": frozenset({"fil", "tl"}),
    "he": frozenset({"he", "iw"}),
}
"""Languages that a short text can hardly be told apart by, under the tag of the macrolanguage (ISO 639-3)."""
_GROUP_OF: Final = {tag: macro for macro, group in _GROUPS.items() for tag in group}


@cache
def _identifier() -> "LanguageIdentifier":
    """The model, read at the first use: 0.2 s."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    found.set_languages([tag for tag in NEWS_LANGUAGES if tag in set(found.labels)])
    return found


def clean_tag(tag: str | None) -> str | None:
    """A language tag in its usual form (`EN_gb` is `en-GB`); `None` for what is none.

    >>> clean_tag("EN_gb"), clean_tag("zh-hant-TW"), clean_tag("english")
    ('en-GB', 'zh-Hant-TW', None)
    """
    match = _TAG.fullmatch((tag or "").strip())
    if match is None or match[1].lower() in ("und", "mul", "zxx"):
        return None
    parts = [match[1].lower()]
    if match[2]:
        parts.append(match[2].title())
    if match[3]:
        parts.append(match[3].upper())
    return "-".join(parts)


def _alike(one: str, two: str) -> bool:
    return _GROUP_OF.get(one, one) == _GROUP_OF.get(two, two)


_NO_WORDS: Final = ("und", 0.0)


def _told(sample: str) -> tuple[str, float]:
    """The likeliest language of a sample, and how likely; where only near relatives share it, their macrolanguage.

    `und` with 0 for one with hardly any letters.
    """
    low = sample.lower()
    words = low.split()
    if (
        len(words) >= _WORDS_ENOUGH
        and len(_ONLY_ENGLISH.intersection(words)) >= 3
        and len([word for word in words if word in _ENGLISH]) >= len(words) * _ENGLISH_SHARE
    ):
        return "en", 1.0
    # The model has seen few capitals: to it a text in nothing else is in no language.
    sample = _NOISE.sub(" ", low if sample.isupper() else sample)
    letters = _LETTER.findall(sample)
    if len(letters) < _FEWEST_LETTERS and not (len(letters) >= _FEWEST_SIGNS and letters[0] > _ALPHABETS):
        return _NO_WORDS
    ranked = _identifier().rank(sample)
    first, confidence = str(ranked[0][0]), float(ranked[0][1])
    first = _NAMED.get(first, first)
    if confidence >= _SURE or first not in _GROUP_OF:
        return first, confidence
    macro = _GROUP_OF[first]
    return macro, sum(float(share) for tag, share in ranked[:6] if tag in _GROUPS[macro])


def _agreed(told: list[tuple[str, float]]) -> tuple[str, float] | None:
    """What samples are in: that of the surest, if most that have words agree with it; `None` if they do not."""
    worded = sorted((one for one in told if one != _NO_WORDS), key=lambda one: -one[1])
    for best in worded:
        agreeing = sum(_alike(best[0], tag) for tag, _ in worded)
        if agreeing * _LOOKS >= len(worded) * _AGREE:
            return best[0], min(best[1], round(agreeing / len(worded), 2))
    return None if worded else _NO_WORDS


def _of_places(text: str) -> tuple[str, float] | None:
    """What a text of more than one window is in; `None` where it is in several languages."""
    size = min(WINDOW, len(text) // 3)
    told = [_told(text[at : at + size]) for at in (0, (len(text) - size) // 2, len(text) - size)]
    if found := _agreed(told):
        return found
    if len(text) < WINDOW * _LOOKS // 2:
        # Too little in each of six places to tell by: only what is certain counts against the others.
        return _agreed([one for one in told if one[1] >= _CERTAIN] or told)
    size = min(WINDOW, len(text) // _LOOKS)
    return _agreed([_told(text[at : at + size]) for at in range(0, len(text) - size + 1, len(text) // _LOOKS)][:_LOOKS])


def find_language(text: str, hint: str | None = None) -> Language:
    """The language of a text as a BCP 47 tag with a confidence.

    `und` for a text that is too short or unsure, or in several languages (looked at in three places, and in six where
    these differ). A hint (a tag that
    the source gave) lends its script and region where it agrees ("en-GB"), decides where the text alone does not, and
    is overruled by a text that clearly speaks another language.

    >>> find_language("The minister said on Friday that the bridge would be closed for two weeks.").tag
    'en'
    >>> find_language("OK"), find_language("OK", "en-GB").tag
    (Language(tag='und', confidence=0.0), 'en-GB')
    """
    given = clean_tag(hint)
    told = _told(text) if len(text) <= WINDOW * 4 // 3 else _of_places(text)
    if told is None:
        return UNDETERMINED
    unsure = UNDETERMINED if given is None or not _LETTER.search(text) else Language(tag=given, confidence=0.5)
    if told == _NO_WORDS:
        return unsure
    tag, confidence = told
    if given is not None and _alike(given.partition("-")[0], tag):
        return Language(tag=given, confidence=max(confidence, 0.5))
    if confidence < _SURE:
        return unsure
    return Language(tag=tag, confidence=confidence)
