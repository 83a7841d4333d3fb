"""Messages for people: rich renderables that fit in 80 columns. Nothing from outside is taken as markup."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime

import orjson
from pydantic import ValidationError
from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from schemas import dead_letter
from schemas.article import Article, EnrichedArticle, RawArticle
from schemas.base import Contract
from schemas.record import EntityRecord, Envelope, FigureRecord
from worker.terminal.figures import counted, extent, hedged, unit
from worker.terminal.printable import printable, printable_bytes
from worker.terminal.reader import Received

_EXCERPT = 240
_QUOTED = 100
_DIM = "dim"


def message(slot: str | None, received: Received) -> RenderableType:
    """One message of a topic, by the topic's short name; a value that is not what it should be is shown as it is."""
    if slot == "deadletters":
        return dead_letter_summary(received)
    if slot in _SHOWN and received.value is not None:
        contract, show = _SHOWN[slot]
        try:
            return show(contract.model_validate_json(received.value))
        except ValidationError:
            pass
    return plain_message(received)


def plain_message(received: Received) -> RenderableType:
    """Any message: where it lies, its key, its value indented where it is JSON."""
    return Group(Text(_where(received), _DIM), Text(_key(received)), Text(body(received.value)))


def body(value: bytes | None) -> str:
    """A value in printable form; JSON is indented."""
    if value is None:
        return "(no value)"
    with suppress(orjson.JSONDecodeError):
        value = orjson.dumps(orjson.loads(value), option=orjson.OPT_INDENT_2)
    return printable_bytes(value, lines=True)


def raw_article(raw: RawArticle) -> RenderableType:
    """An article as its producer sent it."""
    facts = (raw.source, raw.external_id or raw.url, raw.media_type, raw.published, raw.status)
    text = raw.body if raw.body is not None else "(bytes in base64)" if raw.body_base64 is not None else "(no body)"
    return Group(Text(_line(facts), "bold"), Text(f"{_excerpt(text)}\n"))


def article(shown: Article) -> RenderableType:
    """A normalised article: its head, and how its text begins."""
    rest = shown.text.removeprefix(shown.headline or "").strip()
    return Group(*_head(shown), Text(f"{_excerpt(rest)}\n"))


def enriched(shown: EnrichedArticle) -> RenderableType:
    """An enriched article: its head, entities with their ids, figures with what they count, dates and quotes."""
    parts: list[RenderableType] = list(_head(shown))
    if shown.entities:
        parts.append(_entities(shown))
    if shown.figures:
        parts.append(_figures(shown))
    if shown.moments or shown.quotes:
        parts += [Text(), _sayings(shown)]
    if shown.failures:
        lost = ", ".join(f"{failure.enricher} ({failure.code})" for failure in shown.failures)
        parts.append(Text(f"  not analysed: {lost}", "red"))
    return Group(*parts, Text())


def head(shown: Article) -> RenderableType:
    """An article's headline, source, time, language and id."""
    return Group(*_head(shown))


def entity_record(record: EntityRecord) -> RenderableType:
    """One line for an entity, and the sentence that it stands in."""
    entity = record.entity
    head = Text.assemble(
        (printable(entity.canonical), "bold"), f"  {entity.type.lower()}  ", (entity.entity_id, "cyan")
    )
    return Group(head, _evidence(record))


def figure_record(record: FigureRecord) -> RenderableType:
    """One line for a figure with its bounds, unit and counted thing, and the sentence that it stands in."""
    figure = record.figure
    head = Text.assemble(
        (printable(extent(figure)), "bold" if figure.status == "ok" else "bold red"),
        f" {unit(figure)}".rstrip(),
        f"  {printable(counted(figure))}".rstrip(),
        (f"  “{printable(hedged(figure))}”", _DIM),
    )
    if figure.speaker is not None:
        head.append(f"  says {printable(figure.speaker.canonical)}", _DIM)
    return Group(head, _evidence(record))


def dead_letter_summary(received: Received) -> RenderableType:
    """A dead letter: its code, where it was refused and where it comes from, its size and key."""
    size = "no value" if received.value is None else f"{len(received.value):,} bytes"
    stage = printable(received.header(dead_letter.STAGE) or "?")
    said = printable(received.header(dead_letter.MESSAGE) or "")
    origin = printable(received.header(dead_letter.RAW) or "?")
    return Group(
        Text.assemble((printable(received.header(dead_letter.ERROR_CODE) or "?"), "bold red"), f"  {said}"),
        Text(f"  in {stage}, of {origin}, {size}, {_key(received)}"),
        Text(f"  {_where(received)}", _DIM),
    )


def when(timestamp_ms: int | None) -> str:
    """A message's time in UTC, to the second."""
    return "?" if timestamp_ms is None else f"{datetime.fromtimestamp(timestamp_ms / 1000, UTC):%Y-%m-%d %H:%M:%SZ}"


_SHOWN: dict[str | None, tuple[type[Contract], Callable[..., RenderableType]]] = {
    "raw": (RawArticle, raw_article),
    "normalised": (Article, article),
    "enriched": (EnrichedArticle, enriched),
    "entities": (EntityRecord, entity_record),
    "numbers": (FigureRecord, figure_record),
}


def _head(shown: Article) -> Iterator[RenderableType]:
    yield Text(printable(shown.headline or _cut(shown.text.partition("\n")[0], 76) or "(no text)"), "bold")
    published = shown.published.at if shown.published else "undated"
    yield Text("  " + _line((shown.source, published, shown.language.tag, shown.status)))
    yield Text(f"  {shown.article_id}", _DIM)
    if shown.dateline is not None:
        yield Text.assemble(("  dateline ", _DIM), printable(shown.dateline.surface))


def _entities(shown: EnrichedArticle) -> Table:
    table = _table("entity", "type", "id", "times")
    for entity in shown.entities:
        table.add_row(
            Text(printable(entity.canonical)),
            entity.type.lower(),
            Text(entity.entity_id, "cyan"),
            str(len(entity.mentions)),
        )
    return table


def _figures(shown: EnrichedArticle) -> Table:
    table = _table("figure", "says", "counts", "by")
    for figure in shown.figures:
        table.add_row(
            Text(printable(hedged(figure))),
            Text(printable(f"{extent(figure)} {unit(figure)}".strip()), "" if figure.status == "ok" else "red"),
            Text(printable(counted(figure))),
            Text(printable(shown.entities[figure.speaker].canonical) if figure.speaker is not None else ""),
        )
    return table


def _sayings(shown: EnrichedArticle) -> Table:
    """Dates with their values, quotes with their speakers."""
    table = Table.grid(padding=(0, 1))
    table.add_column(style=_DIM)
    for number, moment in enumerate(shown.moments):
        value = moment.value or moment.quant or moment.status
        table.add_row("dates" if number == 0 else "", Text(printable(f"{moment.surface} = {value}")))
    for quote in shown.quotes:
        who = shown.entities[quote.speaker].canonical if quote.speaker is not None else "somebody"
        words = _cut(" ".join(shown.text[quote.start : quote.end].split()), _QUOTED)
        table.add_row(quote.kind, Text(printable(f"{who}: {words}")))
    return table


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style=_DIM, padding=(0, 1), show_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _evidence(record: Envelope) -> RenderableType:
    published = record.published.at if record.published else "undated"
    said = _excerpt(record.evidence.text)
    return Group(Text(f"  {said}", _DIM), Text(f"  {printable(record.source)}, {published}, {record.article_id}", _DIM))


def _where(received: Received) -> str:
    place = f"{received.topic}/{received.partition}/{received.kafka_offset}"
    return f"{printable(place)}, {when(received.timestamp_ms)}"


def _key(received: Received) -> str:
    return "no key" if received.key is None else f"key {printable_bytes(received.key)}"


def _line(facts: tuple[str | None, ...]) -> str:
    return printable("  ".join(fact for fact in facts if fact))


def _excerpt(text: str) -> str:
    return _cut(printable(" ".join(text.split())), _EXCERPT)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
