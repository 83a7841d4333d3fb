"""What pages say of their articles: JSON-LD good and broken, microdata, meta tags, the lines under the headline."""

import pytest

from schemas.article import Article, RawArticle
from worker.normalise import normalise
from worker.text.clean.page import read_page
from worker.text.clean.pagefacts import Facts
from worker.text.pages.linked import parse_linked

BODY = "<p>The council of Port Alder voted on Tuesday to rebuild the old harbour wall before the winter storms.</p>" * 8


def _facts(head: str = "", above: str = "") -> Facts:
    return read_page(f"<html><head>{head}</head><body><article>{above}<div>{BODY}</div></article></body></html>").facts


def _linked(data: str) -> Facts:
    return _facts(f'<script type="application/ld+json">{data}</script>')


def _article(above: str) -> Article:
    body = f"<html><body><article>{above}<div>{BODY}</div></article></body></html>"
    return normalise(RawArticle(source="alder.example", body=body, media_type="text/html"))


ARTICLE = '{"@type": "NewsArticle", "headline": "Town to rebuild wall", "datePublished": "2022-11-04", "author": %s}'


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ('"Ann Lee"', ("Ann Lee",)),
        ('["Ann Lee", {"@type": "Person", "name": "Omar Diaz"}]', ("Ann Lee", "Omar Diaz")),
        ('{"@type": "Person", "name": "By Ann Lee and Omar Diaz"}', ("Ann Lee", "Omar Diaz")),
        ('{"@type": "Organization", "name": "Alder Herald"}', ()),
        ('{"name": "https://alder.example/ann"}', ()),
        ('"newsroom@alder.example"', ()),
        ('"By the news desk"', ()),
        ('{"@id": "#ann"}', ()),
        ("null", ()),
        ("[[[1]]]", ()),
    ],
)
def test_authors(author: str, names: tuple[str, ...]) -> None:
    assert _linked(ARTICLE % author).byline == names


def test_references_in_a_graph_are_followed() -> None:
    facts = _linked(
        """{"@graph": [{"@type": "Article", "headline": "Town to rebuild wall", "author": {"@id": "#ann"},
        "publisher": {"@id": "#herald"}}, {"@type": "Person", "@id": "#ann", "name": "Ann Lee"},
        {"@type": "Organization", "@id": "#herald", "name": "The Alder Herald"}]}"""
    )
    assert facts.byline == ("Ann Lee",)
    assert facts.site == "The Alder Herald"


@pytest.mark.parametrize(
    "data",
    [
        "<!-- " + ARTICLE % '"Ann Lee"' + " -->",
        "//<![CDATA[\n" + ARTICLE % '"Ann Lee"' + "\n//]]>",
        ARTICLE % '"Ann Lee"' + ";",
        '{"@type": "WebSite", "name": "x"}\n' + ARTICLE % '"Ann Lee"',
        ARTICLE % '"Ann Lee",',
        (ARTICLE % '"Ann Lee"').replace('"', "&quot;"),
        ARTICLE % '"Ann Lee", "description": "a\nb\tc"',
        ARTICLE % '{"@type": "Person", "name": "Ann Lee"}, "description": "he said "yes" to it"',
        "[" + ARTICLE % '"Ann Lee"' + "]",
        '{"mainEntity": ' + ARTICLE % '"Ann Lee"' + "}",
    ],
)
def test_linked_data_that_is_written_badly(data: str) -> None:
    facts = _linked(data)
    assert facts.headline == "Town to rebuild wall"
    assert facts.published == ("2022-11-04",)
    assert facts.byline == ("Ann Lee",)


@pytest.mark.parametrize("raw", ["", "{", "[", "nothing", "{]", "[" * 5000, '{"a":' * 5000, "&&&&", "}" * 500_000])
def test_what_is_no_json_gives_nothing(raw: str) -> None:
    assert parse_linked(raw) == []


def test_microdata() -> None:
    facts = _facts(
        above="""<div itemscope itemtype="https://schema.org/NewsArticle">
        <h1 itemprop="headline">Town to rebuild wall</h1>
        <span itemprop="author" itemscope><a href="/ann"><span itemprop="name">Ann Lee</span></a></span>
        <time itemprop="datePublished" datetime="2022-11-04T09:00">yesterday</time>
        <meta itemprop="dateModified" content="2022-11-05"><span itemprop="articleSection">Local</span></div>"""
    )
    assert (facts.headline, facts.byline, facts.section) == ("Town to rebuild wall", ("Ann Lee",), "Local")
    assert facts.published[0] == "2022-11-04T09:00"
    assert facts.modified == ("2022-11-05",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("Von Ann Lee", ("Ann Lee",)),
        ("By Ann Lee and Omar Diaz", ("Ann Lee", "Omar Diaz")),
        ("By the news desk", ()),
        ("Share this", ()),
    ],
)
def test_the_byline_under_the_headline(line: str, names: tuple[str, ...]) -> None:
    above = f"<h1>Town to rebuild wall</h1><p class='byline'>{line}</p>"
    assert _facts(above=above).byline == names


def test_the_lines_under_the_headline_are_furniture_that_tells() -> None:
    article = _article("<h1>Town to rebuild wall</h1><p>By Ann Lee</p><p>Published November 4, 2022, 1:55 PM</p>")
    assert article.byline == ("Ann Lee",)
    assert article.published is not None
    assert (article.published.at, article.published.evidence) == ("2022-11-04T13:55", "text")
    assert {(one.kind, one.text) for one in article.furniture} == {
        ("byline", "By Ann Lee"),
        ("update_note", "Published November 4, 2022, 1:55 PM"),
    }
    assert article.text.count("Ann Lee") == 0


def test_the_summary_of_the_author_is_no_standfirst() -> None:
    above = """<h1>Town to rebuild wall</h1><div class="author-card"><p class="summary">Ann Lee writes on harbours and
    walls for the Alder Herald.</p></div>"""
    assert _facts(above=above).standfirst is None
