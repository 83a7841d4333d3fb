"""Pages of our own making: what is body, what is said of the article, and what is hostile."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.article import RawArticle
from worker.errors import Rejected
from worker.normalise import normalise
from worker.text.clean.page import read_page
from worker.text.clean.refusals import refusal

ROOT = Path(__file__).parents[3]
BODY = """<p>The council of Port Alder voted on Tuesday to rebuild the old harbour wall, after four hours of debate.</p>
<h2>Who pays</h2>
<p>Half of it is to come from the state, she said, and the other half from a tax on berths in the harbour.<br>
The rest is not known.</p>
<blockquote>
<p>We have waited for nine years, and the sea has not waited for us, said the owner of a boat.</p></blockquote>
<ul><li>a sea wall of 80 metres with a walk on top</li><li>a new pier for the ferries to the islands</li></ul>
<p>Two earlier plans had failed for want of money, and one of them <b>ended</b> in <a href="/c">court</a>.</p>"""


def _page(head: str = "", body: str = BODY) -> str:
    return f"<html><head>{head}</head><body><nav><a href='/'>Home</a></nav><article>{body}</article></body></html>"


def test_the_blocks_of_a_page_in_order() -> None:
    assert [(block.kind, block.text.split()[0]) for block in read_page(_page()).blocks] == [
        ("paragraph", "The"),
        ("heading", "Who"),
        ("paragraph", "Half"),
        ("paragraph", "The"),
        ("blockquote", "We"),
        ("list_item", "a"),
        ("list_item", "a"),
        ("paragraph", "Two"),
    ]
    assert read_page(_page()).blocks[-1].text.endswith("one of them ended in court.")


def test_the_graph_of_linked_data() -> None:
    facts = read_page(
        _page(
            """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "Site"}, {"@type":
            ["NewsArticle"], "headline": "Town to rebuild wall", "datePublished": "2022-11-04", "author": "Ann Lee",
            "publisher": {"@type": "Organization", "name": "The Alder Herald"}}]}</script>"""
        )
    ).facts
    assert facts.headline == "Town to rebuild wall"
    assert facts.published == ("2022-11-04",)
    assert facts.byline == ("Ann Lee",)
    assert facts.site == "The Alder Herald"


def test_meta_tags() -> None:
    facts = read_page(
        _page(
            """<meta property="og:title" content="Town to rebuild wall"><meta name="author" content="Ann Lee">
            <meta property="article:published_time" content="2022-11-04T09:00:00Z">
            <meta property="article:modified_time" content="2022-11-04T10:00:00Z">
            <meta property="article:section" content="Local"><link rel="canonical" href="/wall">
            <meta property="og:locale" content="en_GB"><meta property="og:site_name" content="The Alder Herald">"""
        ),
        "https://alder.example/wall?from=front",
    ).facts
    assert facts.headline == "Town to rebuild wall"
    assert facts.published == ("2022-11-04T09:00:00Z",)
    assert facts.modified == ("2022-11-04T10:00:00Z",)
    assert (facts.section, facts.language, facts.byline) == ("Local", "en_GB", ("Ann Lee",))
    assert facts.canonical_url == "https://alder.example/wall"


@pytest.mark.parametrize(
    ("head", "body", "headline"),
    [
        ("<title>Town to rebuild wall - The Alder Herald</title>", BODY, "Town to rebuild wall"),
        ("<title>Town to rebuild wall | Alder</title>", "<h1>Town to rebuild wall</h1>" + BODY, "Town to rebuild wall"),
        ("", "<h1>Town to rebuild wall</h1>" + BODY, "Town to rebuild wall"),
        ('<meta property="og:title" content="A town to rebuild">', "<h1>Alder Herald</h1>" + BODY, "A town to rebuild"),
        ("", BODY, None),
    ],
)  # fmt: skip
def test_the_headline(head: str, body: str, headline: str | None) -> None:
    assert read_page(_page(head, body)).facts.headline == headline


@pytest.mark.parametrize("data", ["{", '{"@type": 7}', "[[[[", "null", '{"@graph": {"@graph": []}}', "[" * 100_000])
def test_broken_linked_data_is_passed_over(data: str) -> None:
    page = read_page(_page(f'<script type="application/ld+json">{data}</script>'))
    assert page.blocks
    assert page.facts.published == ()


SAID = "The council voted on Tuesday to rebuild the wall. "
LINE = f"<p>{SAID}</p>"
LINKED = '<script type="application/ld+json">'
HOSTILE = {
    "nested": "<div>" * 50_000 + SAID * 20,
    "nested lists": "<ul><li>" * 30_000 + SAID * 20,
    "nested tables": "<table><tr><td>" * 20_000 + SAID,
    "nested names": "<div class='ad'>" * 240 + f"<div class='related'>{LINE}</div>" * 8000,
    "nested bodies": "<div class='article-body'>" * 240 + f"<div class='article-body'>{LINE}</div>" * 8000,
    "one line": "<html><body><p>" + "word " * 200_000 + "</p></body></html>",
    "one word": "<p>" + "x" * 1_000_000,
    "a million attributes": "<div " + " ".join(f'a{number}="x"' for number in range(1_000_000)) + ">hi</div>",
    "attributes on many": ("<p " + " ".join(f'a{number}="x"' for number in range(400)) + f">{SAID}</p>") * 600,
    "one long attribute": '<p class="' + "x" * 4_900_000 + '">hi</p>',
    "long names": ('<p class="' + " ".join(f"ad{number}" for number in range(500)) + '">hi</p>') * 200,
    "unclosed": "<" * 1_000_000,
    "unclosed tags": "<a " * 300_000,
    "unclosed quotes": '<a href="' * 300_000,
    "comments": "<!--" * 250_000,
    "scripts": "<script>" * 60_000 + "<p>hi</p>",
    "ends": "</div>" * 200_000,
    "ampersands": "&" * 4_000_000,
    "spans": "<p>" + "<span>w</span>" * 110_000 + "</p>",
    "cells": "<table>" + "<tr><td>" * 30_000,
    "a huge table": "<table>" + ("<tr>" + "<td>12</td>" * 50 + "</tr>") * 2500 + "</table>",
    "breaks": "<p>" + "text<br>" * 120_000,
    "paragraphs": LINE * 25_000,
    "headings": LINE + f"<div class='ad'><h1>{SAID}</h1></div>" * 8000,
    "leads": "<h1>x</h1>" + f"<p class='lead'>{SAID}</p>" * 15_000 + f"<div class='article-body'>{LINE * 100}</div>",
    "metas": "<meta property='og:title' content='x'>" * 40_000,
    "control characters": "\x00<p>" * 150_000,
    "linked data": LINKED + '{"@type":"Article","a":[' * 20 + "1," * 150_000 + "</script>" + LINE,
    "much linked data": f'{LINKED}{{"@type":"Article","headline":"x"}}</script>' * 30_000 + LINE,
    "linked strings": LINKED + '{"author":{' + '"name ' * 60_000 + "</script>" + LINE,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_take_no_longer_than_two_seconds(name: str) -> None:
    start = time.process_time()
    read_page(HOSTILE[name])
    assert time.process_time() - start < 2


GROWTH = """
import resource
from tests.text.clean.test_page import HOSTILE
from worker.text.clean.page import read_page
read_page(HOSTILE["nested"])
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before = peak()
for name in ("a million attributes", "attributes on many", "a huge table", "breaks"):
    read_page(HOSTILE[name])
print((peak() - before) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is in other units elsewhere")
def test_hostile_pages_take_bounded_memory() -> None:
    run = subprocess.run([sys.executable, "-c", GROWTH], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(run.stdout) < 400, "MiB over a small page"


def test_a_page_of_too_many_lines_is_no_article() -> None:
    for name in ("a huge table", "breaks", "paragraphs"):
        with pytest.raises(Rejected) as refused:
            normalise(RawArticle(source="alder.example", body=HOSTILE[name], media_type="text/html"))
        assert refused.value.code == "not_an_article"


def test_what_lies_too_deep_for_the_parser_is_not_lost() -> None:
    page = read_page(HOSTILE["nested"])
    assert "rebuild the wall." in page.blocks[0].text


PIECES = (
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<li>",
    "<td>",
    "<!--",
    "<script>",
    "&lt;",
    "<h1>",
    "<br>",
    "<",
    "a b",
    "\x00",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_markup_can_be_read(markup: str) -> None:
    for block in read_page(markup).blocks:
        assert block.text.strip() == block.text != ""


@pytest.mark.parametrize(
    "lines",
    [
        ["404 Not Found"],
        ["Page not found", "The page you are looking for does not exist."],
        ["Access Denied", "You don't have permission to access this page on this server."],
        ["Please enable JavaScript to continue"],
        ["Just a moment...", "Checking your browser before you go on."],
        ["Please verify you are a human"],
        ["We value your privacy", "We and our 800 partners store and access information on a device."],
        ["Subscribe to continue reading", "Already a subscriber? Log in."],
        ["502 Bad Gateway"],
        ["451: Unavailable due to legal reasons"],
    ],
)
def test_walls_and_errors_are_refused(lines: list[str]) -> None:
    assert refusal(lines, " ".join(lines[1:])) is not None


@pytest.mark.parametrize(
    "lines",
    [
        ["404 people were rescued", "The coast guard said on Tuesday that all of them were well."],
        ["Access denied to 300 refugees at the border", "The guards turned them back on Monday."],
        ["Page not found at the library", "A page of the old chronicle is missing, the library said on Tuesday."],
        ["Council to enable cookies in cafeteria", "The ban on biscuits was lifted on Tuesday."],
        ["Access denied", "The court said on Tuesday that nobody may see the files. " * 8],
        ["Please enable JavaScript to watch this video", "Two boats sank off Port Alder on Tuesday."],
        [
            "Two boats sank off Port Alder on Tuesday, the coast guard said.",
            "Nobody was hurt.",
            "It rained.",
            "It was dark.",
            "404 Not Found",
        ],
        [],
    ],
)
def test_articles_on_such_things_are_not(lines: list[str]) -> None:
    assert refusal(lines, " ".join(lines[1:])) is None
