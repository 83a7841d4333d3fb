"""The terminal itself: a console on stdout that has colours only where somebody looks at it."""

import sys

from rich.console import Console


def screen() -> Console:
    """Standard output for people: 80 columns and no colours where it is not a terminal."""
    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
