"""What is known of a source, in its articles: through `normalise` and through `copydesk annotate`."""

import base64
import json
import os
from pathlib import Path

import pytest

from tests.commands.conftest import invoke, process
from tests.normalising import raw_article
from worker.check.run import _own
from worker.errors import Rejected
from worker.normalise import normalise
from worker.settings import load
from worker.sources import Sources, read_sources

KNOWN = """
[[source]]
name = "alder.example"
zone = "Europe/Prague"
country = "CZ"
language = "cs"
charset = "iso-8859-2"
furniture.related = ["Čtěte také: *"]
furniture.boilerplate = ["Sledujte nás na síti"]

[[source]]
name = "gazette.example"
country = "AU"
"""
BODY = """Rada v úterý rozhodla, že starou přístavní zeď postaví znovu ještě před zimou.

Čtěte také: Bouře vzala střechy

Práce vyjdou na čtyři miliony korun, řekla starostka novinářům po jednání na radnici.

SLEDUJTE NÁS  na síti
"""


def _known() -> Sources:
    return read_sources("own.toml", KNOWN.encode())


def test_an_article_of_a_known_source() -> None:
    encoded = base64.b64encode(BODY.encode("iso-8859-2")).decode()
    raw = raw_article(None, body_base64=encoded, published="2022-07-04 09:30")
    article = normalise(raw, sources=_known())
    assert article.country == "CZ"
    assert article.published is not None
    assert (article.published.at, article.published.zone, article.published.precision) == (
        "2022-07-04T09:30+02:00",
        "source",
        "minute",
    )
    assert [(one.kind, one.text) for one in article.furniture] == [
        ("related", "Čtěte také: Bouře vzala střechy"),
        ("boilerplate", "SLEDUJTE NÁS na síti"),
    ]
    assert article.text == "\n\n".join(BODY.splitlines()[at] for at in (0, 4))
    assert article.language.tag == "cs"
    assert "charset" not in article.repairs


def test_what_a_message_says_goes_before_what_is_known_of_its_source() -> None:
    encoded = base64.b64encode(BODY.encode("cp1250")).decode()
    raw = raw_article(
        None, body_base64=encoded, charset="cp1250", published="2022-07-04T09:30:00Z", source="alder.example"
    )
    article = normalise(raw, sources=_known())
    assert article.text.startswith("Rada v úterý rozhodla, že starou přístavní zeď")
    assert article.published is not None
    assert (article.published.at, article.published.zone) == ("2022-07-04T09:30:00+00:00", "explicit")
    hinted = normalise(raw_article("Zprávy 5 4 3", language="sk"), sources=_known())
    assert hinted.language.tag == "sk"


def test_the_language_of_a_source_decides_where_the_text_does_not() -> None:
    assert normalise(raw_article("Zprávy 5 4 3"), sources=_known()).language.tag == "cs"
    assert normalise(raw_article("Zprávy 5 4 3")).language.tag == "und"
    english = "The council voted on Tuesday to rebuild the old harbour wall before winter, the mayor said."
    assert normalise(raw_article(english), sources=_known()).language.tag == "en"


def test_other_sources_are_as_they_were() -> None:
    raw = raw_article(BODY, source="other.example", published="2022-07-04 09:30")
    assert normalise(raw, sources=_known()) == normalise(raw)
    assert normalise(raw).country is None


def test_a_day_gets_no_zone() -> None:
    article = normalise(raw_article(BODY, published="2022-07-04"), sources=_known())
    assert article.published is not None
    assert (article.published.at, article.published.zone) == ("2022-07-04", "unknown")


def test_clean_text_keeps_its_lines_and_has_its_country() -> None:
    article = normalise(raw_article(BODY), sources=_known(), as_is=True)
    assert article.text == BODY
    assert (article.country, article.furniture) == ("CZ", ())


def test_nothing_but_known_furniture_is_an_empty_body() -> None:
    with pytest.raises(Rejected, match="empty_body: no text is left; 1 lines"):
        normalise(raw_article("Sledujte nás na síti"), sources=_known())


def test_a_withdrawn_article_has_its_country() -> None:
    raw = raw_article(None, status="withdrawn", external_id="7", published="2022-07-04 09:30")
    article = normalise(raw, sources=_known())
    assert article.country == "CZ"
    assert article.published is not None
    assert article.published.at == "2022-07-04T09:30+02:00"


def test_annotate_knows_the_sources(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(KNOWN, "utf-8")
    raw = json.dumps({"source": "gazette.example", "external_id": "1", "body": "It cost $5 million on Friday."})
    env = {"COPYDESK_SOURCES": str(path)}
    one = invoke("annotate", stdin=raw + "\n", env=env)
    article = json.loads(one.stdout)
    assert article["country"] == "AU"
    assert [figure["unit_code"] for figure in article["figures"]] == ["AUD"]
    assert "+" in article["pipeline"]["rules"]
    assert invoke("annotate", "--processes", "2", stdin=raw + "\n", env=env).stdout == one.stdout
    plain = json.loads(invoke("annotate", stdin=raw + "\n").stdout)
    assert ([figure["unit_code"] for figure in plain["figures"]], plain["country"]) == (["USD"], None)
    assert "+" not in plain["pipeline"]["rules"]


@pytest.mark.parametrize("command", ["annotate", "worker"])
def test_a_wrong_file_ends_a_command_with_78(tmp_path: Path, command: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[source]]\nname = "a"\nzoen = "UTC"\n', "utf-8")
    running = process(command, env={**os.environ, "COPYDESK_SOURCES": str(path), "COPYDESK_HTTP_PORT": "-1"})
    _, said = running.communicate(timeout=60)
    assert running.returncode == 78
    assert f'{path}, line 3: "zoen": no such key; did you mean "zone"?' in said.decode().replace('\\"', '"')


def test_check_reads_the_file(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[source]]\nname = "a"\ncountry = "UK"\n', "utf-8")
    # Variables that are no settings, a test's own among them, get a warning first.
    *_, point = _own(load(sources=str(path)))
    assert (point.verdict.value, point.about) == ("wrong", "settings")
    assert 'line 3: country is "UK"' in point.what
    path.write_text(KNOWN, "utf-8")
    assert "wrong" not in [point.verdict.value for point in _own(load(sources=str(path)))]
