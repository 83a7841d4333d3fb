"""What a page's microdata say of its article (schema.org's names in `itemprop`)."""

from typing import Final

from lxml import etree

from worker.text.clean.blocks import one_line

NAMES: Final = frozenset({"headline", "author", "datepublished", "datemodified", "articlesection", "inlanguage"})
_MOST: Final = 400
_LONGEST: Final = 300
_with_itemprop = etree.XPath("//*[@itemprop]")


def _said(element: etree._Element) -> str:
    """The value of a property: what its attributes give for programs, else its text."""
    for attribute in ("content", "datetime"):
        if value := element.get(attribute):
            return one_line(value)[:_LONGEST]
    return one_line(" ".join(str(piece) for piece in element.itertext()))[:_LONGEST]


def microdata(tree: etree._Element) -> dict[str, str]:
    """The first value of each name in NAMES (in small letters); an author's is his name. Empty for none."""
    found: dict[str, str] = {}
    elements = _with_itemprop(tree)
    if not isinstance(elements, list):
        return found
    for element in elements[:_MOST]:
        if not isinstance(element, etree._Element):
            continue
        for name in (element.get("itemprop") or "").lower().split():
            if name not in NAMES or name in found:
                continue
            named = element
            if name == "author":
                inner = (one for one in element.iter() if isinstance(one.tag, str) and one.get("itemprop") == "name")
                named = next(inner, element)
            if value := _said(named):
                found[name] = value
    return found
