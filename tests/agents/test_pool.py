"""The pool pays for a bad article with one child, and nobody else does."""

import asyncio
import json
import os
import signal
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest

from schemas.article import Article, EnrichedArticle, Language
from schemas.dead_letter import Code
from tests.conftest import ROOT
from worker import codec
from worker.agents.frames import Answer, Refusal
from worker.agents.pool import INNOCENT_DEATHS, Pool
from worker.agents.process import ChildLimits
from worker.errors import Stuck
from worker.stages import Job, Result

DEADLINE_S = 2.0


@pytest.fixture(autouse=True)
def _children_find_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


def article(text: str) -> bytes:
    return codec.encode(
        Article(article_id="a", content_hash="h", source="s", text=text, language=Language(tag="en", confidence=1))
    )


def job(text: str) -> Job:
    return Job("enrich", article(text))


def raw(body: str) -> Job:
    return Job("normalise", json.dumps({"source": "s", "body": body}).encode())


T = TypeVar("T")


def with_pool(use: Callable[[Pool], Awaitable[T]], size: int = 2, memory_mb: int = 256) -> T:
    """Run `use` on a pool of misbehaving children, and close it."""

    async def run() -> T:
        fatal: list[BaseException] = []
        limits = ChildLimits(memory_mb, 5_000_000, module="tests.agents.misbehaving")
        pool = Pool(size, DEADLINE_S, limits, fatal.append)
        await pool.start()
        try:
            async with asyncio.timeout(60):
                return await use(pool)
        finally:
            await pool.close()
            assert not fatal

    return asyncio.run(run())


def enriched(answer: Answer) -> EnrichedArticle:
    assert isinstance(answer.outcome, Result)
    return codec.decode(EnrichedArticle, answer.outcome.records[0].value)


def failures(answer: Answer) -> dict[str, str]:
    return {failure.enricher: failure.code for failure in enriched(answer).failures}


def test_answers_come_for_every_job_in_any_company() -> None:
    async def use(pool: Pool) -> list[Answer]:
        return await asyncio.gather(*(pool.submit(job(f"Article {number}.")) for number in range(50)))

    answers = with_pool(use)
    assert [enriched(answer).text for answer in answers] == [f"Article {number}." for number in range(50)]
    assert all(answer.spent["innocent"] >= 0 for answer in answers)


@pytest.mark.parametrize("word", ["HANG", "SPIN"])
def test_a_hang_costs_the_enricher_and_nobody_else(word: str) -> None:
    async def use(pool: Pool) -> tuple[list[Answer], dict[str, int]]:
        jobs = [job(f"Article {number}") for number in range(6)]
        answers = await asyncio.gather(*(pool.submit(job) for job in [job(word), *jobs]))
        return list(answers), pool.stats().respawns

    (bad, *good), respawns = with_pool(use)
    assert failures(bad) == {"first": "timed_out"}
    assert all(failures(answer) == {} for answer in good)
    assert respawns == {"timed_out": 1}


def test_hanging_without_the_enricher_too_is_a_dead_letter() -> None:
    async def use(pool: Pool) -> Answer:
        return await pool.submit(job("HANG-TWICE"))

    answer = with_pool(use)
    assert isinstance(answer.outcome, Refusal)
    assert answer.outcome.code is Code.TIMED_OUT


def test_a_hang_outside_the_enrichers_is_a_dead_letter() -> None:
    async def use(pool: Pool) -> tuple[Answer, Answer]:
        return await pool.submit(raw("HANG")), await pool.submit(raw("A good article, in English words."))

    bad, good = with_pool(use, size=1)
    assert isinstance(bad.outcome, Refusal)
    assert bad.outcome.code is Code.TIMED_OUT
    assert isinstance(good.outcome, Result)


@pytest.mark.parametrize("word", ["DIE", "HOG"])
def test_a_death_in_an_enricher_costs_the_enricher(word: str) -> None:
    async def use(pool: Pool) -> list[Answer]:
        return list(await asyncio.gather(*(pool.submit(job(text)) for text in (word, "Good.", "Better."))))

    bad, *good = with_pool(use)
    assert failures(bad) == {"first": "crashed"}
    assert all(failures(answer) == {} for answer in good)


def test_two_deaths_may_have_come_from_outside(tmp_path: Path) -> None:
    async def use(pool: Pool) -> Answer:
        return await pool.submit(job(f"DIE-ONCE:{tmp_path / 'first'} DIE-ONCE:{tmp_path / 'second'}"))

    assert failures(with_pool(use)) == {}


def test_one_death_too_many_outside_the_enrichers_is_a_dead_letter() -> None:
    async def use(pool: Pool) -> tuple[Answer, dict[str, int]]:
        return await pool.submit(raw("DIE")), pool.stats().respawns

    answer, respawns = with_pool(use)
    assert isinstance(answer.outcome, Refusal)
    assert answer.outcome.code is Code.CRASHED
    assert respawns == {"crashed": INNOCENT_DEATHS + 1}


def test_our_own_faults_are_told_without_the_words_of_the_article() -> None:
    async def use(pool: Pool) -> tuple[Answer, Answer]:
        return await pool.submit(job("RAISE")), await pool.submit(raw("RAISE"))

    in_enricher, outside = with_pool(use)
    assert failures(in_enricher) == {"first": "internal_error"}
    assert "RuntimeError at misbehaving.py" in in_enricher.traces["first"]
    assert isinstance(outside.outcome, Refusal)
    assert (outside.outcome.code, outside.outcome.exception) == (Code.INTERNAL_ERROR, "RuntimeError")
    assert "misbehaving.py" in outside.outcome.trace
    assert "secret" not in repr((in_enricher.traces, outside.outcome))


def test_all_children_killed_from_outside_cost_nothing() -> None:
    async def use(pool: Pool) -> list[Answer]:
        asked = [pool.submit(job(f"Article {number}.")) for number in range(200)]
        await asked[20]
        for slot in pool._slots:
            os.kill(slot.child.pid, signal.SIGKILL)
        return list(await asyncio.gather(*asked))

    answers = with_pool(use)
    assert [enriched(answer).text for answer in answers] == [f"Article {number}." for number in range(200)]
    assert all(failures(answer) == {} for answer in answers)


def test_cancelled_jobs_are_not_done() -> None:
    async def use(pool: Pool) -> float:
        asked = [pool.submit(job("HANG-TWICE")) for _ in range(40)]
        for future in asked[1:]:
            future.cancel()
        began = time.monotonic()
        await pool.submit(job("Good."))
        return time.monotonic() - began

    assert with_pool(use, size=1) < 10 * DEADLINE_S


def test_a_held_up_parent_does_not_blame_the_child() -> None:
    async def use(pool: Pool) -> Answer:
        asked = pool.submit(job("Good."))
        time.sleep(DEADLINE_S + 1.5)  # noqa: ASYNC251 - the loop is held up on purpose
        return await asked

    assert failures(with_pool(use)) == {}


def test_business_is_work_over_time() -> None:
    async def use(pool: Pool) -> float:
        before, began = pool.stats().busy_s, time.monotonic()
        await asyncio.gather(*(pool.submit(job("Good.")) for _ in range(200)))
        return (pool.stats().busy_s - before) / (time.monotonic() - began) / pool.stats().children

    assert 0 < with_pool(use) <= 1.05


def test_an_answer_that_crosses_the_deadline_leaves_the_next_unharmed() -> None:
    """The deadline kills while the answer is already on its way: the article behind it has nothing to do with it."""

    async def use(pool: Pool) -> tuple[Answer, Answer]:
        late, innocent = pool.submit(job("Late.")), pool.submit(job("Good."))
        slot = next(slot for slot in pool._slots if slot.tasks)
        assert len(slot.tasks) == 2
        pool._overran(slot)
        pool._answered(slot, Answer(Refusal(Code.EMPTY_BODY, "stands for the answer that was on its way")))
        return await late, await innocent

    late, innocent = with_pool(use, size=1)
    assert isinstance(late.outcome, Refusal)
    assert isinstance(innocent.outcome, Result)
    assert failures(innocent) == {}


def test_a_child_that_does_not_come_up_is_told() -> None:
    async def run() -> None:
        await Pool(1, DEADLINE_S, ChildLimits(512, 1, module="tests.agents.nothing"), lambda error: None).start()

    with pytest.raises(Stuck):
        asyncio.run(run())


def test_no_child_outlives_its_parent() -> None:
    async def use(pool: Pool) -> list[int]:
        return [slot.child.pid for slot in pool._slots]

    for pid in with_pool(use):
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_child_that_dies_before_it_is_ready_is_replaced_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stillborn = tmp_path / "stillborn"
    monkeypatch.setenv("MISBEHAVING_STILLBORN", str(stillborn))

    async def use(pool: Pool) -> tuple[Answer, dict[str, int]]:
        stillborn.touch()
        return await pool.submit(job(f"DIE-ONCE:{tmp_path / 'died'}")), pool.stats().respawns

    answer, respawns = with_pool(use, size=1)
    assert failures(answer) == {}
    assert respawns == {"crashed": 2}
