"""The limits of what a stage may put out: at the limit and one byte above."""

import json

import pytest

from schemas.annotation import Annotations
from schemas.article import Article
from schemas.dead_letter import Code
from worker import stages
from worker.enrichers import Enricher
from worker.errors import Rejected
from worker.stages import Job, Result, run


def normalise(body: str) -> Result:
    value = json.dumps({"source": "gazette.example", "external_id": "1", "body": body}).encode()
    return run(Job("normalise", value), (), max_body_bytes=5_000_000, entering=lambda _: None, failed=_unexpected)


def enrich(value: bytes) -> Result:
    return run(Job("enrich", value), (), max_body_bytes=1, entering=lambda _: None, failed=_unexpected)


def _unexpected(enricher: str, error: Exception) -> None:
    raise AssertionError(enricher) from error


@pytest.mark.parametrize(("slot", "stage"), [("normalised", "normalise"), ("enriched", "enrich")])
def test_an_output_at_the_limit_goes_out_and_one_byte_more_does_not(
    monkeypatch: pytest.MonkeyPatch, slot: str, stage: str
) -> None:
    normalised = normalise("Four people met in Riga.")

    def go() -> Result:
        return normalise("Four people met in Riga.") if stage == "normalise" else enrich(normalised.records[0].value)

    size = len(go().records[0].value)
    monkeypatch.setitem(stages._LIMITS, slot, size)
    assert len(go().records[0].value) == size
    monkeypatch.setitem(stages._LIMITS, slot, size - 1)
    with pytest.raises(Rejected) as caught:
        go()
    assert caught.value.code is Code.OUTPUT_TOO_LARGE


def test_all_outputs_of_an_article_together_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "MAX_OUTPUT_BYTES", 10)
    with pytest.raises(Rejected) as caught:
        enrich(normalise("Four people met in Riga.").records[0].value)
    assert caught.value.code is Code.OUTPUT_TOO_LARGE


def test_parts_are_told_in_order_and_enrichers_by_name() -> None:
    value = normalise("Four people met in Riga.").records[0].value
    entered: list[str] = []

    def nothing(article: Article, found: Annotations) -> Annotations:
        return Annotations()

    enrichers = (Enricher("idle", frozenset(), frozenset({"quotes"}), nothing),)
    run(Job("enrich", value), enrichers, max_body_bytes=1, entering=entered.append, failed=_unexpected)
    assert entered == ["decode", "idle", "encode"]


def test_what_was_lost_is_left_out_and_named() -> None:
    value = normalise("Four people met in Riga.").records[0].value

    def never(article: Article, found: Annotations) -> Annotations:
        raise AssertionError("was to be left out")

    enrichers = (Enricher("hanging", frozenset(), frozenset({"quotes"}), never),)
    job = Job("enrich", value, lost={"hanging": "timed_out"})
    result = run(job, enrichers, max_body_bytes=1, entering=lambda _: None, failed=_unexpected)
    assert result.failures == (("hanging", "timed_out"),)
