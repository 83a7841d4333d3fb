"""Plain text, pages, and what is neither."""

import pytest

from worker.text.clean.media import magic_of_other_files, sniff_media


@pytest.mark.parametrize(
    ("body", "declared", "media"),
    [
        ("A bridge fell.\n\nNobody was hurt.", None, "plain"),
        ("a < b and c > d", None, "plain"),
        ("The <b> tag makes text bold, he wrote.", None, "plain"),
        ("<3 from the fans", None, "plain"),
        ("<!DOCTYPE html><html><body>x</body></html>", None, "html"),
        ("\n<!-- made by hand -->\n<html>", None, "html"),
        ('<?xml version="1.0"?><html xmlns="x">', None, "html"),
        ("<p>One.</p>", None, "html"),
        ('<div class="body">One.</div>', None, "html"),
        ("A lead.<p>One.</p><p>Two.</p>", None, "html"),
        ("<p>One.</p>", "text/plain", "plain"),
        ("One.", "text/html", "html"),
        ("One.", "TEXT/HTML; charset=UTF-8", "html"),
        ("One.", "application/xhtml+xml", "html"),
        ("One.", "video/mp4", None),
        ("One.", "application/json", None),
        ('{"title": "One"}', "text/html", None),
        ('[{"title": "One"}]', None, None),
        ('<html><head></head><body><pre style="x">{"title": "One"}</pre></body></html>', None, None),
        ('<html><body><pre>[{"title": "One"}]</pre></body></html>', "text/html", None),
        ('<script type="application/ld+json">{"@type": "Article"}</script><p>One.</p>', None, "html"),
        ("<p>{placeholder} said so.</p><p>Two.</p>", None, "html"),
        ("%PDF-1.4\nobj", "text/html", None),
        ("<svg xmlns='x'></svg>", "text/html", None),
        ('<?xml version="1.0"?><rss version="2.0">', None, None),
        ("%PDF-1.7\n%âãÏÓ", None, None),
        ("GIF89a\x01\x00", "text/html", None),
        ("\x00\x01\x02\x03\x04\x05\x06\x07" * 20, None, None),
        ("[Correction] A bridge fell.", None, "plain"),
        ("{Name} is still a placeholder", None, "plain"),
    ],
)
def test_sniffs(body: str, declared: str | None, media: str | None) -> None:
    assert sniff_media(body, declared) == media


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4",
        b"\x89PNG\r\n",
        b"\xff\xd8\xff\xe0",
        b"PK\x03\x04",
        b"\x00\x00\x00\x18ftypmp42",
        b"RIFF\x00\x00\x00\x00WEBP",
    ],
)
def test_knows_other_files(data: bytes) -> None:
    assert magic_of_other_files(data)


@pytest.mark.parametrize("data", [b"RIFFRAFF said so", b"PKK leaders met", b"", b"<html>"])
def test_text_is_no_other_file(data: bytes) -> None:
    assert not magic_of_other_files(data)
