"""Whose turn it is in the pool: the later stage first, and each lane for a while.

A lane commits what stands ready in order. Were the children to take one article of each lane in turn, each lane would
have one ready at a time, and each transaction one article. So a lane has the pool for a run of articles. What is
further on its way goes first: it shortens the way, and keeps what lies between the stages small.
"""

from collections import OrderedDict, deque
from collections.abc import Hashable
from typing import Generic, TypeVar

RUN = 16
"""Articles that a lane may have worked on before the next lane's turn."""

T = TypeVar("T")


class Turns(Generic[T]):
    """A queue of tasks by lane; `ranks` of lanes are served highest first, lanes of one rank in turn."""

    def __init__(self) -> None:
        self._again: deque[T] = deque()
        self._ranks: dict[int, OrderedDict[Hashable, deque[T]]] = {}
        self._served: dict[int, int] = {}
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def put(self, task: T, lane: Hashable, rank: int = 0) -> None:
        """At the end of its lane."""
        lanes = self._ranks.setdefault(rank, OrderedDict())
        lanes.setdefault(lane, deque()).append(task)
        self._size += 1

    def put_first(self, task: T) -> None:
        """Before all others: it has been waiting before."""
        self._again.appendleft(task)
        self._size += 1

    def take(self) -> T:
        """The next task. Raises IndexError where there is none."""
        if self._again:
            self._size -= 1
            return self._again.popleft()
        for rank in sorted(self._ranks, reverse=True):
            if lanes := self._ranks[rank]:
                self._size -= 1
                return self._take(rank, lanes)
        raise IndexError("nothing waits")

    def _take(self, rank: int, lanes: "OrderedDict[Hashable, deque[T]]") -> T:
        lane, tasks = next(iter(lanes.items()))
        task = tasks.popleft()
        served = self._served.get(rank, 0) + 1
        if not tasks:
            del lanes[lane]
        elif served == RUN:
            lanes.move_to_end(lane)
        self._served[rank] = 0 if not tasks or served == RUN else served
        return task
