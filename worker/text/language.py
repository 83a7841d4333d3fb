"""Which language a text is in; `und` rather than a wrong one."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from schemas.article import Language

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

UNDETERMINED: Final = Language(tag="und", confidence=0)

WINDOW: Final = 300
"""Characters looked at in a place; a long text is looked at in two."""
_FEWEST_LETTERS: Final = 24
_SURE: Final = 0.6
_LETTER: Final = re.compile(r"[^\W\d_]")
_NOISE: Final = re.compile(r"https?://\S+|\S+@\S+|[\d_]+")
_TAG: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_].*)?")

NEWS_LANGUAGES: Final = tuple(
    """
    af am ar as az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl gu he hi hr ht hu hy id is it ja ka kk
    km kn ko ku ky lb lo lt lv mg mk ml mn mr ms mt nb ne nl nn no or pa pl ps pt qu ro ru rw se si sk sl sq sr sv
    sw ta te th tg tk tl tr tt ug uk ur uz vi xh yo zh zu ha ig jv my om sn so
    """.split()  # noqa: SIM905
)
"""Languages that news is published in. Those that no outlet writes (Latin, Esperanto, Volapük) only draw errors."""

_ENGLISH: Final = frozenset(
    """
    the of and to a in that is was were for on with as at by from it its he his she her they their an are be been has
    have had who which will would not or but this after said more than about out into over
    """.split()  # noqa: SIM905
)
_WORDS_ENOUGH: Final = 30
_ENGLISH_SHARE: Final = 0.2
_ONLY_ENGLISH: Final = frozenset(
    """
    the and that with from said were this which they their been would who after about what when there these by his
    """.split()  # noqa: SIM905
)
"""English needs no model: a fifth to a third of its running words are common ones, some of them nobody else's."""

_SAME: Final = ({"no", "nb", "nn"}, {"hr", "bs", "sr", "sh"}, {"id", "ms"}, {"fil", "tl"}, {"he", "iw"})


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
    return one == two or any(one in group and two in group for group in _SAME)


def _told(sample: str) -> tuple[str, float]:
    """The likeliest language of a sample, and how likely."""
    words = sample.lower().split()
    if (
        len(words) >= _WORDS_ENOUGH
        and len(_ONLY_ENGLISH.intersection(words)) >= 3
        and sum(word in _ENGLISH for word in words) >= len(words) * _ENGLISH_SHARE
    ):
        return "en", 1.0
    tag, confidence = _identifier().classify(sample)
    return str(tag), float(confidence)


def find_language(text: str, hint: str | None = None) -> Language:
    """The language of a text as a BCP 47 tag with a confidence.

    `und` for a text that is too short or unsure, or whose beginning and middle are in two languages. A hint (a tag that
    the source gave) lends its script and region where it agrees ("en-GB"), decides where the text alone does not, and
    is overruled by a text that clearly speaks another language.

    >>> find_language("The minister said on Friday that the bridge would be closed for two weeks.").tag
    'en'
    >>> find_language("OK"), find_language("OK", "en-GB").tag
    (Language(tag='und', confidence=0.0), 'en-GB')
    """
    given = clean_tag(hint)
    sample = _NOISE.sub(" ", text[:WINDOW])
    unsure = UNDETERMINED if given is None else Language(tag=given, confidence=0.5)
    letters = len(_LETTER.findall(sample))
    if letters < _FEWEST_LETTERS and not (letters >= 8 and sample[:1] > "\u0370"):
        return unsure if letters else UNDETERMINED
    tag, confidence = _told(sample)
    if len(text) > 3 * WINDOW:
        middle = len(text) // 2
        other, sure = _told(_NOISE.sub(" ", text[middle : middle + WINDOW]))
        if not _alike(tag, other):
            if min(confidence, sure) >= _SURE:
                return UNDETERMINED
            if sure > confidence:
                tag, confidence = other, sure
        elif sure > confidence:
            tag, confidence = other, sure
    if given is not None and _alike(given.partition("-")[0], tag):
        return Language(tag=given, confidence=max(confidence, 0.5))
    if confidence < _SURE:
        return unsure
    return Language(tag=tag, confidence=confidence)
