"""Serves one rival over JSON lines: a question a line on stdin, its answer a line on stdout.

    PYTHON_OF_THE_RIVAL serve.py ADAPTER.py

Question: {"text", "reference" (ISO | null), "kinds" (those wanted of numbers) | "moments" (true), "prefer" (past |
future), "hint" (a currency | null)}. Answer: {"found": [...], "cpu": seconds, "error": class name | null}. A first
line says {"ready": version}. Whatever a rival prints goes to stderr. Only the rival's own packages and the standard
library are there: of the project nothing can be imported but this folder.
"""

import importlib.util
import json
import os
import sys
import time
import warnings
from pathlib import Path
from types import ModuleType
from typing import TextIO


def _load(path: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location("adapter", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def serve(adapter: ModuleType, questions: TextIO, answers: TextIO) -> None:
    """Answer until stdin ends. A rival that raises has found nothing in that sentence, and the class is told."""
    adapter.find("On 3 May the council paid 12 people.", None, ("cardinal",), "past", None)  # loads what it loads late
    if hasattr(adapter, "find_moments"):
        adapter.find_moments("On 3 May the council paid 12 people.", "2016-11-07T00:00:00", "past")
    print(json.dumps({"ready": adapter.version()}), file=answers, flush=True)
    for line in questions:
        question = json.loads(line)
        began = time.process_time()
        error: str | None = None
        found: list[object] = []
        try:
            if question["moments"]:
                found = adapter.find_moments(question["text"], question["reference"], question["prefer"])
            else:
                kinds = tuple(question["kinds"])
                found = adapter.find(
                    question["text"], question["reference"], kinds, question["prefer"], question["hint"]
                )
        except Exception as raised:  # a rival's own fault: counted against it, the run goes on
            error = type(raised).__name__
        spent = time.process_time() - began
        print(json.dumps({"found": found, "cpu": spent, "error": error}), file=answers, flush=True)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.path[0] = str(Path(__file__).resolve().parents[4])
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    serve(_load(sys.argv[1]), sys.stdin, out)
