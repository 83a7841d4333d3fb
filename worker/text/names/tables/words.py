"""English words that are written with a small letter: what a capital at the start of a sentence does not prove."""

import re
from pathlib import Path

from worker.text.names.tables.layout import write

SIZES = ("10", "20", "35", "40", "50")
LISTS = ("english", "american", "british")
WORD = re.compile(r"[a-z]{2,}")


def compile_words(scowl: Path) -> int:
    """Write ``words.txt`` from the word lists in ``scowl`` (Debian's package of that name)."""
    words: set[str] = set()
    for name in LISTS:
        for size in SIZES:
            text = (scowl / f"{name}-words.{size}").read_text("latin-1")
            words.update(word for word in text.split() if WORD.fullmatch(word))
    return write(
        "words.txt",
        (
            "English words written with a small letter, British and American, to size 50.",
            "Source: SCOWL (Spell Checker Oriented Word Lists), copyright 2000-2020 Kevin Atkinson and others; "
            "permission to use, copy, modify and distribute is granted with this notice (see NOTICE.md).",
            "Made by: python -m worker.text.names.tables, Debian's scowl 2020.12.07-2. Date: 2026-11-22.",
        ),
        sorted(words),
    )
