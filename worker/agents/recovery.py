"""Faust's way from an assignment to running streams, with no time limit that would end it for good.

Faust bounds the seek to the committed offsets by its request timeout. What waits for it cannot tell a wait that timed
out from a service that was stopped, and so this service ended without a word where a broker was away for longer: the
worker stayed in the group, held its partitions, and never read again.
"""

from typing import Any

from faust.tables import TableManager
from faust.tables import recovery as faust_recovery


class Recovery(faust_recovery.Recovery):
    """Waits until what it waits for is done, the next rebalance begins, or the worker stops."""

    async def _wait(self, coro: Any, timeout: Any = None) -> None:  # noqa: ASYNC109 (faust's signature)
        await super()._wait(coro)


class Tables(TableManager):
    """There are no tables; but the recovery of none is what resumes the streams."""

    @property
    def recovery(self) -> faust_recovery.Recovery:
        if self._recovery is None:
            self._recovery = Recovery(self.app, self, beacon=self.beacon, loop=self.loop)
        return self._recovery
