"""Laws of normalising, in the stages: an article or a code for any bytes, nothing twice, no word lost or doubled."""

import base64
import json
import random
import re
import struct
import time
import zlib
from collections import Counter
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.article import Article, EnrichedArticle
from schemas.dead_letter import Code
from tests.normalising import TEXT, raw_article
from tests.text.clean.bytes_corpus import BYTES, Body
from worker import codec
from worker.enrichers.registry import ENRICHERS
from worker.errors import Rejected
from worker.normalise import normalise
from worker.stages import Job, run

LINES = [line.strip() for line in TEXT.splitlines() if line.strip()]
PROSE = (
    "The harbour master counted forty boats on Friday, more than in any week before.",
    "“We had to wait,” she said. “Nobody knew why.”",
    "Dr. Lee of St. Mary’s met the U.S. envoy at 5 p.m. on Nov. 4.",
    "Rada v úterý rozhodla, že starou přístavní zeď postaví znovu.",
    "市议会周二决定在冬天之前重建旧港口的围墙。",
    "It costs $4.2 million; 30 percent of it is borrowed...",
)
"""Running text, besides the lines with furniture."""
WORD = re.compile(r"\w+")


def _unexpected(enricher: str, error: Exception) -> None:
    raise AssertionError(enricher) from error


def _stage(value: bytes) -> Article | Code:
    """What the stage makes of a message's value."""
    try:
        job = Job("normalise", value, timestamp_ms=1_700_000_000_000)
        done = run(job, (), max_body_bytes=100_000, entering=lambda _: None, failed=_unexpected)
    except Rejected as error:
        return error.code
    (record,) = done.records
    assert record.slot == "normalised"
    return codec.decode(Article, record.value)


def _check(article: Article) -> None:
    """Spans lie in the text, each surface is a slice without white space at its ends, and the text is all in them."""
    covered = ""
    for segment in article.segments:
        surface = article.text[segment.start : segment.end]
        assert surface == surface.strip() != ""
        covered += surface
    assert "".join(covered.split()) == "".join(article.text.split())
    spoken = "".join(article.text[one.start : one.end] for one in article.sentences)
    assert "".join(spoken.split()) == "".join(covered.split())


@settings(max_examples=80, deadline=None)
@given(st.one_of(st.binary(max_size=120), st.dictionaries(st.text(max_size=8), st.text(max_size=20)).map(json.dumps)))
def test_any_value_is_an_article_or_a_code(value: bytes | str) -> None:
    made = _stage(value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass"))
    assert isinstance(made, (Article, Code))


@settings(max_examples=80, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.lists(st.sampled_from([body.data for body in BYTES]), min_size=1, max_size=2).map(b"\n".join),
        st.tuples(st.sampled_from(PROSE), st.sampled_from(["utf-8", "utf-16", "utf-32", "gb18030"])).map(
            lambda said: said[0].encode(said[1])
        ),
    ),
    st.one_of(st.none(), st.sampled_from(["utf-8", "utf-16", "latin-1", "shift_jis", "nonsense"])),
    st.sampled_from([None, "text/plain", "text/html"]),
)
def test_any_body_in_bytes_is_an_article_or_a_code(data: bytes, charset: str | None, media_type: str | None) -> None:
    fields = {"body_base64": base64.b64encode(data).decode(), "charset": charset, "media_type": media_type}
    made = _stage(json.dumps({"source": "a.example", **fields}).encode())
    if isinstance(made, Article):
        _check(made)


@pytest.mark.parametrize("body", BYTES[::7], ids=lambda body: body.about)
def test_damaged_bodies_come_out_of_the_stage_as_they_were_meant(body: Body) -> None:
    fields = {"body_base64": base64.b64encode(body.data).decode(), "charset": body.declared, "external_id": "1"}
    made = _stage(json.dumps({"source": "a.example", **fields}).encode())
    assert isinstance(made, Article)
    text = re.sub("<style>[^<]*</style>|<[^>]*>", "", body.text)
    assert "".join(made.text.split()) == "".join(text.split())


NOISE = random.Random(5)
BINARY = {
    "noise": NOISE.randbytes(300),
    "more noise": NOISE.randbytes(50_000),
    "zlib": zlib.compress(NOISE.randbytes(3000)),
    "numbers of two bytes": struct.pack("<2000h", *(NOISE.randrange(-300, 300) for _ in range(2000))),
    "numbers of four bytes": struct.pack("<900i", *(NOISE.randrange(1000) for _ in range(900))),
    "a program": b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(200) + NOISE.randbytes(500),
    "an archive": b"file.txt" + bytes(92) + b"0000644\x00" + bytes(400) + b"x" * 512,
    "a font": b"\x00\x01\x00\x00\x00\x0f\x00\x80" + NOISE.randbytes(1000),
    "zeros": bytes(3000),
}


@pytest.mark.parametrize("media_type", [None, "text/plain", "text/html"])
@pytest.mark.parametrize("data", BINARY.values(), ids=BINARY)
def test_binary_data_is_no_text(data: bytes, media_type: str | None) -> None:
    fields = {"body_base64": base64.b64encode(data).decode(), "media_type": media_type}
    assert _stage(json.dumps({"source": "a.example", **fields}).encode()) == Code.UNSUPPORTED_MEDIA_TYPE


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from([*LINES, *PROSE]), min_size=1, max_size=14), st.sampled_from(["\n", "\n\n"]))
def test_its_own_text_is_left_alone_and_nothing_is_removed(lines: list[str], between: str) -> None:
    try:
        article = normalise(raw_article(between.join(lines)))
    except Rejected:
        return
    _check(article)
    again = normalise(raw_article(article.text, headline=article.headline, media_type="text/plain"))
    assert (again.text, again.furniture, again.repairs) == (article.text, (), ())


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from([*LINES, *PROSE]), st.text("abc XY.,“”-é\u00ad\u200b", max_size=40)), max_size=14
    )
)
def test_no_word_is_lost_or_doubled(lines: list[str]) -> None:
    body = "\n\n".join(lines)
    try:
        article = normalise(raw_article(body, media_type="text/plain"))
    except Rejected:
        return
    kept = Counter(WORD.findall(article.text))
    removed = Counter(word for one in article.furniture for word in WORD.findall(one.text))
    assert kept + removed == Counter(WORD.findall(re.sub("[\u00ad\u200b]", "", body)))


@pytest.mark.parametrize(
    "body",
    [
        "a " * 60_000, "\n" * 120_000 + "A wall fell.", "By Ann Lee\n" * 2_000, "&amp;" * 24_000, "<" * 120_000,
        "." * 120_000, "A. " * 40_000, "(AP) " * 24_000, "“" * 100_000, "\u0301" * 60_000 + "A wall fell.",
        "Updated: " * 12_000, "\u00c3\u00a9" * 60_000, "A wall fell on Tuesday.\n\n" * 1_200,
    ],
    ids=lambda body: repr(body[:8]),
)  # fmt: skip
def test_time_is_linear_in_the_length(body: str) -> None:
    """Ten times the text, hardly more than ten times the time: the shorter one is timed, too."""

    def seconds(text: str) -> float:
        begun = time.process_time()
        with suppress(Rejected):
            normalise(raw_article(text, media_type="text/plain"))
        return time.process_time() - begun

    seconds(body[: len(body) // 10])
    short = min(seconds(body[: len(body) // 10]) for _ in range(2))
    assert seconds(body) < 30 * short + 0.3


def test_a_withdrawal_goes_through_both_stages_without_text_or_annotations() -> None:
    fields = {"source": "a.example", "external_id": "7", "url": "https://a.example/7", "published": "2022-11-04"}
    usable = _stage(json.dumps({**fields, "body": "Four people met in Riga."}).encode())
    withdrawn = _stage(json.dumps({**fields, "status": "withdrawn", "metadata": {"why": "error"}}).encode())
    assert isinstance(usable, Article)
    assert isinstance(withdrawn, Article)
    assert withdrawn.article_id == usable.article_id
    assert (withdrawn.status, withdrawn.text, withdrawn.segments, withdrawn.sentences) == ("withdrawn", "", (), ())
    assert (withdrawn.fingerprint, withdrawn.headline, withdrawn.furniture) == (None, None, ())
    assert (withdrawn.language.tag, withdrawn.metadata, withdrawn.url) == ("und", {"why": "error"}, usable.url)
    job = Job("enrich", codec.encode(withdrawn), lost={"names": "crashed"})
    done = run(job, ENRICHERS, max_body_bytes=1, entering=_never, failed=_unexpected)
    assert [record.slot for record in done.records] == ["enriched"]
    enriched = codec.decode(EnrichedArticle, done.records[0].value)
    assert enriched.status == "withdrawn"
    assert (enriched.mentions, enriched.entities, enriched.figures, enriched.moments, enriched.quotes) == ((),) * 5
    assert (enriched.failures, done.failures) == ((), ())


def _never(part: str) -> None:
    assert part in ("decode", "encode")


@pytest.mark.parametrize("body", [{"body": "Four people met."}, {"body_base64": "!!! not base64"}, {}])
def test_a_withdrawal_needs_no_body_and_reads_none(body: dict[str, str]) -> None:
    made = _stage(
        json.dumps({"source": "a.example", "url": "https://a.example/7", "status": "withdrawn", **body}).encode()
    )
    assert isinstance(made, Article)
    assert (made.status, made.text) == ("withdrawn", "")
