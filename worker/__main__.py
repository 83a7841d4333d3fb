"""Where the process begins, as `copydesk` and as `python -m worker`."""

import os
import signal
import sys


def main() -> None:
    """Make a worker ready for SIGTERM, and only then import what takes long: as PID 1 it has no handler by nature."""
    if sys.argv[1:2] == ["worker"] and "--restart" not in sys.argv:
        # Nothing is in progress yet; `app` takes the signal over before anything is.
        signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    from worker.cli import main as run

    run()


if __name__ == "__main__":
    main()
