"""What a page says of its article: JSON-LD, OpenGraph, meta tags and its own headings, in this order of trust."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final
from urllib.parse import urljoin

from lxml import etree

from worker.text.clean.blocks import one_line
from worker.text.clean.bylines import names_in_byline
from worker.text.clean.credits import is_agency
from worker.text.clean.furniture import key_of
from worker.text.pages.linked import Item, linked_items
from worker.text.pages.marks import APART, marks_of
from worker.text.pages.microdata import microdata

_ARTICLES: Final = frozenset(
    """
    article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle reviewnewsarticle blogposting
    liveblogposting backgroundnewsarticle askpublicnewsarticle webpage techarticle scholarlyarticle
    advertisercontentarticle satiricalarticle socialmediaposting report
    """.split()  # noqa: SIM905
)
_SITE_END: Final = re.compile(r"\s+(?:[|·•»–—-]|::)\s+[^|·•»–—]{2,60}\Z")
_BY: Final = re.compile(r"\W*(?:(?:written|words|story)\s+)?(?:by|von|par|por|di|door|af|av)\b:?\s+", re.IGNORECASE)
_MOST_METAS: Final = 2000
_UNDER_HEADING: Final = 60
"""Elements after the first heading in which its standfirst is looked for."""
_STANDFIRST: Final = re.compile(
    r"(?:^|[\s_-])(?:standfirst|subtitle|sub-?head(?:line|ing)?|dek|deck|summary|strapline|article-?(?:summary|intro|lead))"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says; `None` or empty where it says nothing. Dates are as written.

    `body` is the article's text as JSON-LD gives it, not looked into.
    """

    headline: str | None = None
    standfirst: str | None = None
    byline: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    canonical_url: str | None = None
    site: str | None = None
    section: str | None = None
    language: str | None = None
    body: str | None = None


def _types(item: Item) -> set[str]:
    kind = item.get("@type")
    names = kind if isinstance(kind, list) else [kind]
    return {name.rpartition("/")[2].lower() for name in names if isinstance(name, str)}


def _string(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id") or value.get("url")
    if isinstance(value, str) and (text := one_line(value)[:2000]):
        return text
    return None


def _people(value: object, publisher: str | None) -> tuple[str, ...]:
    """The persons of an author field: an organisation, an address and the publisher's own name are none."""
    items = value if isinstance(value, list) else [value]
    names: list[str] = []
    for item in items[:20]:
        if isinstance(item, dict) and "organization" in _types(item):
            continue
        name = _string(item)
        if name:
            names.extend(_names(name, publisher))
    return tuple(dict.fromkeys(names))


_NO_PERSON: Final = re.compile(
    r"[#/]|https?:|www\.|\S+@\S+\.\S|(?:admin|editor|editors|staff|redaktion|redacción|news)\Z", re.IGNORECASE
)
_SEVERAL: Final = re.compile(r"\A\W*(?:by|von|par|por|di)\s|[,;|&/]|\s(?:and|und|et|y|e)\s", re.IGNORECASE)


def _names(said: str, publisher: str | None) -> tuple[str, ...]:
    """The names in one author field; it stands as it is unless it reads as a line of several or begins with "By"."""
    if _NO_PERSON.match(said) or len(said) > 200 or (publisher and key_of(said) == key_of(publisher)):
        return ()
    if _SEVERAL.search(said) and (names := names_in_byline(said)):
        return names
    if _BY.match(said) or is_agency(said):
        return ()
    return (said,) if len(said) <= 80 else ()


def _metas(tree: etree._Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in islice(tree.iter("meta"), _MOST_METAS):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        content = meta.get("content")
        if name and content and (text := one_line(content)[:2000]):
            found.setdefault(name.strip().lower(), []).append(text)
    return found


def _first(metas: Mapping[str, list[str]], *names: str) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def _all(metas: Mapping[str, list[str]], *names: str) -> list[str]:
    return [metas[name][0] for name in names if name in metas]


def _element_text(element: etree._Element) -> str:
    return one_line(" ".join(str(piece) for piece in element.itertext()))[:2000]


def _headline(tree: etree._Element, linked: str | None, metas: Mapping[str, list[str]], site: str | None) -> str | None:
    """The headline: the page's own first heading where the metadata bear it out, else theirs, else the title."""
    titles = [text for text in (_first(metas, "og:title", "twitter:title", "dc.title", "title", "headline"),) if text]
    title = next((text for element in tree.iter("title") if (text := _element_text(element))), None)
    if title:
        titles.append(title)
    claims = [linked, *titles] if linked else titles
    keys = [key_of(claim) for claim in claims]
    headings = [text for element in tree.iter("h1") if 3 < len(text := _element_text(element)) <= 300][:5]
    for heading in headings:
        key = key_of(heading)
        if (
            key
            and any(key in claim or (claim and claim in key) for claim in keys)
            and heading.casefold() != (site or "").casefold()
        ):
            return heading
    if linked:
        return linked
    if titles:
        bare = _SITE_END.sub("", titles[0])
        return bare if len(bare) >= 15 else titles[0]
    return headings[0] if len(headings) == 1 else None


def _standfirst(tree: etree._Element, headline: str | None) -> str | None:
    """The line under the first heading whose class says what it is; a box that holds more than a line is none."""
    under = 0
    for element in tree.iter("h1", "p", "h2", "h3", "div", "span"):
        if element.tag == "h1":
            under = 1
            continue
        if not under:
            continue
        under += 1
        if under > _UNDER_HEADING:
            break
        marks = f"{element.get('class') or ''} {element.get('data-testid') or ''} {element.get('itemprop') or ''}"
        if not marks.strip() or not _STANDFIRST.search(marks[:300]):
            continue
        if next(element.iter("h1", "ul", "time", "figure"), None) is not None:
            continue
        if any(marks_of(f"{one.get('class') or ''}") & APART for one in islice(element.iterancestors(), 3)):
            continue  # the summary of something else: of its author, of a related article
        text = _element_text(element)
        if 20 <= len(text) <= 400 and text.count(" ") >= 4 and not (headline and key_of(headline) in key_of(text)):
            return text
    return None


def _byline(
    articles: Iterable[Item],
    metas: Mapping[str, list[str]],
    micro: str | None,
    opening: Sequence[str],
    site: str | None,
) -> tuple[str, ...]:
    """Who wrote it: JSON-LD, meta tags, microdata, then the lines under the headline that begin as bylines do."""
    for item in articles:
        if people := _people(item.get("author") or item.get("creator"), site):
            return people
    for name in (
        "author",
        "article:author",
        "byl",
        "dc.creator",
        "parsely-author",
        "sailthru.author",
        "cxenseparse:author",
    ):
        if people := tuple(dict.fromkeys(name for said in metas.get(name, ())[:5] for name in _names(said, site))):
            return people
    if micro and (people := _names(micro, site)):
        return people
    for line in opening:
        if len(line) <= 160 and _BY.match(line) and (people := names_in_byline(_BY.sub("", line))):
            return people
    return ()


def _body(articles: Iterable[Item]) -> str | None:
    bodies = [body for item in articles if isinstance(body := item.get("articleBody"), str)]
    return max(bodies, key=len, default=None) or None


def read_facts(tree: etree._Element, url: str | None = None, opening: Sequence[str] = ()) -> Facts:
    """What a page says of its article. Never trusts a page with more than saying: dates come out as written.

    `opening` are the lines between its headline and its body.
    """
    linked = linked_items(tree)
    articles = [item for item in linked if _types(item) & _ARTICLES]
    articles.sort(key=lambda item: "webpage" in _types(item))
    metas = _metas(tree)

    def said(name: str) -> str | None:
        return next((text for item in articles if (text := _string(item.get(name)))), None)

    publisher = next((text for item in articles if (text := _string(item.get("publisher")))), None)
    site = _first(metas, "og:site_name", "application-name") or publisher
    canonical = next(
        (
            href
            for link in tree.iter("link")
            if "canonical" in (link.get("rel") or "").lower() and (href := link.get("href"))
        ),
        None,
    ) or _first(metas, "og:url")
    micro = microdata(tree)
    byline = _byline(articles, metas, micro.get("author"), opening, site)
    times = [text for element in tree.iter("time") if (text := element.get("datetime"))][:1]
    published = [
        *([text] if (text := said("datePublished")) else []),
        *_all(metas, "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
              "pubdate", "publishdate", "publish-date", "date", "dc.date.issued", "dc.date", "dcterms.created",
              "sailthru.date", "article.published", "ptime", "cxenseparse:recs:publishtime"),
        *([text] if (text := micro.get("datepublished")) else []),
        *times,
    ]  # fmt: skip
    modified = [
        *([text] if (text := said("dateModified")) else []),
        *_all(metas, "article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod",
              "dcterms.modified", "article.updated"),
        *([text] if (text := micro.get("datemodified")) else []),
    ]  # fmt: skip
    root_language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    headline = _headline(tree, said("headline") or micro.get("headline"), metas, site)
    return Facts(
        headline=headline,
        standfirst=_standfirst(tree, headline),
        byline=byline,
        published=tuple(dict.fromkeys(published)),
        modified=tuple(dict.fromkeys(modified)),
        canonical_url=_absolute(canonical, url),
        site=site,
        section=said("articleSection")
        or _first(metas, "article:section", "section", "cxenseparse:pageclass")
        or micro.get("articlesection"),
        body=_body(articles),
        language=root_language or said("inLanguage") or _first(metas, "content-language", "og:locale", "language"),
    )


def _absolute(link: str | None, base: str | None) -> str | None:
    """A link as a full web address; `None` for one that is none."""
    if not link:
        return None
    link = link.strip()
    if not link.startswith(("http://", "https://")):
        if not base or not base.startswith(("http://", "https://")):
            return None
        try:
            link = urljoin(base, link)
        except ValueError:
            return None
    return link if link.startswith(("http://", "https://")) and len(link) <= 2000 else None
