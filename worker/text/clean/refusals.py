"""Pages that stand where an article should: errors, walls, checks of the browser."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

MOST_BLOCKS: Final = 20_000
"""No article has as many paragraphs; tables and logs have."""

LITTLE: Final = 300
"""Characters of prose beside the sign: with more a page says something else as well, and that may be the article."""

LITTLE_BY_KIND: Final = {"an error page": 600, "a consent wall": 60}
"""Error pages show teasers of what else there is; a banner on cookies stands before many a short article."""

FIRST_LINES: Final = 4
MOST_LOOKED: Final = 200

_OF_SITES: Final = re.compile(
    r"\b(?:cookies?|consent|partners|privacy|personal\s+data|advertis\w+|browser|java\s?script|subscri\w+|log\s?in|sign\s?in"
    r"|account|server|url|captcha|access|preferences|vendors|settings|support|page|site|website|search|home\s?page"
    r"|choices|device|identifiers|browsing|cookie-\w+|partner|personenbezogene\w*|einwilligung|zustimm\w+|anzeigen|daten|datenschutz|werbung|einstellungen|abo"
    r"|partenaires|données|publicité|abonn\w+|préférences|navigateur|datos|socios|publicidad|suscri\w+|navegador"
    r"|dati|pubblicità|abbon\w+|dados|assin\w+|gegevens|advertenties|dane|zgod\w+|reklam\w*)\b",
    re.IGNORECASE,
)
"""The words in which sites speak of themselves."""

_DENSE: Final = 150
"""Characters for each such word in prose that is a site's and not a reporter's."""

_PARTED: Final = re.compile(r"\s+(?:[|·•»–—-]|::)\s+")
_EXTRA: Final = re.compile(r"[\W_]+\Z")


@dataclass(frozen=True, slots=True)
class _Sign:
    """How such a page begins one of its lines, and how we name it."""

    name: str
    pattern: re.Pattern[str]


def _sign(name: str, pattern: str) -> _Sign:
    return _Sign(name, re.compile(pattern, re.IGNORECASE))


_HEADS: Final = (
    _sign(
        "an error page",
        r"(?:(?:http\s+)?(?:error\s+)?(?:400|401|403|404|410|429|451|500|502|503|504)(?:[\s:–—|-]+(?:error|code|page|file|not"
        r"|found|forbidden|gone|bad|request|gateway|unauthori[sz]ed|internal|server|service|temporarily|unavailable|time-?out"
        r"|too|many|requests|due|to|legal|reasons|nicht|gefunden|seite|introuvable|no|encontrad[ao]|página|pagina)){0,8}"
        r"|(?:sorry,?\s+|oops,?\s+)?(?:(?:the|this|that)\s+)?(?:requested\s+)?(?:page|file|article|story|content)\s+(?:(?:was|is)\s+)?"
        r"(?:not\s+(?:be\s+)?(?:found|available)|missing|(?:is\s+)?no\s+longer\s+(?:available|exists?)|(?:does\s+not|doesn[’']t)\s+exist"
        r"|(?:could|can)(?:\s?not|[’']t|n[’']t)\s+be\s+found|unavailable)"
        r"|(?:sorry,?\s+|oops!?\s+)?we\s+can(?:[’']t|\s?not)\s+find\s+(?:that|this|the)\s+(?:page|article|story)(?:\s+you\W+re\s+looking\s+for)?"
        r"|nothing\s+(?:was\s+)?found(?:\s+here)?|not\s+found|internal\s+server\s+error|bad\s+gateway(?:\s+error(?:\s+code)?(?:\s+\d{3})?)?|gateway\s+time-?out"
        r"|service\s+(?:temporarily\s+)?unavailable|too\s+many\s+requests|(?:an?\s+)?(?:unexpected\s+)?error\s+(?:has\s+)?occurred"
        r"|(?:we[’']?re\s+|we\s+are\s+|site\s+(?:is\s+)?)?(?:down\s+for|under)\s+maintenance|something\s+went\s+wrong|domain\s+for\s+sale"
        r"|(?:die\s+|diese\s+)?(?:seite|artikel)\s+(?:wurde\s+)?(?:leider\s+)?nicht\s+(?:gefunden|verfügbar)"
        r"|(?:cette\s+|la\s+)?page\s+(?:est\s+)?(?:introuvable|non\s+trouvée|inexistante)|(?:la\s+)?página\s+no\s+(?:encontrada|existe|disponible)"
        r"|(?:la\s+)?pagina\s+(?:non\s+trovata|niet\s+gevonden|inesistente)|(?:a\s+)?página\s+não\s+(?:foi\s+)?encontrada"
        r"|(?:ta\s+)?strona\s+nie\s+(?:została\s+)?(?:znaleziona|istnieje)|nie\s+znaleziono\s+strony|страница\s+не\s+найдена"
        r"|sidan\s+(?:kunde\s+inte\s+hittas|hittades\s+inte)|siden\s+(?:ble|blev)\s+ikke\s+fun(?:net|det)|sayfa\s+bulunamadı|页面不存在|ページが見つかりません)\Z",
    ),
    _sign(
        "a refusal",
        r"(?:access\s+(?:to\s+this\s+(?:page|site|website)\s+(?:has\s+been\s+|is\s+))?(?:denied|blocked|forbidden|restricted)|forbidden"
        r"|request\s+(?:blocked|unsuccessful|rejected)|unavailable|(?:you\s+have\s+been\s+)?blocked|zugriff\s+verweigert|accès\s+refusé"
        r"|acceso\s+denegado|accesso\s+negato|acesso\s+negado|доступ\s+запрещ[её]н|dostęp\s+zabroniony)\Z",
    ),
    _sign(
        "a check of the browser",
        r"(?:just\s+a\s+moment|(?:please\s+)?wait(?:\s+a\s+moment)?|attention\s+required|pardon\s+our\s+interruption|are\s+you\s+a\s+(?:ro)?bot"
        r"|are\s+you\s+human|security\s+check|human\s+verification|robot\s+check|captcha|verify(?:ing)?\s+(?:that\s+)?you\s+are\s+(?:a\s+)?human"
        r"|checking\s+your\s+browser|ddos-guard|un\s+instant|einen\s+moment(?:\s+bitte)?|un\s+momento|java\s?script\s+(?:is\s+)?(?:disabled|required)"
        r"|(?:please\s+)?enable\s+(?:java\s?script|cookies)|unsupported\s+browser|(?:please\s+)?(?:disable|turn\s+off)\s+your\s+ad\s?-?blocker"
        r"|ad\s?-?blocker\s+detected)\Z",
    ),
    _sign(
        "a consent wall",
        r"(?:we\s+(?:value|care\s+about|respect)\s+your\s+privacy|your\s+privacy(?:\s+(?:matters|choices|is\s+important.{0,20}))?"
        r"|(?:your\s+)?(?:privacy|cookie|consent)\s+(?:choices|settings|preferences|consent|notice|wall)|before\s+you\s+continue(?:\s+to\s+.{1,40})?"
        r"|zustimmung|einwilligung|datenschutz-?einstellungen|privacy[\s-]einstellungen|vos\s+(?:choix|préférences)\s+.{0,40}cookies|consentement"
        r"|su\s+privacidad(?:\s+.{1,30})?|tu\s+privacidad\s+.{1,30}|la\s+tua\s+privacy(?:\s+.{1,30})?|a\s+sua\s+privacidade\s+.{1,30}"
        r"|privacy-?instellingen|cookie-?instellingen)\Z",
    ),
    _sign(
        "a paywall",
        r"(?:(?:please\s+)?(?:subscribe|sign\s+in|log\s?in|register|anmelden|einloggen)(?:\s+(?:now|today|to\s+(?:continue|read|keep|unlock|access)\b.{0,40}))?"
        r"|subscribers\s+only|members\s+only|premium\s+content|you\W{0,3}(?:ve|\s+have)\s+(?:reached|read|used)\s+(?:your|all)\b.{0,60})\Z",
    ),
)
"""What such pages have as title or headline, and nothing else in it."""

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
        r"(?:access\s+(?:to\s+this\s+page\s+has\s+been\s+|is\s+)?(?:denied|blocked|forbidden)\s*(?:[.!]*\Z|by\b|because\b)"
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
        r"|not\s+a\s+(?:ro)?bot)\b|are\s+you\s+a\s+(?:ro)?bot\?\Z|checking\s+(?:your\s+browser"
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
        r"|to\s+continue\s+reading\b|already\s+a\s+(?:subscriber|member)\?)",
    ),
    _sign(
        "a paywall",
        r"(?:dieser\s+(?:artikel|inhalt|text)\s+ist\s+(?:nur|exklusiv)\s+für\b|jetzt\s+weiterlesen\b|weiterlesen\s+mit\b"
        r"|(?:diesen\s+artikel\s+)?(?:jetzt\s+)?abonnieren\s+und\s+weiterlesen|(?:cet\s+article\s+est\s+|contenu\s+)?réservé\s+aux\s+abonnés"
        r"|abonnez-vous\s+pour\s+(?:lire|accéder)|il\s+vous\s+reste\s+\d+(?:[.,]\d+)?\s*%\s+de\s+cet\s+article|lire\s+la\s+suite\s+avec"
        r"|este\s+(?:artículo|contenido)\s+es\s+(?:exclusivo\s+|solo\s+)?para\s+(?:suscriptores|nuestros)|suscríbe(?:te|se)\s+para\s+(?:seguir|leer|continuar)"
        r"|(?:articolo|contenuto)\s+riservato\s+agli\s+abbonati|abbonati\s+per\s+(?:continuare|leggere)|conteúdo\s+exclusivo\s+para\s+assinantes"
        r"|assine\s+para\s+(?:ler|continuar)|alleen\s+voor\s+abonnees|treść\s+dostępna\s+(?:tylko\s+)?dla|только\s+для\s+подписчиков)",
    ),
    _sign(
        "a consent wall",
        r"(?:mit\s+werbung(?:\s+und\s+cookies)?\s+(?:nutzen|weiterlesen|lesen)\b|(?:wir|noi|nous|wij|nosotros|we)\s+(?:und|e|et|en|y|and)\s+"
        r"(?:(?:unsere|i\s+nostri|nos|onze|nuestros|our)\s+)(?:bis\s+zu\s+)?(?:\d+\s+)?(?:partnern?|partenaires|partners|socios)\b)",
    ),
)


def _head_kind(line: str) -> str | None:
    """What kind of such page a title or headline names, by itself or in one of the parts that a dash or bar parts."""
    for said in (line, *_PARTED.split(line)[:5]):
        bare = _EXTRA.sub("", said.strip())
        if len(bare) <= 120 and (found := next((sign.name for sign in _HEADS if sign.pattern.match(bare)), None)):
            return found
    return None


def _line_kind(line: str) -> str | None:
    if len(line) > 400:
        return None
    return next((sign.name for sign in _SIGNS if sign.pattern.match(line)), None)


def _of_a_site(paragraph: str) -> bool:
    """Whether a paragraph is a site that speaks of itself."""
    looked = paragraph[:2000]
    return len(_OF_SITES.findall(looked)) * _DENSE >= len(looked) or _line_kind(looked[:400]) is not None


def refusal(lines: Sequence[str], prose: str, heads: Sequence[str] = ()) -> str | None:
    """What stands where an article should, in our words; `None` for what may be an article.

    `heads` are the title and the headlines of the page, `lines` the lines of its body before anything was taken out,
    `prose` what prose is left, a paragraph a line. A head that says nothing else, one of the first lines, or any line
    that asks for a subscription must tell it, and little prose be left in which no site speaks of itself.

    >>> refusal(["Access Denied", "You don't have permission to access this page."], "")
    'a refusal'
    >>> refusal(["Council denies access to files"], "The council refused on Tuesday to open its files.") is None
    True
    """
    told = [kind for head in heads if (kind := _head_kind(head))]
    first = [line for line in lines[:FIRST_LINES] if not line.isdigit()]  # alone, it counts votes or comments
    told += [kind for line in first if (kind := _head_kind(line) or _line_kind(line))]
    told += [kind for line in lines[FIRST_LINES:MOST_LOOKED] if (kind := _line_kind(line)) == "a paywall"]
    if not told:
        return None
    news = sum(len(paragraph) for paragraph in prose[:20_000].split("\n") if not _of_a_site(paragraph))
    return next((kind for kind in told if news <= LITTLE_BY_KIND.get(kind, LITTLE)), None)
