"""Run in the rivals' environment: `python rival.py ENGINE` reads a JSON list of texts and writes {"starts", "seconds"}.

`starts` has, for each text, where its sentences begin (code points).
"""

import importlib
import json
import sys
import time
from collections.abc import Callable, Iterable


def _starts(text: str, sentences: Iterable[str]) -> list[int]:
    """Where sentences lie in the text, whatever the engine did to their white space at the ends."""
    found, at = [], 0
    for sentence in sentences:
        body = sentence.strip()
        start = text.find(body, at) if body else -1
        if start >= 0:
            found.append(start)
            at = start + len(body)
    return found


def _engine(name: str) -> Callable[[str], list[int]]:
    if name == "pysbd":
        segmenter = importlib.import_module("pysbd").Segmenter(language="en", clean=False)
        return lambda text: _starts(text, segmenter.segment(text))
    if name == "syntok":
        syntok = importlib.import_module("syntok.segmenter")
        return lambda text: [
            sentence[0].offset for paragraph in syntok.analyze(text) for sentence in paragraph if sentence
        ]
    split = importlib.import_module("blingfire").text_to_sentences
    return lambda text: _starts(text, split(text).split("\n"))


def main() -> None:
    """Answer for all texts, then tell the CPU seconds that it took."""
    engine = _engine(sys.argv[1])
    texts = json.load(sys.stdin)
    engine(texts[0])
    begun = time.process_time()
    starts = [engine(text) for text in texts]
    json.dump({"starts": starts, "seconds": time.process_time() - begun}, sys.stdout)


if __name__ == "__main__":
    main()
