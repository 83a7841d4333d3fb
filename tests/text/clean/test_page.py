"""Pages of our own making: what is body, what is said of the article, and what is hostile."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.text.clean.page import read_page
from worker.text.clean.refusals import refusal

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


HOSTILE = {
    "nested": "<div>" * 50_000 + "The council voted on Tuesday to rebuild the wall. " * 20,
    "one line": "<html><body><p>" + "word " * 200_000 + "</p></body></html>",
    "many attributes": "<div " + " ".join(f'a{number}="x"' for number in range(100_000)) + ">hi</div>",
    "one long attribute": '<p class="' + "x" * 900_000 + '">hi</p>',
    "unclosed": "<" * 1_000_000,
    "unclosed tags": "<a " * 300_000,
    "comments": "<!--" * 250_000,
    "scripts": "<script>" * 60_000 + "<p>hi</p>",
    "spans": "<p>" + "<span>w</span>" * 40_000 + "</p>",
    "cells": "<table>" + "<tr><td>" * 30_000,
    "breaks": "<p>" + "text<br>" * 25_000,
    "paragraphs": "<p>The council voted on Tuesday.</p>" * 6_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_take_no_longer_than_two_seconds(name: str) -> None:
    start = time.process_time()
    read_page(HOSTILE[name])
    assert time.process_time() - start < 2


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
