"""One raw article to an article: pure, the same every time, no clock."""

import base64
import binascii
import hashlib
import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from schemas.article import Article, Dateline, Furniture, RawArticle, Segment
from schemas.dead_letter import Code
from schemas.span import Span
from worker.errors import Rejected
from worker.sources import NO_SOURCES, Source, Sources
from worker.text.clean.arrange import arrange
from worker.text.clean.blocks import Block, group_lines, is_bullet, is_prose, plain_blocks
from worker.text.clean.bylines import names_in_byline
from worker.text.clean.charset import decode_body, is_binary
from worker.text.clean.datenotes import DateNote, read_date_note
from worker.text.clean.furniture import Known, Sorted, sort_out
from worker.text.clean.linekinds import Place, kind_of
from worker.text.clean.media import magic_of_other_files, sniff_media
from worker.text.clean.mender import Mender
from worker.text.clean.page import Page, read_page
from worker.text.clean.pagefacts import Facts
from worker.text.clean.refusals import MOST_BLOCKS, refusal
from worker.text.clean.stamping import Stamps, choose_stamps, parse_seen, year_of_dateline
from worker.text.clean.zones import in_zone
from worker.text.fingerprint import fingerprint
from worker.text.language import UNDETERMINED, find_language
from worker.text.segment import sentence_spans

MAX_BODY_BYTES: Final = 5_000_000
_BLANK_LINE: Final = "\n\n"


@dataclass(frozen=True, slots=True)
class _Body:
    """A body as text, with the bytes that it came in."""

    text: str
    received: bytes
    repairs: tuple[str, ...]


def article_id(raw: RawArticle, body: bytes) -> str:
    """The article's id: UUIDv5 in the URL namespace of a compact JSON array of three strings.

    `[source, "id", external_id]`, else `[source, "url", url without fragment]`, else `[source, "body", SHA-256 of the
    body as received, in hexadecimal]`. An array, for no separator is safe in what publishers call their articles.
    """
    if raw.external_id:
        name = [raw.source, "id", raw.external_id]
    elif raw.url:
        name = [raw.source, "url", raw.url.partition("#")[0]]
    else:
        name = [raw.source, "body", hashlib.sha256(body).hexdigest()]
    return str(uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(name, ensure_ascii=True, separators=(",", ":"))))


def _received_body(raw: RawArticle, limit: int, charset: str | None) -> _Body:
    """The body; `charset` is the source's, for bytes with which none is declared."""
    if raw.body is not None:
        data = raw.body.encode("utf-8", "surrogatepass")
        if len(data) > limit:
            raise Rejected(Code.TOO_LARGE, f"the body has {len(data)} bytes, {limit} are allowed")
        return _Body(raw.body, data, ())
    encoded = raw.body_base64 or ""
    # Four characters stand for three bytes: refuse before decoding what cannot fit, line breaks allowed for.
    if len(encoded) // 4 * 3 > limit * 1.1 + 4096:
        raise Rejected(Code.TOO_LARGE, f"the body has about {len(encoded) // 4 * 3} bytes, {limit} are allowed")
    try:
        data = base64.b64decode("".join(encoded.split()).encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise Rejected(Code.SCHEMA_VIOLATION, "body_base64 is not base64") from None
    if len(data) > limit:
        raise Rejected(Code.TOO_LARGE, f"the body has {len(data)} bytes, {limit} are allowed")
    if magic_of_other_files(data):
        raise Rejected(Code.UNSUPPORTED_MEDIA_TYPE, "the body is a binary file")
    declared = raw.charset
    if declared is None and raw.media_type and "charset=" in raw.media_type.lower():
        declared = raw.media_type.lower().partition("charset=")[2].strip(" \"';").partition(";")[0]
    decoded = decode_body(data, declared or charset)
    if is_binary(decoded.text):
        raise Rejected(Code.UNSUPPORTED_MEDIA_TYPE, "the body is binary data")
    return _Body(decoded.text, data, ("charset",) if decoded.mended else ())


def _sentences(text: str, segments: Sequence[Segment]) -> tuple[Span, ...]:
    return tuple(span for segment in segments for span in sentence_spans(text, segment.start, segment.end))


def _assemble(blocks: Sequence[Block]) -> tuple[str, tuple[Segment, ...]]:
    """The text, its blocks joined by blank lines, and where each lies."""
    segments: list[Segment] = []
    at = 0
    for block in blocks:
        segments.append(Segment(kind=block.kind, start=at, end=at + len(block.text)))
        at += len(block.text) + len(_BLANK_LINE)
    return _BLANK_LINE.join(block.text for block in blocks), tuple(segments)


def _plain_segments(text: str) -> tuple[Segment, ...]:
    """The segments of a text that is taken as it is."""
    lines = group_lines(text)
    blocks = arrange(
        [
            Block(body, "list_item" if is_bullet(body) else "paragraph", line.apart)
            for line in lines
            for body in (text[line.start : line.end],)
        ],
        None,
        None,
    )
    return tuple(
        Segment(kind=block.kind, start=line.start, end=line.end) for line, block in zip(lines, blocks, strict=True)
    )


def _withdrawn(raw: RawArticle, mender: Mender, stamps: Stamps, source: Source) -> Article:
    body = (raw.body or "").encode("utf-8", "surrogatepass") or (raw.body_base64 or "").encode("utf-8", "replace")
    return Article(
        article_id=article_id(raw, body),
        content_hash=hashlib.sha256(b"").hexdigest(),
        source=raw.source,
        url=mender.line(raw.url),
        external_id=raw.external_id,
        country=source.country,
        status="withdrawn",
        text="",
        language=UNDETERMINED,
        published=in_zone(stamps.published, source.zone),
        repairs=tuple(mender.repairs),
        metadata=raw.metadata,
    )


def normalise(
    raw: RawArticle,
    *,
    received: datetime | None = None,
    repairs: tuple[str, ...] = (),
    max_body_bytes: int = MAX_BODY_BYTES,
    as_is: bool = False,
    sources: Sources = NO_SOURCES,
) -> Article:
    """Make one clean article of what came in.

    `received` is the time of the message, by which a date is judged to lie in the future where `retrieved` is not
    given; without either none is. `repairs` are mendings that were made before. `as_is` takes the body as clean text:
    nothing is removed, moved or mended (but lone surrogates, which no UTF-8 can hold, become U+FFFD one for one), and
    the headline is not put in front. `sources` is what is known of sources: the article's country, the zone of times
    that state none, the charset of bytes that declare none, a hint at the language, furniture lines of their own.
    Raises `Rejected`: `too_large`, `schema_violation` (base64 that is none), `unsupported_media_type`, `empty_body`,
    `not_an_article`.
    """
    mender = Mender(repairs)
    source = sources.of(raw.source)
    seen = parse_seen(raw.retrieved) or (received.astimezone(UTC) if received else None)
    if raw.status == "withdrawn":
        stamps = choose_stamps(raw.published, Facts(), (), raw.url, None, seen)
        mender.note(*stamps.repairs)
        return _withdrawn(raw, mender, stamps, source)
    body = _received_body(raw, max_body_bytes, source.charset)
    mender.note(*body.repairs)
    if as_is:
        return _as_is(raw, source, body, mender, seen)
    media = sniff_media(body.text, raw.media_type)
    if media is None:
        raise Rejected(Code.UNSUPPORTED_MEDIA_TYPE, "the body is neither plain text nor a page")
    page: Page | None = None
    if media == "html":
        page = read_page(body.text, raw.url)
        blocks = [mended for block in page.blocks if (mended := mender.block(block)).text]
    else:
        blocks = plain_blocks(mender.plain(body.text))
    if len(blocks) > MOST_BLOCKS:
        raise Rejected(Code.NOT_AN_ARTICLE, f"the body has {len(blocks)} lines: a table or a log, no article")
    blocks, own = _without_own_lines(blocks, source)
    facts = page.facts if page else Facts()
    headline = mender.line(raw.headline) or mender.line(facts.headline)
    sorted_ = sort_out(blocks, Known(headline, mender.line(raw.byline)))
    prose = "\n".join(block.text for block in sorted_.blocks if is_prose(block.text))
    lines = (*page.lines, *(block.text for block in blocks)) if page else tuple(block.text for block in blocks)
    wall = refusal(lines, prose, (*page.heads, facts.headline or "") if page else ())
    if wall is not None:
        raise Rejected(Code.NOT_AN_ARTICLE, f"the body is {wall}")
    if page:
        sorted_ = _with_opening(sorted_, [told for line in page.opening if (told := mender.line(line))])
    if own:
        sorted_ = replace(sorted_, furniture=(*own, *sorted_.furniture))
    if not sorted_.blocks:
        raise Rejected(Code.EMPTY_BODY, f"no text is left; {len(sorted_.furniture)} lines of furniture were removed")
    standfirst = mender.line(facts.standfirst) if page else None
    arranged = arrange(sorted_.blocks, headline, standfirst, sorted_.begins)
    text, segments = _assemble(arranged)
    captions = (mender.line(caption) for caption in page.captions) if page else ()
    return _article(raw, source, body, text, segments, mender, facts, sorted_, captions, headline, seen)


def _with_opening(sorted_: Sorted, lines: Sequence[str]) -> Sorted:
    """With what the lines between a page's headline and its body say: when it was published, and by whom."""
    known = {furniture.text for furniture in sorted_.furniture}
    furniture: list[Furniture] = []
    notes: list[DateNote] = []
    for line in lines:
        kind = kind_of(line, Place(head=True, tail=False, inside=False)) if line not in known else None
        if kind == "byline" or (kind == "update_note" and (note := read_date_note(line, bare=True)) is not None):
            furniture.append(Furniture(kind=kind, text=line))
            if kind == "update_note" and note is not None:
                notes.append(note)
    return replace(sorted_, furniture=(*furniture, *sorted_.furniture), notes=(*notes, *sorted_.notes))


def _without_own_lines(blocks: Sequence[Block], source: Source) -> tuple[list[Block], list[Furniture]]:
    """The blocks that are not the source's own furniture, and those that are."""
    if not source.own_lines:
        return list(blocks), []
    kept: list[Block] = []
    own: list[Furniture] = []
    for block in blocks:
        kind = source.own_lines.kind_of(block.text)
        if kind is None:
            kept.append(block)
        else:
            own.append(Furniture(kind=kind, text=block.text))
    return kept, own


def _as_is(raw: RawArticle, source: Source, body: _Body, mender: Mender, seen: datetime | None) -> Article:
    text = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in body.text)
    if text != body.text:
        mender.note("surrogates")
    else:
        text = body.text
    if not text.strip():
        raise Rejected(Code.EMPTY_BODY, "the body is empty or white space")
    segments = _plain_segments(text)
    nothing = Sorted((), (), (), None, ())
    return _article(raw, source, body, text, segments, mender, Facts(), nothing, (), mender.line(raw.headline), seen)


def _article(
    raw: RawArticle,
    source: Source,
    body: _Body,
    text: str,
    segments: tuple[Segment, ...],
    mender: Mender,
    facts: Facts,
    sorted_: Sorted,
    captions: Iterable[str | None],
    headline: str | None,
    seen: datetime | None,
) -> Article:
    address = raw.url or facts.canonical_url
    stamps = choose_stamps(raw.published, facts, sorted_.notes, address, sorted_.dateline, seen, raw.retrieved)
    mender.note(*stamps.repairs)
    known = {furniture.text for furniture in sorted_.furniture}
    figures = tuple(Furniture(kind="caption", text=line) for line in captions if line and line not in known)
    first = segments[0]
    found = text[first.start : first.end] if first.kind == "headline" else None
    byline = names_in_byline(mender.line(raw.byline) or "") or facts.byline or sorted_.byline
    at = sorted_.dateline
    dateline = None
    if at is not None:
        dateline = Dateline(place=at.place, date=year_of_dateline(at.date, stamps), surface=at.surface)
    return Article(
        article_id=article_id(raw, body.received),
        content_hash=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        source=raw.source,
        url=mender.line(raw.url),
        canonical_url=facts.canonical_url,
        external_id=raw.external_id,
        site=mender.line(facts.site),
        section=mender.line(facts.section),
        country=source.country,
        headline=headline or found,
        text=text,
        segments=segments,
        sentences=_sentences(text, segments),
        furniture=sorted_.furniture + figures,
        byline=tuple(name for person in byline if (name := mender.line(person))),
        dateline=dateline,
        language=find_language(_running_text(text, segments), raw.language or source.language or facts.language),
        published=in_zone(stamps.published, source.zone),
        modified=in_zone(stamps.modified, source.zone),
        fingerprint=fingerprint(text),
        repairs=tuple(mender.repairs),
        metadata=raw.metadata,
    )


def _running_text(text: str, segments: Sequence[Segment]) -> str:
    """The text from its first paragraph on: a headline in capitals or of names tells little of the language."""
    start = next((one.start for one in segments if one.kind == "paragraph" and one.end - one.start >= 60), 0)
    return text[start:]
