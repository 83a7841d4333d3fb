"""Which lines of a page are the article's, on pages of our own making, each with what such pages have around it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.text.clean.page import read_page
from worker.text.pages.endings import announces_an_end
from worker.text.pages.marks import APART, ARTICLE, BODY, CAPTION, COMMENT, HIDDEN, marks_of

PARAGRAPHS = [
    "The council of Port Alder voted on Tuesday to rebuild the old harbour wall, after four hours of debate.",
    "The work will cost 4.2 million crowns, the mayor told reporters, and half of it is to come from the state.",
    "Two earlier plans had failed for want of money, and one of them ended in court in the spring of last year.",
    "Fishermen say that they have waited for nine years, and that the sea has not waited for them in all that time.",
    "The first stones are to be laid in March, before the storms, by a firm that has built walls along this coast.",
]
BODY_HTML = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
AFTER_FIRST = BODY_HTML.partition("</p>")[2]
OTHER = "A ferry that was built in another town will run to the islands from April, its owner said on Monday."
TEASER = f"<div><h3><a href='/1'>Ferry to the islands will run again</a></h3><p>{OTHER}</p></div>"


def _texts(body: str) -> list[str]:
    return [block.text for block in read_page(f"<html><body>{body}</body></html>").blocks]


@pytest.mark.parametrize(
    "body",
    [
        f"<nav><a href='/'>Home</a></nav><article><h1>Town to rebuild wall</h1>{BODY_HTML}</article>",
        f"<div class='post-content'>{BODY_HTML}</div><div class='sidebar'>{TEASER * 3}</div>",
        f"<div class='story'>{BODY_HTML}<div class='related-articles'>{TEASER * 2}</div></div>",
        f"<div id='c1'>{BODY_HTML}</div><div id='c2'>{TEASER * 3}</div>",
        f"<div class='article-body'>{BODY_HTML}</div><section id='comments'>{f'<p>{OTHER}</p>' * 12}</section>",
        f"<article>{BODY_HTML}{f'<article><p>{OTHER}</p></article>' * 2}</article>",
        f"<div class='x'><div class='article-body'>{BODY_HTML}</div></div><footer><p>{OTHER}</p></footer>",
        f"<form action='/'><div><h1>Town to rebuild wall</h1>{BODY_HTML}</div></form>",
        f"<div class='page-with-sidebar'><h1>Town to rebuild wall</h1><div class='post-body'>{BODY_HTML}</div></div>",
        f"<div class='cookie-consent'><p>{OTHER}</p></div><main>{BODY_HTML}</main>",
        f"<main>{BODY_HTML}<h2>You may also like</h2><ul><li><a href='/2'>Ferry to the islands</a></li></ul></main>",
        f"<main>{BODY_HTML}<p class='sr-only'>{OTHER}</p></main>",
        f"<div class='post'><p>{PARAGRAPHS[0]}</p><div class='ad'>{OTHER}</div>{AFTER_FIRST}</div>",
        f"<main><figure><img src='a'><figcaption>{OTHER}</figcaption></figure>{BODY_HTML}</main>",
        f"<table><tr><td>{BODY_HTML}</td><td class='menu'><a href='/'>Home</a></td></tr></table>",
        f"<div class='entry-content'>{BODY_HTML}</div><div style='display: none'><p>{OTHER}</p></div>",
    ],
)  # fmt: skip
def test_the_article_and_nothing_but_it(body: str) -> None:
    assert _texts(body) == PARAGRAPHS


def test_a_body_in_several_boxes() -> None:
    parts = "".join(
        f"<div class='story-text'><p>{text}</p></div><div class='promo'>{OTHER}</div>" for text in PARAGRAPHS
    )
    assert _texts(f"<div>{parts}</div>") == PARAGRAPHS


def test_lists_and_headings_stay() -> None:
    body = f"<p>{PARAGRAPHS[0]}</p><h2>Who pays</h2>{BODY_HTML}<ul><li>a wall of 80 metres</li><li>a new pier</li></ul>"
    blocks = read_page(f"<html><body><div class='post-content'>{body}</div></body></html>").blocks
    assert ("heading", "Who pays") in [(block.kind, block.text) for block in blocks]
    assert [block.text for block in blocks if block.kind == "list_item"] == ["a wall of 80 metres", "a new pier"]


def test_a_lead_above_the_body_is_kept() -> None:
    body = f"<h1>Town to rebuild wall</h1><p class='standfirst'>{OTHER}</p><p>By Ann Lee</p><div class='article-body'>"
    assert _texts(f"<main>{body}{BODY_HTML}</div></main>") == [OTHER, *PARAGRAPHS]


def test_a_first_paragraph_full_of_links_is_kept() -> None:
    first = "<p>The council, which <a href='/a'>had not met in public since the storm of May</a>, met on Monday.</p>"
    assert len(_texts(f"<article>{first}{BODY_HTML}</article>")) == len(PARAGRAPHS) + 1


def test_the_body_that_only_linked_data_has() -> None:
    said = "\\n\\n".join(PARAGRAPHS * 2)
    linked = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{said}"}}</script>'
    assert len(_texts(f"{linked}<main><h1>Town to rebuild wall</h1><p>{PARAGRAPHS[0]}</p></main>")) == 10
    assert _texts(f"{linked}<main>{f'<p>{OTHER}</p>' * 4}</main>") == [OTHER] * 4, "what it has is of another article"


@pytest.mark.parametrize(
    ("names", "marks"),
    [
        ("article-body", BODY),
        ("articleBody ads-enabled", BODY),
        ("storybody", BODY),
        ("post tag-harbour category-comment", ARTICLE),
        ("related-stories", APART),
        ("social-embed tweet", 0),
        ("commentary", 0),
        ("comments-area", APART | COMMENT),
        ("wp-caption-text", CAPTION),
        ("visually-hidden", HIDDEN),
        ("adjective shadow headers", 0),
        ("", 0),
    ],
)
def test_marks(names: str, marks: int) -> None:
    assert marks_of(names) & (APART | ARTICLE | BODY | CAPTION | COMMENT | HIDDEN) == marks


@pytest.mark.parametrize("line", ["Related", "Lesen Sie auch:", "À lire aussi", "Te puede interesar", "» More on"])
def test_lines_that_announce_an_end(line: str) -> None:
    assert announces_an_end(line)


@pytest.mark.parametrize("line", ["Relatives wait for news", "Who pays", "Sharing the cost", "The reading room", ""])
def test_lines_that_do_not(line: str) -> None:
    assert not announces_an_end(line)


NAMES = ("article-body", "sidebar", "comments", "post", "caption", "cookie", "lead", "x")
PIECE = st.one_of(
    st.sampled_from(
        [f"<p>{PARAGRAPHS[0]}</p>", f"<p>{OTHER}</p>", "<h1>Town</h1>", "<h2>Who pays</h2>", "</div>", "<br>"]
    ),
    st.sampled_from(NAMES).map(lambda name: f"<div class='{name}'>"),
    st.just("<ul><li>one thing of it</li><li><a href='/'>another</a></li></ul>"),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECE, max_size=20).map("".join))
def test_a_page_with_prose_is_never_empty_and_no_line_is_doubled(body: str) -> None:
    texts = _texts(body)
    assert bool(texts) or not body.count("<p>")
    for text in (PARAGRAPHS[0], OTHER):
        assert sum(one.count(text) for one in texts) <= body.count(text)
