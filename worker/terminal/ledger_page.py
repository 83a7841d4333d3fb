"""What the ledger found, for people and for programs."""

from collections.abc import Iterator

import orjson
from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from worker.outcome import FAULTS, Outcome, Verdict
from worker.settings import Settings
from worker.terminal.ledger import Found, Question
from worker.terminal.printable import printable

_SHOWN = (
    Outcome.FORWARDED,
    Outcome.REJECTED,
    Outcome.OPEN,
    Outcome.EXPIRED,
    Outcome.INCOMPLETE,
    Outcome.DOUBLED,
    Outcome.MISSING,
)


def page(settings: Settings, question: Question, found: Found) -> RenderableType:
    """A table of the outcomes, what else is to be said, the places of what is wrong, and the verdict."""
    parts: list[RenderableType] = [_table(settings, question, found), Text()]
    parts += [Text(f"* {note}") for note in notes(settings, question, found)]
    tally = found.tally
    for kind in FAULTS:
        for place, what in tally.places[kind]:
            parts.append(Text.assemble((f"{kind}  ", "bold red"), f"{printable(place)}  {what}"))
    parts += [Text(f"and {more:,} more {kind}, not listed") for kind, more in tally.unlisted()]
    counts = ", ".join(f"{tally.outcomes[kind]:,} {kind}" for kind in FAULTS if tally.outcomes[kind])
    if tally.well:
        parts.append(Text("Nothing is missing, doubled or incomplete.", "bold green"))
    else:
        parts.append(Text(f"Of {tally.received:,} raw messages: {counts}.", "bold red"))
    return Group(*parts)


def notes(settings: Settings, question: Question, found: Found) -> Iterator[str]:
    """What a reader of the figures must know, a sentence each."""
    names = {slot: printable(topic.name) for slot, topic in settings.topics.slots()}
    ledger, tally = found.ledger, found.tally
    for topic, partitions in found.uncommitted.items():
        what = "what has no outcome there counts as open"
        of = f"{partitions:,} partitions" if partitions > 1 else "a partition"
        yield f"the group {printable(question.group)} has committed nothing in {of} of {printable(topic)}: {what}"
    for slot, number in tally.hidden.items():
        yield f"{number:,} of those open may be hidden in {names[slot]} by a transaction that is still open"
    for slot, number in tally.expired.items():
        yield f"{number:,} expired: older than what is left in {names[slot]}, so nobody can tell"
    if found.replays:
        yield f"{found.replays:,} of the raw messages are replayed dead letters"
    if found.orphans:
        yield f"{found.orphans:,} articles and dead letters come of raw messages that were deleted since"
    if ledger.uncounted:
        yield f"{ledger.uncounted:,} enriched articles do not tell how many records they have: not checked"
    for topic, number in ledger.elsewhere.most_common(10):
        yield f"{number:,} messages come from {printable(topic)}, which is another topic: left out"
    if ledger.placeless:
        yield f"{ledger.placeless:,} messages do not tell what raw message they come from: left out"


def document(settings: Settings, question: Question, found: Found) -> bytes:
    """All of it as one JSON object on one line. Counts of raw messages stand under the outcomes' names."""
    names = {slot: topic.name for slot, topic in settings.topics.slots()}
    ledger, tally = found.ledger, found.tally
    rejected: dict[str, dict[str, int]] = {}
    for (stage, code), number in sorted(tally.rejected.items()):
        rejected.setdefault(stage, {})[code] = number
    return orjson.dumps(
        {
            "topic": ledger.topic,
            "group": question.group,
            "well": tally.well,
            "received": tally.received,
            **{str(outcome): tally.outcomes[outcome] for outcome in _SHOWN},
            "rejected_by": rejected,
            "expired_in": {names[slot]: number for slot, number in tally.expired.items()},
            "hidden_in": {names[slot]: number for slot, number in tally.hidden.items()},
            "uncommitted_partitions": dict(found.uncommitted),
            "replays": found.replays,
            "outputs_of_deleted": found.orphans,
            "outputs_of_later": ledger.after,
            "outputs_of_other_topics": dict(ledger.elsewhere),
            "outputs_without_place": ledger.placeless,
            "enriched_without_count": ledger.uncounted,
            "places": {
                str(kind): [{"raw": place, "what": what} for place, what in tally.places[kind]] for kind in FAULTS
            },
        }
    )


def each_line(place: str, verdict: Verdict) -> str:
    """One raw message for people: its place, its outcome, and what there is to say."""
    said = " ".join(part for part in (verdict.stage, verdict.code, verdict.what) if part)
    return f"{printable(place)} {verdict.outcome} {said}".rstrip()


def each_document(place: str, verdict: Verdict) -> bytes:
    """One raw message as a JSON object on one line; what there is not to say is left out."""
    return orjson.dumps(
        {"raw": place, "outcome": str(verdict.outcome)}
        | {
            name: said
            for name, said in (("stage", verdict.stage), ("code", verdict.code), ("what", verdict.what))
            if said
        }
    )


def errors() -> Console:
    """Standard error for people."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def _table(settings: Settings, question: Question, found: Found) -> Table:
    tally = found.tally
    table = Table(
        box=box.SIMPLE_HEAD, pad_edge=False, header_style="dim", padding=(0, 1), show_edge=False, title_justify="left"
    )
    table.add_column(Text(f"{printable(settings.topics.raw.name)}, group {printable(question.group)}"))
    table.add_column(Text("messages"), justify="right")
    table.add_row(Text("received", "bold"), Text(f"{tally.received:,}", "bold"))
    for outcome in _SHOWN:
        number = tally.outcomes[outcome]
        style = "bold red" if outcome in FAULTS and number else ""
        table.add_row(Text(f"  {outcome}", style), Text(f"{number:,}", style))
        if outcome is Outcome.REJECTED:
            for (stage, code), count in sorted(tally.rejected.items()):
                table.add_row(Text(f"    {stage}: {code}", "dim"), Text(f"{count:,}", "dim"))
    return table
