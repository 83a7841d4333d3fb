"""Where the tables lie and how one is written: a heading of comments, then one sorted line a row."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"
HERE = Path(__file__).resolve().parent


def write(name: str, heading: Iterable[str], rows: Iterable[str]) -> int:
    """Write the table ``name`` into the data folder; the number of its rows."""
    lines = list(rows)
    (DATA / name).write_text("".join(f"# {line}\n" for line in heading) + "".join(f"{row}\n" for row in lines), "utf-8")
    return len(lines)


def rows(path: Path) -> list[list[str]]:
    """Rows of a hand-written table: lines that are not comments, cut at ``|``."""
    lines = path.read_text("utf-8").splitlines()
    return [line.split("|") for line in lines if line and not line.startswith("#")]


def plain(name: str) -> str:
    """``name`` without diacritics, for comparing spellings.

    >>> plain("Rostóv"), plain("Kandahār")
    ('Rostov', 'Kandahar')
    """
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
