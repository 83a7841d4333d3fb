"""What the names of a page's elements say: class, id and role, split into words.

The words are those that builders of pages use everywhere (content management systems, themes, the class names of
microformats), in the languages that they are found in; no outlet's own.
"""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

APART: Final = 1
"""Not of the article: kept only where most of the page's prose lies in it."""

BODY: Final = 2
"""Said to be the article's body."""

ARTICLE: Final = 4
"""Said to be the article, with its head and foot."""

CAPTION: Final = 8
"""A picture's caption or credit."""

HIDDEN: Final = 16
"""Not shown."""

LEAD: Final = 32
"""Said to be the line or lines under the headline."""

COMMENT: Final = 64
"""What readers wrote under it; always with APART."""

ASKING: Final = 128
"""What asks for consent or covers the page; always with APART."""

SURELY: Final = 256
"""Named by words that are hardly ever put around an article; always with APART."""

_EMBED: Final = 512
_PICTURE: Final = 1024
_WRITING: Final = 2048
_OF_BODY: Final = 4096

_WORDS: Final[dict[int, str]] = {
    APART | SURELY: """
        sidebar sidebars rail aside nav navbar navigation navi breadcrumb breadcrumbs menu menus submenu footer foot
        related relateds recommend recommended recommendation recommendations recirc recirculation teaser teasers
        trending newsletter newsletters outbrain taboola advertisement advertising""",
    APART: """
        ad ads adv advert advertorial sponsor sponsored sponsors dfp promo promos promoted promotion reply replies
        upsell abo werbung anzeige publicidad publicite pubblicita reklama meta metas postmeta metadata metaline
        share shares sharing sharebar shareable social socials addthis addtoany sharedaddy sharethis jetpack
        suggested suggestions popular latest readmore morefrom seealso alsoread
        signup subscribe subscription subscriptions donate donation toolbar tools lightbox banner
        tags taglist tagcloud keywords categories topics byline bylines author authors biography bio avatar timestamp
        dateline pubdate pager pagination paging login register toc jumpto printonly skip playlist rating ratings
        copyright""",
    APART | ASKING: "cookie cookies consent gdpr dsgvo privacy popup modal overlay cmp",
    APART
    | COMMENT: "comment comments commenting commentlist commentform disqus respond responses discussion discussions"
    " kommentar kommentare",
    CAPTION: "caption captions captionlink credit credits figcaption photocredit cutline legend",
    _PICTURE: "img image images photo photos picture pictures foto bild",
    _WRITING: "description info source copyright author desc unterschrift quelle",
    _EMBED: "embed embedded tweet twitter instagram quote pullquote",
    LEAD: "standfirst subtitle subhead subheadline subheading dek deck summary strapline intro lead lede excerpt"
    " abstract description",
    ARTICLE: "article story post entry hentry content main blogpost",
}
_RUNS: Final = frozenset(
    """
    article-body article-content article-text article-copy article-main article-paragraphs story-body story-content
    story-text story-copy entry-content post-content post-body post-entry post-text news-body news-content news-text
    body-content body-text body-copy main-text text-body content-body content-text content-article rich-text
    blog-content detail-text detail-content single-content
    """.split()  # noqa: SIM905
)
"""Two words that together name a body, as `story-body`, `storyBody` and `storybody`."""

_HIDING: Final = frozenset({"sr-only", "screen-reader", "visually-hidden"})


def _flags() -> dict[str, int]:
    flags: dict[str, int] = {}
    for mark, words in _WORDS.items():
        for word in words.split():
            flags[word] = flags.get(word, 0) | mark
    for run in _RUNS:
        one, two = run.split("-")
        flags[one] = flags.get(one, 0) | _OF_BODY
        flags[one + two] = BODY
    flags["visuallyhidden"] = HIDDEN
    return flags


_FLAGS: Final = _flags()
_PART: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LONGEST: Final = 60
_MOST: Final = 40


def words_of(name: str) -> list[str]:
    """The words of a class name or id, in small letters.

    >>> words_of("articleBody__related-links_2")
    ['article', 'body', 'related', 'links']
    """
    return [part.lower() for part in _PART.findall(name[:_LONGEST])]


@lru_cache(maxsize=16_384)
def _mark(name: str) -> int:
    words = words_of(name)
    if len(words) > 1 and words[0] in ("tag", "category"):
        return 0  # what an article is filed under, not a list of tags
    flags = 0
    for word in words:
        flags |= _FLAGS.get(word, 0)
    found = flags & (HIDDEN | LEAD)
    runs: list[str] = []
    if len(words) > 1:
        runs = [f"{one}-{two}" for one, two in pairwise(words)]
        if not _HIDING.isdisjoint(runs):
            found |= HIDDEN
    if flags & CAPTION or (flags & _PICTURE and flags & _WRITING):
        return found | CAPTION
    if flags & (ASKING | COMMENT):
        return found | APART | (flags & (ASKING | COMMENT))
    if flags & APART:
        return found if flags & _EMBED else found | APART | (flags & SURELY)
    if flags & BODY or (flags & _OF_BODY and not _RUNS.isdisjoint(runs)):
        return found | BODY
    return found | (flags & ARTICLE)


def marks_of(names: str) -> int:
    """What class names and ids, parted by white space, say: a sum of the marks above; 0 for nothing.

    A body is a body, whatever its other names: "article-body ads-enabled".
    """
    found = 0
    for name in names.split(None, _MOST)[:_MOST]:
        found |= _mark(name)
    return found & ~(APART | COMMENT | ASKING | SURELY) if found & BODY else found
