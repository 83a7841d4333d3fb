"""A process that must not outlive the one that started it."""

import os
import threading
import time

_LOOK_EVERY_S = 0.25


def end_with(parent: int, status: int) -> None:
    """Watch the parent from now on: when it is gone, however it ended, this process ends at once with `status`.

    Asking for the parent's id works on every Unix, and without a race: a parent that is already gone is found out.
    """

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK_EVERY_S)
        os._exit(status)

    threading.Thread(target=watch, name="parent", daemon=True).start()
