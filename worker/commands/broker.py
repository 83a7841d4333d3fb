"""`copydesk broker`: the embedded broker by itself, in the foreground."""

import signal
from collections.abc import Callable, Mapping

from worker.embedded import EmbeddedBroker
from worker.errors import Exit


def _print_address(address: str) -> None:
    print(address, flush=True)


def run_broker(topics: Mapping[str, int], ready: Callable[[str], None] = _print_address) -> Exit:
    """Run an embedded broker with these topics (name to partitions) until Ctrl-C or SIGTERM.

    `ready` is told the bootstrap address once the topics are there: a line on the standard output, and nothing else
    there, so that a script can read it. Must be called in the main thread, which then waits for the signal.
    """
    ends = {signal.SIGINT, signal.SIGTERM}
    # blocked before the broker's threads start, which inherit it: the signal then waits for sigwait, whoever gets it
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    try:
        with EmbeddedBroker() as broker:
            for name, partitions in topics.items():
                broker.create_topic(name, partitions)
            ready(broker.bootstrap)
            signal.sigwait(ends)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return Exit.OK
