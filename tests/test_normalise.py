"""One raw article to an article, from end to end; the articles are of our own writing, on invented events."""

import base64
import hashlib
import json
import uuid
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.article import Article, RawArticle
from schemas.dead_letter import Code
from tests.normalising import TEXT, raw_article
from worker.errors import Rejected
from worker.normalise import normalise


def _code(raw: RawArticle, **options: int) -> Code:
    with pytest.raises(Rejected) as caught:
        normalise(raw, **options)  # type: ignore[arg-type]
    return caught.value.code


def _segments(article: Article) -> list[tuple[str, str]]:
    return [(one.kind, article.text[one.start : one.end]) for one in article.segments]


def _check_laws(article: Article) -> None:
    assert article.content_hash == hashlib.sha256(article.text.encode("utf-8")).hexdigest()
    for spans in (article.segments, article.sentences):
        for one, two in pairwise(spans):
            assert one.end <= two.start
        for span in spans:
            surface = article.text[span.start : span.end]
            assert surface.strip()
            assert span.end <= len(article.text)
    for sentence in article.sentences:
        assert any(one.start <= sentence.start and sentence.end <= one.end for one in article.segments)
    outside = "".join(article.text[one.end : two.start] for one, two in pairwise(article.segments))
    assert not outside.strip()


def test_a_plain_text_with_all_its_furniture() -> None:
    article = normalise(raw_article())
    _check_laws(article)
    assert _segments(article) == [
        ("headline", "Town to rebuild wall"),
        ("standfirst", "Work before winter is planned"),
        (
            "paragraph",
            "The council of Port Alder voted on Tuesday to rebuild the old harbour wall. "
            "It has leaked since the storm of 2019.",
        ),
        ("paragraph", "The work will cost 4.2 million crowns, the mayor said."),
        ("heading", "Who pays"),
        ("paragraph", "Half of it is to come from the state, she told reporters in the town hall after the meeting."),
        ("list_item", "- a sea wall"),
        ("list_item", "- a new pier"),
        ("paragraph", "Two earlier plans had failed for want of money, and one of them ended in court."),
    ]
    assert article.text == "\n\n".join(text for _, text in _segments(article))
    assert [(one.kind, one.text) for one in article.furniture] == [
        ("byline", "By Ann Lee, Associated Press"),
        ("caption", "Workers inspect the harbour wall in Port Alder, Norland. AP"),
        ("translation_note", "Beta 2 - Powered by automated translation"),
        ("dateline", "PORT ALDER, Nov 3 (AP) —"),
        ("caption", "Waves break over the wall in a storm. Tom Reed/AFP"),
        ("update_note", "Updated: November 04, 2022, 1:55 PM"),
    ]
    assert article.headline == "Town to rebuild wall"
    assert article.byline == ("Ann Lee",)
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.date) == ("PORT ALDER", "2022-11-03")
    assert article.modified is not None
    assert article.modified.model_dump() == {
        "at": "2022-11-04T13:55", "precision": "minute", "zone": "unknown", "evidence": "text",
    }  # fmt: skip
    assert article.published is not None
    assert (article.published.at, article.published.evidence) == ("2022-11-04T13:55", "modified")
    assert article.language.tag == "en"
    assert article.fingerprint
    assert article.repairs == ()
    assert len(article.sentences) == 10


def test_its_own_text_is_left_alone() -> None:
    article = normalise(raw_article())
    again = normalise(raw_article(article.text))
    assert (again.text, again.furniture, again.segments) == (article.text, (), article.segments)


PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Town to rebuild wall - The Alder Herald</title>
<meta property="og:site_name" content="The Alder Herald"><meta property="og:title" content="Town to rebuild wall">
<link rel="canonical" href="https://alder.example/2022/11/04/wall">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Town to rebuild wall", "datePublished": "2022-11-04T09:30:00+01:00",
"dateModified": "2022-11-04T12:00:00Z",
"articleSection": "Local", "author": [{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Omar Diaz"}]}
</script></head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Town to rebuild wall</h1>
<p class="standfirst">Work on the harbour wall is planned before winter sets in</p>
<figure><img src="a.jpg"><figcaption>The wall at low tide. Photograph: Tom Reed/EPA</figcaption></figure>
<p>The council of Port Alder voted on Tuesday to rebuild the old harbour&nbsp;wall, after a debate of four hours.</p>
<p>The work will cost 4.2 million crowns, the mayor told reporters after the meeting in the town hall on the quay.</p>
<h2>Who pays</h2>
<p>Half of it is to come from the state, she said, and the other half from a tax on berths in the harbour itself.</p>
<ul><li>a sea wall of 80 metres with a new walk on top</li><li>a new pier for the ferries to the outer islands</li></ul>
<p>Two earlier plans had failed for want of money, and one of them ended in court &amp; was never heard of again.</p>
<p>Read more: Storm leaves 300 homes without power</p></article><footer>© 2022 Alder Media</footer></body></html>"""


def test_a_page() -> None:
    article = normalise(raw_article(PAGE, url="https://alder.example/2022/11/04/wall?from=front#top"))
    _check_laws(article)
    kinds = [kind for kind, _ in _segments(article)]
    assert kinds[:2] == ["headline", "standfirst"]
    assert kinds.count("list_item") == 2
    assert kinds.count("heading") == 1
    assert "rebuild the old harbour wall, after" in article.text
    assert "court & was" in article.text
    assert "Sport" not in article.text
    assert "Alder Media" not in article.text
    assert ("related", "Read more: Storm leaves 300 homes without power") in [
        (one.kind, one.text) for one in article.furniture
    ]
    assert ("caption", "The wall at low tide. Photograph: Tom Reed/EPA") in [
        (one.kind, one.text) for one in article.furniture
    ]
    assert article.headline == "Town to rebuild wall"
    assert article.byline == ("Ann Lee", "Omar Diaz")
    assert article.site == "The Alder Herald"
    assert article.section == "Local"
    assert article.canonical_url == "https://alder.example/2022/11/04/wall"
    assert article.language.tag == "en-GB"
    assert article.published is not None
    assert article.modified is not None
    assert (article.published.at, article.published.zone, article.published.evidence) == (
        "2022-11-04T09:30:00+01:00",
        "explicit",
        "page",
    )
    assert article.modified.at == "2022-11-04T12:00:00+00:00"
    assert normalise(raw_article(article.text, headline=article.headline)).text == article.text


def test_a_body_in_base64_is_decoded() -> None:
    body = "Město postaví zeď\n\nRada v úterý rozhodla, že starou přístavní zeď postaví znovu ještě před zimou."
    encoded = base64.b64encode(body.encode("cp1250")).decode()
    article = normalise(raw_article(None, body_base64=encoded, charset="windows-1250"))
    assert article.text == body
    assert article.language.tag == "cs"
    assert article.repairs == ()
    by_type = normalise(raw_article(None, body_base64=encoded, media_type='text/plain; charset="windows-1250"'))
    assert by_type.text == body


def test_mendings_are_noted_after_those_made_before() -> None:
    article = normalise(raw_article("The wall\x00 of Port Alder fell on Tuesday.\u200b"), repairs=("surrogates",))
    assert article.text == "The wall of Port Alder fell on Tuesday."
    assert article.repairs == ("surrogates", "control_characters", "zero_width")


@pytest.mark.parametrize(
    "body",
    [
        "<p>The wall of Port Alder <b>fell</b> on Tuesday.</p><p>Nobody was hurt<br/>in it.</p>",
        "&lt;p&gt;The wall of Port Alder &lt;b&gt;fell&lt;/b&gt; on Tuesday.&lt;/p&gt;"
        "&lt;p&gt;Nobody was hurt\nin it.&lt;/p&gt;",
    ],
)
def test_tags_left_in_plain_text_are_taken_out(body: str) -> None:
    article = normalise(raw_article(body, media_type="text/plain"))
    assert "<" not in article.text
    assert article.text.startswith("The wall of Port Alder fell on Tuesday.\n\nNobody was hurt")
    assert "markup" in article.repairs
    assert normalise(raw_article(article.text)).text == article.text


def test_the_headline_is_put_in_front_once() -> None:
    body = "The council of Port Alder voted on Tuesday to rebuild the old harbour wall."
    one = normalise(raw_article(body, headline=" Town to\nrebuild wall "))
    assert one.text == f"Town to rebuild wall\n\n{body}"
    assert normalise(raw_article(one.text, headline="Town to rebuild wall")).text == one.text


class TestAsIs:
    """A body that is taken as clean text."""

    def test_nothing_is_changed(self) -> None:
        article = normalise(raw_article(TEXT, headline="Another headline"), as_is=True)
        assert article.text == TEXT
        assert article.furniture == ()
        assert article.headline == "Another headline"
        _check_laws(article)
        assert article.sentences
        assert article.language.tag == "en"

    @settings(max_examples=50, deadline=None)
    @given(st.text(min_size=1, max_size=120).filter(lambda text: text.strip() != ""))
    def test_any_text(self, text: str) -> None:
        article = normalise(raw_article(text), as_is=True)
        assert article.text == text
        _check_laws(article)
        assert not set(article.repairs) - {"surrogates"}


class TestIds:
    """Which raw articles are one article."""

    def test_what_the_id_is_made_of(self) -> None:
        def made(*name: str) -> str:
            return str(uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(name, separators=(",", ":"))))

        url = "https://alder.example/wall"
        assert normalise(raw_article(external_id="7", url=url)).article_id == made("alder.example", "id", "7")
        assert normalise(raw_article(url=f"{url}#top")).article_id == made("alder.example", "url", url)
        digest = hashlib.sha256(TEXT.encode()).hexdigest()
        assert normalise(raw_article()).article_id == made("alder.example", "body", digest)

    def test_no_two_names_meet(self) -> None:
        assert (
            normalise(raw_article(source='a","id","b', external_id="c")).article_id
            != normalise(raw_article(source="a", external_id='b","id","c')).article_id
        )

    def test_a_body_in_base64_has_the_id_of_its_bytes(self) -> None:
        encoded = base64.b64encode(TEXT.encode()).decode()
        assert normalise(raw_article(None, body_base64=encoded)).article_id == normalise(raw_article()).article_id


class TestRefusals:
    """What is no article, with its code."""

    @pytest.mark.parametrize("body", ["", " \n\t\u00a0\u200b", "\x00\x00", "By Ann Lee", "ADVERTISEMENT", "* * *"])
    def test_nothing_to_read(self, body: str) -> None:
        assert _code(raw_article(body)) == Code.EMPTY_BODY

    def test_a_page_without_text(self) -> None:
        assert _code(raw_article("<html><body><script>x()</script></body></html>")) == Code.EMPTY_BODY

    @pytest.mark.parametrize("encoded", ["!!!", "YQ", "Y Q = = x", "ünicode"])
    def test_base64_that_is_none(self, encoded: str) -> None:
        assert _code(raw_article(None, body_base64=encoded)) == Code.SCHEMA_VIOLATION

    @pytest.mark.parametrize("media_type", ["video/mp4", "application/pdf", "image/jpeg", "nonsense"])
    def test_other_types(self, media_type: str) -> None:
        assert _code(raw_article(media_type=media_type)) == Code.UNSUPPORTED_MEDIA_TYPE

    @pytest.mark.parametrize("data", [b"%PDF-1.7 x", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0 jpeg", b"PK\x03\x04zip"])
    def test_other_files(self, data: bytes) -> None:
        assert _code(raw_article(None, body_base64=base64.b64encode(data).decode())) == Code.UNSUPPORTED_MEDIA_TYPE

    def test_data_that_poses_as_a_page(self) -> None:
        assert _code(raw_article('{"error": "not found"}', media_type="text/html")) == Code.UNSUPPORTED_MEDIA_TYPE

    def test_the_limit_counts_bytes_as_received(self) -> None:
        body = "é" * 50
        assert normalise(raw_article(body), max_body_bytes=100)
        assert _code(raw_article(body), max_body_bytes=99) == Code.TOO_LARGE
        encoded = base64.b64encode(body.encode()).decode()
        assert normalise(raw_article(None, body_base64=encoded), max_body_bytes=100)
        assert _code(raw_article(None, body_base64=encoded), max_body_bytes=99) == Code.TOO_LARGE

    def test_the_detail_does_not_quote_the_body(self) -> None:
        with pytest.raises(Rejected) as caught:
            normalise(raw_article("By Ann Lee"))
        assert "Ann" not in caught.value.detail


def test_a_withdrawn_article_has_no_text() -> None:
    article = normalise(raw_article(None, status="withdrawn", external_id="7", published="2022-11-04"))
    assert article.status == "withdrawn"
    assert (article.text, article.segments, article.sentences, article.furniture) == ("", (), (), ())
    assert article.language.tag == "und"
    assert article.article_id == normalise(raw_article(external_id="7")).article_id
    assert article.published is not None


def test_metadata_is_passed_through() -> None:
    assert normalise(raw_article(metadata={"desk": "local"}, rights="ours")).metadata == {
        "desk": "local",
        "rights": "ours",
    }


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(st.text(max_size=200), st.lists(st.sampled_from(TEXT.splitlines()), max_size=12).map("\n".join)),
    st.sampled_from([None, "text/plain", "text/html"]),
    st.one_of(st.none(), st.text(max_size=30)),
)
def test_any_body_is_an_article_or_is_refused(body: str, media_type: str | None, headline: str | None) -> None:
    try:
        article = normalise(
            raw_article(body, media_type=media_type, headline=headline, published=body[:30], url=body[:30])
        )
    except Rejected:
        return
    _check_laws(article)
    try:
        again = normalise(raw_article(article.text, headline=article.headline, media_type="text/plain"))
    except Rejected:
        pytest.fail("an article's own text is refused")
    assert again.text == article.text


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.one_of(st.none(), st.sampled_from(["utf-8", "utf-16", "shift_jis", "x"])))
def test_any_bytes_are_an_article_or_are_refused(data: bytes, charset: str | None) -> None:
    raw = raw_article(None, body_base64=base64.b64encode(data).decode(), charset=charset)
    try:
        _check_laws(normalise(raw))
    except Rejected:
        return


class TestSharedSamples:
    """The two third-party samples, where they are."""

    def test_the_first(self, sample_texts: tuple[str, str]) -> None:
        text = sample_texts[0]
        article = normalise(raw_article(text))
        _check_laws(article)
        lines = [line for line in text.split("\n") if line]
        assert article.headline == lines[0]
        assert [(one.kind, one.text) for one in article.furniture] == [("contributors", lines[-1])]
        assert article.text == "\n\n".join(lines[:-1])
        assert [one.kind for one in article.segments] == ["headline", *["paragraph"] * 13]
        assert len(article.sentences) == 14
        assert article.published is None
        assert article.language.tag == "en"
        assert article.repairs == ()

    def test_the_second(self, sample_texts: tuple[str, str]) -> None:
        text = sample_texts[1]
        article = normalise(raw_article(text))
        _check_laws(article)
        lines = [line.strip() for line in text.split("\n") if line]
        credited = [line for line in lines if line.endswith(" AP")]
        assert [(one.kind, one.text) for one in article.furniture] == [
            ("caption", credited[0]),
            ("translation_note", lines[3]),
            ("caption", credited[1]),
            ("update_note", lines[-1]),
        ]
        kept = [line for line in lines if line not in [one.text for one in article.furniture]]
        assert article.text == "\n\n".join(kept)
        assert [one.kind for one in article.segments] == ["headline", "standfirst", *["paragraph"] * 13]
        assert len(article.sentences) == 15
        assert article.modified is not None
        assert article.modified.at == "2022-11-04T13:55"
        assert article.published is not None
        assert article.published.evidence == "modified"
        assert normalise(raw_article(article.text)).furniture == ()
