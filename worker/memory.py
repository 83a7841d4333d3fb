"""How much memory a pool child may take: what the container allows, shared out, so that none brings down the others."""

from pathlib import Path

from worker.errors import Misconfigured
from worker.settings import Settings, variable

MIB = 1024 * 1024

MOST_MB = 1536
"""No article needs more: the largest bodies take some hundreds of megabytes."""
LEAST_MB = 450
"""Models and tables loaded, a child has about 320 of data; the rest is for the article."""
PARENT_MB = 320
"""The parent: some 185 at work, and what is in flight."""


def container_limit_mb(proc: Path = Path("/proc/self/cgroup"), root: Path = Path("/sys/fs/cgroup")) -> int | None:
    """The memory limit of the container, or of any control group around this process; None where there is none.

    Control groups version 2 (`memory.max`) and 1 (`memory.limit_in_bytes`). Inside a container its own group is the
    root of what it sees, so the root is looked at as well as the path that the kernel names.
    """
    try:
        lines = proc.read_text().splitlines()
    except OSError:
        return None
    limits: list[int] = []
    for line in lines:
        _, controllers, path = line.split(":", 2)
        if controllers not in ("", "memory"):
            continue
        base, name = (root / "memory", "memory.limit_in_bytes") if controllers else (root, "memory.max")
        group = base / path.lstrip("/")
        for folder in (group, *group.parents):
            if folder.is_relative_to(base):
                limits += _limit(folder / name)
    # Version 1 says "no limit" with a number near 2^63.
    real = [limit for limit in limits if limit < 2**60]
    return min(real) // MIB if real else None


def _limit(file: Path) -> list[int]:
    try:
        text = file.read_text().strip()
    except OSError:
        return []
    return [int(text)] if text.isdecimal() else []


def child_memory_mb(settings: Settings, container_mb: int | None) -> int:
    """The limit of each child. A set one is taken as it is; else the container's memory is shared out.

    The sum of all limits stays below the container's, so an article that takes all memory reaches its child's limit
    first, and the kernel never has to choose a process. Raises Misconfigured where the container is too small.
    """
    if settings.child_memory_mb:
        return settings.child_memory_mb
    if container_mb is None:
        return MOST_MB
    share = (container_mb - PARENT_MB) // settings.children
    if share < LEAST_MB:
        needed = PARENT_MB + LEAST_MB * settings.children
        raise Misconfigured(
            f"the container's memory limit is {container_mb} MB, but {settings.children} children and their parent "
            f"need {needed}: raise it, or lower {variable('processes')}"
        )
    return min(share, MOST_MB)
