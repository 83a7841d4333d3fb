"""Workers with one part taken out: each must be caught by the faults that name it, or these prove nothing.

python -m tests.chaos.mutants NAME -m worker worker
"""

import runpy
import sys
from collections.abc import Callable
from typing import Any

from aiokafka import AIOKafkaProducer

from worker.agents import delivery


def no_fencing() -> None:
    """Transactional ids of its own for each process: nobody fences anybody."""
    import os

    class Alone(AIOKafkaProducer):  # type: ignore[misc]
        def __init__(self, *, transactional_id: str, **settings: Any) -> None:
            super().__init__(transactional_id=f"{transactional_id}-{os.getpid()}", **settings)

    setattr(delivery, "AIOKafkaProducer", Alone)  # noqa: B010


MUTANTS: dict[str, Callable[[], None]] = {mutant.__name__: mutant for mutant in (no_fencing,)}


def main() -> None:
    """Take the part out and run the rest of the command line as Python would."""
    name, dash_m, module, *arguments = sys.argv[1:]
    assert dash_m == "-m"
    MUTANTS[name]()
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
