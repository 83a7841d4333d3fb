"""A control group with a memory limit, as a container has one, and a process that enters it before it begins.

    python -m tests.chaos.container FOLDER -m worker worker

Version 1 or 2 of control groups, where this process may make one.
"""

import os
import runpy
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")


class Unavailable(Exception):
    """No control group with a memory limit can be made here; why."""


@contextmanager
def memory_group(limit_mb: int) -> Iterator[Path]:
    """A group of its own below ours, removed at the end: its processes must be gone by then. Raises Unavailable."""
    paths = dict(line.split(":", 2)[1:] for line in Path("/proc/self/cgroup").read_text().splitlines())
    if "memory" in paths:
        parent, name = ROOT / "memory" / paths["memory"].lstrip("/"), "memory.limit_in_bytes"
    else:
        parent, name = ROOT / paths.get("", "/").lstrip("/"), "memory.max"
    folder = parent / f"copydesk-{uuid.uuid4().hex[:8]}"
    try:
        folder.mkdir()
    except OSError as error:
        raise Unavailable(f"{parent}: {error.strerror}") from None
    try:
        try:
            (folder / name).write_text(str(limit_mb * 1024 * 1024))
        except OSError as error:
            raise Unavailable(f"{folder / name}: {error.strerror}") from None
        yield folder
    finally:
        folder.rmdir()


def main() -> None:
    """Enter the group and run the rest of the command line as Python would."""
    folder, dash_m, module, *arguments = sys.argv[1:]
    assert dash_m == "-m"
    Path(folder, "cgroup.procs").write_text(str(os.getpid()))
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
