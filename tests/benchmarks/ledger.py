"""What the ledger costs: memory for each raw offset, time for each message that it is told of.

    python -m tests.benchmarks.ledger --offsets 10000000

Twelve partitions; each raw message has a normalised and an enriched article, and as many records as are asked for.
The topics are not read here: it is the bookkeeping alone.
"""

import argparse
import resource
import sys
import time

from worker.accounts import Book
from worker.ledger import Ledger
from worker.outcome import Outcome, Tally

PARTITIONS = 12


def resident_mb() -> float:
    """The most memory that this process had so far, in MB of a million bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6


def measure(offsets: int, records: int) -> None:
    """Book and judge so many raw messages; print what it took."""
    share = offsets // PARTITIONS
    before = resident_mb()
    ledger = Ledger("articles.raw", {number: Book(0, share, share) for number in range(PARTITIONS)})
    began = time.process_time()
    for number in range(PARTITIONS):
        for offset in range(share):
            raw = b"articles.raw/%d/%d" % (number, offset)
            ledger.enriched(raw, b"entities=%d,numbers=0" % records)
            for _ in range(records):
                ledger.record(raw, "entities")
            ledger.normalised(raw, replayed=False, waiting=False)
    booked = time.process_time()
    tally = Tally()
    for number in range(PARTITIONS):
        for offset in range(share):
            tally.add(f"articles.raw/{number}/{offset}", ledger.judge(number, offset, 0))
    judged = time.process_time()
    orphans = ledger.orphans()
    received = share * PARTITIONS
    assert tally.outcomes == {Outcome.FORWARDED: received}
    assert orphans == 0
    taken = resident_mb() - before
    told = received * (2 + records)
    print(f"raw messages            {received:,}")
    print(f"memory above the start  {taken:,.0f} MB, {taken * 1e6 / received:.1f} bytes a raw message")
    print(f"booking, CPU            {(booked - began) / told * 1e6:.2f} us a message, {told:,} messages")
    print(f"judging, CPU            {(judged - booked) / received * 1e6:.2f} us a raw message")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--offsets", type=int, default=10_000_000)
    parser.add_argument("--records", type=int, default=2)
    options = parser.parse_args()
    measure(options.offsets, options.records)
