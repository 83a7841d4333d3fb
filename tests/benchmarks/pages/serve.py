"""Serves one extractor over JSON lines, in its own environment: {"markup"} in, {"text", "cpu", "error"} out.

    PYTHON_OF_THE_RIVALS serve.py NAME

Each runs as its own documentation says for the plain text of an article, comments left out. CPU seconds are of the
extraction from text, of one page, in this one thread.
"""

import json
import logging
import sys
import time
import warnings
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import version

Extract = Callable[[str], str]


def trafilatura_fast() -> Extract:
    """The fast mode: no second opinions."""
    extract = import_module("trafilatura").extract
    return lambda markup: extract(markup, fast=True, include_comments=False) or ""


def trafilatura_default() -> Extract:
    """With its own two fall-backs."""
    extract = import_module("trafilatura").extract
    return lambda markup: extract(markup, include_comments=False) or ""


def resiliparse() -> Extract:
    """Main content only."""
    extract = import_module("resiliparse.extract.html2text").extract_plain_text
    return lambda markup: extract(markup, main_content=True, alt_texts=False, links=False)


def readability() -> Extract:
    """The summary, its tags taken out block by block."""
    html, document = import_module("lxml.html"), import_module("readability").Document

    def text(markup: str) -> str:
        summary = html.fromstring(document(markup).summary(html_partial=True))
        return "\n".join(piece.strip() for piece in summary.itertext() if piece.strip())

    return text


def newspaper4k() -> Extract:
    """No download, the article's text."""
    new = import_module("newspaper").Article

    def text(markup: str) -> str:
        article = new("https://news.example/story", fetch_images=False)
        article.download(input_html=markup)
        article.parse()
        return str(article.text)

    return text


PACKAGES = {
    "trafilatura_fast": "trafilatura",
    "trafilatura_default": "trafilatura",
    "resiliparse": "resiliparse",
    "readability": "readability-lxml",
    "newspaper4k": "newspaper4k",
}


def main(name: str) -> None:
    """Answer until stdin ends. An extractor that raises has found nothing in that page."""
    answers = sys.stdout
    sys.stdout = sys.stderr
    logging.disable(logging.CRITICAL)
    extract: Extract = globals()[name]()
    extract("<html><body><article><p>" + "The council met on Tuesday and voted on it. " * 20 + "</p></article></body>")
    print(json.dumps({"ready": version(PACKAGES[name])}), file=answers, flush=True)
    for line in sys.stdin:
        markup = json.loads(line)["markup"]
        began = time.process_time()
        text, error = "", None
        try:
            text = extract(markup)
        except Exception as raised:  # a rival's own fault: counted against it, the run goes on
            error = type(raised).__name__
        spent = time.process_time() - began
        print(json.dumps({"text": text, "cpu": spent, "error": error}), file=answers, flush=True)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main(sys.argv[1])
