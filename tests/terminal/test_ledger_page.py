"""What the ledger found, as people and programs see it."""

import io
import json

from rich.console import Console, RenderableType

from worker.accounts import Book
from worker.ledger import Ledger
from worker.outcome import Outcome, Tally, Verdict
from worker.settings import Settings
from worker.terminal.ledger import Found, Question
from worker.terminal.ledger_page import document, each_document, each_line, page

SETTINGS = Settings(topic_prefix="t.")
RAW = "t.articles.raw"
QUESTION = Question("desk")


def found(*verdicts: Verdict, limit: int = 1000, uncommitted: dict[str, int] | None = None, replays: int = 0) -> Found:
    tally = Tally(limit)
    for offset, verdict in enumerate(verdicts):
        tally.add(f"{RAW}/0/{offset}", verdict)
    ledger = Ledger(RAW, {0: Book(0, len(verdicts))})
    return Found(ledger, tally, uncommitted or {}, ledger.orphans(), replays)


def printed(shown: RenderableType) -> str:
    sink = io.StringIO()
    Console(file=sink, width=80, highlight=False, markup=False).print(shown, soft_wrap=True)
    return sink.getvalue()


GOOD = (
    Verdict(Outcome.FORWARDED),
    Verdict(Outcome.REJECTED, stage="normalise", code="too_deep"),
    Verdict(Outcome.REJECTED, stage="enrich", code="crashed"),
    Verdict(Outcome.OPEN, "to be normalised"),
)
BAD = (
    Verdict(Outcome.MISSING, "neither normalised nor rejected"),
    Verdict(Outcome.DOUBLED, "2 normalised, 0 rejected by normalise"),
    Verdict(Outcome.INCOMPLETE, "3 of its numbers are not there"),
)


def rows(text: str) -> dict[str, str]:
    """The table's rows: what is counted, and how many."""
    lines = (line.rsplit(maxsplit=1) for line in text.splitlines() if line and line[-1].isdigit())
    return {name.strip(): number for name, number in lines}


def test_the_table_counts_every_raw_message_once() -> None:
    counted = rows(printed(page(SETTINGS, QUESTION, found(*GOOD, *BAD))))
    assert counted == {
        "received": "7",
        "forwarded": "1",
        "rejected": "2",
        "normalise: too_deep": "1",
        "enrich: crashed": "1",
        "open": "1",
        "expired": "0",
        "incomplete": "1",
        "doubled": "1",
        "missing": "1",
    }


def test_it_says_whether_all_is_well() -> None:
    assert "Nothing is missing, doubled or incomplete." in printed(page(SETTINGS, QUESTION, found(*GOOD)))
    bad = printed(page(SETTINGS, QUESTION, found(*GOOD, *BAD)))
    assert "Of 7 raw messages: 1 missing, 1 doubled, 1 incomplete." in bad
    for line in (
        f"missing  {RAW}/0/4  neither normalised nor rejected",
        f"doubled  {RAW}/0/5  2 normalised, 0 rejected by normalise",
        f"incomplete  {RAW}/0/6  3 of its numbers are not there",
    ):
        assert line in bad.splitlines()


def test_what_is_not_listed_is_told() -> None:
    shown = printed(page(SETTINGS, QUESTION, found(*[BAD[0]] * 5, limit=2)))
    assert shown.count(f"missing  {RAW}/0/") == 2
    assert "and 3 more missing, not listed" in shown


def test_what_must_be_known_of_the_figures_is_told() -> None:
    hidden = Verdict(Outcome.OPEN, "hidden by a transaction that is still open", topic="enriched")
    expired = Verdict(Outcome.EXPIRED, "3 of its numbers are not there", topic="numbers")
    looked = found(hidden, expired, expired, uncommitted={RAW: 1, "t.articles.normalised": 3}, replays=4)
    looked.ledger.before = 6
    looked.ledger.placeless, looked.ledger.uncounted = 7, 8
    looked.ledger.elsewhere["evil\x1b[2Jname"] = 9
    shown = printed(page(SETTINGS, QUESTION, looked))
    for note in (
        f"the group desk has committed nothing in a partition of {RAW}: what has no outcome there counts as open",
        "committed nothing in 3 partitions of t.articles.normalised:",
        "1 of those open may be hidden in t.articles.enriched by a transaction that is still open",
        "2 expired: older than what is left in t.articles.numbers, so nobody can tell",
        "4 of the raw messages are replayed dead letters",
        "7 messages do not tell what raw message they come from: left out",
        "8 enriched articles do not tell how many records they have: not checked",
        "9 messages come from evil\\x1b[2Jname, which is another topic: left out",
    ):
        assert note in shown
    assert "deleted since" not in shown


def test_the_document_holds_the_same() -> None:
    told = json.loads(document(SETTINGS, QUESTION, found(*GOOD, *BAD, limit=1)))
    assert (told["topic"], told["group"], told["well"], told["received"]) == (RAW, "desk", False, 7)
    assert told["received"] == sum(told[outcome] for outcome in Outcome)
    assert told["rejected_by"] == {"enrich": {"crashed": 1}, "normalise": {"too_deep": 1}}
    assert told["places"]["missing"] == [{"raw": f"{RAW}/0/4", "what": "neither normalised nor rejected"}]
    assert json.loads(document(SETTINGS, QUESTION, found(*GOOD)))["well"] is True


def test_a_line_for_each() -> None:
    lines = [each_line(f"{RAW}/0/7", verdict) for verdict in (GOOD[0], GOOD[1], BAD[0])]
    assert lines == [
        f"{RAW}/0/7 forwarded",
        f"{RAW}/0/7 rejected normalise too_deep",
        f"{RAW}/0/7 missing neither normalised nor rejected",
    ]
    assert [json.loads(each_document("p", verdict)) for verdict in (GOOD[0], GOOD[1])] == [
        {"raw": "p", "outcome": "forwarded"},
        {"raw": "p", "outcome": "rejected", "stage": "normalise", "code": "too_deep"},
    ]
