"""Each lane has its run, the later stage goes first, nobody waits for ever."""

import pytest

from worker.agents.turns import RUN, Turns


def drained(turns: Turns[str]) -> list[str]:
    return [turns.take() for _ in range(len(turns))]


def test_a_lane_has_a_run_and_then_the_next() -> None:
    turns: Turns[str] = Turns()
    for number in range(2 * RUN):
        turns.put(f"a{number}", "a")
        turns.put(f"b{number}", "b")
    assert [task[0] for task in drained(turns)] == ["a"] * RUN + ["b"] * RUN + ["a"] * RUN + ["b"] * RUN


def test_a_lane_keeps_its_order() -> None:
    turns: Turns[str] = Turns()
    for number in range(3 * RUN):
        turns.put(f"{number}", number % 3)
    taken = drained(turns)
    for lane in range(3):
        mine = [int(task) for task in taken if int(task) % 3 == lane]
        assert mine == sorted(mine)


def test_the_higher_rank_goes_first() -> None:
    turns: Turns[str] = Turns()
    turns.put("raw", "a", rank=0)
    turns.put("normalised", "b", rank=1)
    assert drained(turns) == ["normalised", "raw"]


def test_what_has_waited_before_goes_before_all() -> None:
    turns: Turns[str] = Turns()
    turns.put("new", "a", rank=1)
    turns.put_first("second")
    turns.put_first("first")
    assert drained(turns) == ["first", "second", "new"]


def test_an_empty_one_says_so() -> None:
    turns: Turns[str] = Turns()
    with pytest.raises(IndexError):
        turns.take()
    turns.put("one", "a")
    assert (turns.take(), len(turns)) == ("one", 0)
