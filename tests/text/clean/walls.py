"""Walls, and articles that could be taken for one: pages of our own writing, out of walls.toml."""

import tomllib
from pathlib import Path
from typing import Final, NotRequired, TypedDict

_NAV: Final = """<header><a href="/">Alder Herald</a><nav><ul><li><a href="/news">News</a></li>
<li><a href="/sport">Sport</a></li><li><a href="/weather">Weather</a></li>
<li><a href="/login">Log in</a></li></ul></nav></header>"""
_FOOT: Final = """<footer><p>© 2023 Alder Herald Ltd. All rights reserved.</p><ul><li><a href="/about">About us</a></li>
<li><a href="/terms">Terms of use</a></li><li><a href="/privacy">Privacy policy</a></li></ul></footer>"""


class _Page(TypedDict):
    name: str
    title: str
    body: str
    bare: NotRequired[bool]


def _markup(page: _Page) -> str:
    """The page; unless it is bare, with the head and foot that all pages of its site have."""
    body = page["body"] if page.get("bare") else f"{_NAV}<main>{page['body']}</main>{_FOOT}"
    return f"<!doctype html><html><head><title>{page['title']}</title></head><body>{body}</body></html>"


_PAGES: Final[dict[str, list[_Page]]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
WALLS: Final = {page["name"]: _markup(page) for page in _PAGES["wall"]}
ARTICLES: Final = {page["name"]: _markup(page) for page in _PAGES["article"]}
