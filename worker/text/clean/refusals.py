"""Pages that stand where an article should: errors, walls, checks of the browser."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

MOST_BLOCKS: Final = 20_000
"""No article has as many paragraphs; tables and logs have."""

LITTLE: Final = 300
"""Characters of prose beside the sign: with more a page says something else as well, and that may be the article."""

_OF_SITES: Final = re.compile(
    r"\b(?:cookies?|consent|partners|privacy|personal\s+data|advertis\w+|browser|java\s?script|subscri\w+|log\s?in|sign\s?in"
    r"|account|server|url|captcha|access|preferences|vendors|settings|support)\b",
    re.IGNORECASE,
)
"""The words in which sites speak of themselves."""

_DENSE: Final = 150
"""Characters for each such word in prose that is a site's and not a reporter's."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """How such a page begins one of its lines, and how we name it."""

    name: str
    pattern: re.Pattern[str]


def _sign(name: str, pattern: str) -> _Sign:
    return _Sign(name, re.compile(pattern, re.IGNORECASE))


_SIGNS: Final = (
    _sign(
        "an error page",
        r"(?:error\s+)?(?:400|401|403|404|410|429|451|500|502|503|504)\b(?:\s*[-:–—|.]?\s*(?:error\b|(?:page\s+"
        r"|file\s+)?not\s+found|forbidden|gone|bad\s+(?:request|gateway)|unauthori[sz]ed|internal\s+server"
        r"|service\s+(?:temporarily\s+)?unavailable|gateway\s+time|too\s+many|unavailable\s+(?:for|due)\b)|\s*\Z)",
    ),
    _sign(
        "an error page",
        r"(?:page|file|article|story|content)\s+(?:not\s+found|(?:is\s+)?no\s+longer\s+available|does\s+not\s+exist"
        r"|(?:could|can)\s?not\s+be\s+found)\b[\s.!]*\Z",
    ),
    _sign(
        "an error page",
        r"(?:oops|sorry|we(?:[’']re|\s+are)\s+sorry)\b.{0,60}\b(?:page|link|article|url"
        r"|content)\b.{0,60}\b(?:not\s+(?:be\s+)?found|exist|find|missing|broken|unavailable|moved|available)\b",
    ),
    _sign(
        "an error page",
        r"the\s+(?:requested\s+)?(?:page|url|resource|article)\b.{0,60}\b(?:was\s+not\s+found"
        r"|could\s+not\s+be\s+found|cannot\s+be\s+found|does\s+not\s+exist|no\s+longer\s+exists?)\b",
    ),
    _sign(
        "an error page",
        r"(?:internal\s+server\s+error|bad\s+gateway|service\s+(?:temporarily\s+)?unavailable|gateway\s+time-?out"
        r"|too\s+many\s+requests)[\s.!]*\Z",
    ),
    _sign(
        "a refusal",
        r"(?:access\s+(?:to\s+this\s+page\s+has\s+been\s+|is\s+)?(?:denied|blocked|forbidden)\s*(?:[.!:|–-]|\Z|by\b|because\b)"
        r"|forbidden[\s.!]*\Z"
        r"|you\s+(?:don[’']?t|do\s+not)\s+have\s+permission\s+to\s+access\b|you\s+have\s+been\s+blocked\b"
        r"|request\s+(?:blocked|unsuccessful)[\s.!]*\Z)",
    ),
    _sign(
        "a refusal",
        r"(?:this\s+(?:content|site|page|website|article)\s+is\s+(?:currently\s+)?(?:not|un)\s?available\s+(?:in"
        r"|to\s+(?:visitors|users|readers)\s+in)\s+(?:your|most|the|european)\b"
        r"|we\s+recogni[sz]e\s+you\s+are\s+attempting\s+to\s+access\s+this\s+website\s+from\b"
        r"|unavailable\s+(?:due\s+to|for)\s+legal\s+reasons)",
    ),
    _sign(
        "a check of the browser",
        r"(?:please\s+)?(?:verify|confirm|prove)\s+(?:that\s+)?you\s+are\s+(?:a\s+human|human"
        r"|not\s+a\s+(?:ro)?bot)\b|are\s+you\s+a\s+(?:ro)?bot\?|checking\s+(?:your\s+browser"
        r"|if\s+the\s+site\s+connection)\b|just\s+a\s+moment\W*\Z|(?:please\s+)?complete\s+the\s+(?:captcha"
        r"|security\s+check)\b|pardon\s+our\s+interruption\b|attention\s+required\W",
    ),
    _sign(
        "a check of the browser",
        r"(?:(?:please|you\s+need\s+to|to\s+continue,?\s+please)\s+)?(?:enable|turn\s+on|allow"
        r"|activate)\s+(?:java\s?script|cookies)\b(?!.*\b(?:watch|videos?|comments?|poll|map)\b)"
        r"|java\s?script\s+(?:is\s+(?:disabled|required|not\s+(?:enabled"
        r"|available))|must\s+be\s+enabled)\b|this\s+(?:site|page|website|app)\s+(?:requires"
        r"|needs)\s+(?:java\s?script|cookies)\b|your\s+browser\s+(?:is\s+(?:out\s+of\s+date|not\s+supported"
        r"|outdated)|does\s+not\s+support)\b",
    ),
    _sign(
        "a consent wall",
        r"(?:we\s+(?:and\s+our\s+(?:\d+\s+)?partners\s+)?(?:use|store)\s+(?:cookies|and/or\s+access)\b"
        r"|before\s+you\s+continue\s+to\b|we\s+value\s+your\s+privacy\b|your\s+privacy\s+(?:matters|choices"
        r"|is\s+important)\b|(?:accept|manage)\s+(?:all\s+)?cookies\b|this\s+(?:site|website"
        r"|page)\s+uses\s+cookies\b)",
    ),
    _sign(
        "a paywall",
        r"(?:(?:please\s+)?(?:subscribe|sign\s+in|log\s?in|register|create\s+an?\s+(?:free\s+)?account)\s+(?:now\s+"
        r"|today\s+|or\s+\w+\s+)?to\s+(?:continue\s+reading|keep\s+reading|read\s+(?:the\s+(?:full|rest)|this|more"
        r"|on)|unlock|access\s+this|view\s+this)\b|this\s+(?:article|story|content|page)\s+is\s+(?:only\s+)?(?:for"
        r"|available\s+(?:only\s+)?to|reserved\s+for|exclusively\s+for)\s+(?:our\s+)?(?:subscribers|members"
        r"|registered)\b|you[’']?(?:ve|\s+have)\s+(?:reached|read)\s+your\s+(?:limit|last|\w+\s+free|monthly)\b"
        r"|to\s+continue\s+reading\b|already\s+a\s+subscriber\?)",
    ),
)


def refusal(lines: Sequence[str], prose: str) -> str | None:
    """What stands where an article should, in our words; `None` for what may be an article.

    `lines` are the lines of the body before anything was taken out, `prose` what prose is left. One of the first lines
    must say so, and little else may be said, unless it is a site that speaks of itself.

    >>> refusal(["Access Denied", "You don't have permission to access this page."], "")
    'a refusal'
    >>> refusal(["Council denies access to files"], "The council refused on Tuesday to open its files.") is None
    True
    """
    said = next(
        (sign.name for line in lines[:4] if len(line) <= 400 for sign in _SIGNS if sign.pattern.match(line)), None
    )
    if said is None or len(prose) <= LITTLE:
        return said
    looked = prose[:5000]
    return said if len(_OF_SITES.findall(looked)) * _DENSE >= len(looked) else None
