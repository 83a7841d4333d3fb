"""The fuse: stops the worker before a fault upstream, or one of ours, has turned a topic into dead letters."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from worker.errors import FuseBlown


@dataclass(slots=True)
class Fuse:
    """Blows at `rejects` rejects within `window_s`, when they are at least `ratio` of that window's articles.

    0 rejects: never.
    """

    rejects: int
    ratio: float
    window_s: float
    clock: Callable[[], float]
    _seen: deque[tuple[float, int, int]] = field(default_factory=deque)
    _articles: int = 0
    _rejected: int = 0

    def count(self, articles: int, rejected: int) -> float:
        """Count a batch before it is committed; the share of the fuse that is used up.

        Raises FuseBlown: the batch must not be committed.
        """
        now = self.clock()
        self._seen.append((now, articles, rejected))
        self._articles += articles
        self._rejected += rejected
        while self._seen[0][0] < now - self.window_s:
            _, old_articles, old_rejected = self._seen.popleft()
            self._articles -= old_articles
            self._rejected -= old_rejected
        if not self.rejects:
            return 0.0
        if self._rejected >= self.rejects and self._rejected >= self.ratio * self._articles:
            raise FuseBlown(
                f"{self._rejected} of {self._articles} articles were rejected within {self.window_s:g} s: "
                "look at the dead letters, then start the worker again"
            )
        return self._rejected / self.rejects
