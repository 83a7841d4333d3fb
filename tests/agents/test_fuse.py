"""The fuse blows on many rejects that are most of the traffic, and on nothing else."""

import pytest

from worker.agents.fuse import Fuse
from worker.errors import FuseBlown


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_blows_at_the_limit_within_the_window() -> None:
    fuse = Fuse(rejects=10, ratio=0.5, window_s=60, clock=Clock())
    assert fuse.count(articles=9, rejected=9) == pytest.approx(0.9)
    with pytest.raises(FuseBlown, match="10 of 10 articles"):
        fuse.count(articles=1, rejected=1)


def test_rejects_that_are_few_among_many_do_not_blow_it() -> None:
    fuse = Fuse(rejects=10, ratio=0.5, window_s=60, clock=Clock())
    assert fuse.count(articles=1000, rejected=20) == pytest.approx(2.0)


def test_forgets_what_is_older_than_the_window() -> None:
    clock = Clock()
    fuse = Fuse(rejects=10, ratio=0.5, window_s=60, clock=clock)
    for minute in range(20):
        clock.now = 61.0 * minute
        assert fuse.count(articles=9, rejected=9) == pytest.approx(0.9)


def test_zero_is_never() -> None:
    fuse = Fuse(rejects=0, ratio=0.5, window_s=60, clock=Clock())
    assert fuse.count(articles=100_000, rejected=100_000) == 0.0
