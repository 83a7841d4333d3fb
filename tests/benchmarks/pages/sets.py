"""The two open sets of pages, and how each is scored.

`aeb` (scrapinghub/article-extraction-benchmark): the whole body text of each page is given. Its scorer is that
project's: shingles of four words (runs of `\\w`, case kept), each page's true, false and missing shingles divided by
their sum, so that long pages weigh no more than short ones, and added up. Beside it `words`: the same with single
words in small letters, which forgives order and does not forgive furniture.

`snippets` (adbar/trafilatura's evaluation): of each page a few pieces that belong to the text and a few that do not.
A wanted piece that is found is true, one that is not is missing, an unwanted one that is found is false.
"""

import gzip
import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from worker.text.clean.charset import decode_body

SHARED = "COPYDESK_SHARED_DATA"
ROOT = Path(__file__).resolve().parents[3]
SHINGLE = 4
_WORD = re.compile(r"\w+")

Part = Literal["read", "held"]


class Missing(Exception):
    """The shared development sets are not here; the message tells what to set."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One page: its markup as text, and what is known of its body. `gold` is None in the set of snippets."""

    name: str
    url: str
    markup: str
    gold: str | None = None
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()

    @property
    def part(self) -> Part:
        """`read`: looked at while the rules were made; `held`: only scored. By outlet, so that none is in both."""
        host = (urlsplit(self.url).hostname or "").removeprefix("www.")
        outlet = ".".join(host.split(".")[-2:])
        return "held" if hashlib.sha256(outlet.encode()).digest()[0] % 2 else "read"


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """0 where both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def shared_data() -> Path:
    """The folder of pages. Raises Missing."""
    place = Path(os.environ.get(SHARED) or ROOT.parent / "shared" / "data") / "articles"
    if not (place / "extract_aeb.jsonl.gz").is_file():
        raise Missing(f"no pages in {place}: set {SHARED} to the folder of the shared development sets")
    return place


def load(name: Literal["aeb", "snippets"], place: Path) -> tuple[Sample, ...]:
    """The pages of a set, in its order, decoded once for all extractors."""
    rows = gzip.decompress((place / f"extract_{name}.jsonl.gz").read_bytes()).decode().splitlines()
    samples: list[Sample] = []
    for row in map(json.loads, rows):
        markup = decode_body(gzip.decompress((place / row["html_gz"]).read_bytes()), None).text
        wanted, unwanted = tuple(row.get("with_", ())), tuple(row.get("without", ()))
        samples.append(Sample(row["id"], row["url"], markup, row.get("gold_text"), wanted, unwanted))
    return tuple(samples)


def _shares(gold: Counter[tuple[str, ...]], made: Counter[tuple[str, ...]]) -> tuple[float, float, float]:
    true, false, missing = (made & gold).total(), (made - gold).total(), (gold - made).total()
    total = true + false + missing
    return (true / total, false / total, missing / total) if total else (0.0, 0.0, 0.0)


def _ratio(shares: Iterable[tuple[float, float, float]]) -> Score:
    rows = list(shares)
    true, false, missing = (sum(row[at] for row in rows) for at in range(3))
    return Score(true / (true + false) if true else 0.0, true / (true + missing) if true else 0.0)


def shingles(text: str, size: int) -> Counter[tuple[str, ...]]:
    """The runs of `size` words with their counts; a shorter text is one run; nothing for no words.

    >>> shingles("to be or not to be", 2)[("to", "be")]
    2
    """
    words = _WORD.findall(text)
    if 0 < len(words) < size:
        return Counter([tuple(words)])
    return Counter(tuple(words[at : at + size]) for at in range(len(words) - size + 1))


def page_score(sample: Sample, text: str) -> Score:
    """One page of `aeb` by shingles."""
    return _ratio([_shares(shingles(sample.gold or "", SHINGLE), shingles(text, SHINGLE))])


def score_bodies(samples: Sequence[Sample], texts: Mapping[str, str], size: int = SHINGLE) -> Score:
    """A set of whole bodies; `size` 1 counts words in small letters."""

    def runs(text: str) -> Counter[tuple[str, ...]]:
        return shingles(text.lower() if size == 1 else text, size)

    return _ratio(_shares(runs(sample.gold or ""), runs(texts[sample.name])) for sample in samples)


def _flat(text: str) -> str:
    return " ".join(text.split())


def score_snippets(samples: Sequence[Sample], texts: Mapping[str, str]) -> Score:
    """A set of snippets; white space runs count as one space."""
    true = false = missing = 0
    for sample in samples:
        text = _flat(texts[sample.name])
        found = sum(_flat(piece) in text for piece in sample.wanted)
        true += found
        missing += len(sample.wanted) - found
        false += sum(_flat(piece) in text for piece in sample.unwanted)
    return Score(true / (true + false) if true else 0.0, true / (true + missing) if true else 0.0)
