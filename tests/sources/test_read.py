"""The file of what is known of sources: what it gives, and each fault with its line."""

import doctest
import random
from datetime import datetime
from importlib.resources import files

import pytest

from worker.errors import Misconfigured
from worker.sources import known, places, read
from worker.sources.places import find_lines
from worker.sources.read import COUNTRIES, LARGEST, read_sources

FILE = """
# of our own
[[source]]
name = ["Harbour-Radio.example", "hr"]
zone = "Europe/Oslo"
country = "no"
language = "nb"
charset = "iso-8859-1"
furniture.boilerplate = [
    "Lytt til oss på *",   # the programme differs
    "Følg  Havneradioen",
]
furniture.credit = ["Foto: * / *", '5\\* *ell']

[[source]]
name = "alder.example"
"""


def _told(text: str | bytes) -> str:
    with pytest.raises(Misconfigured) as caught:
        read_sources("own.toml", text if isinstance(text, bytes) else text.encode())
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_what_is_known_is_found_by_name() -> None:
    sources = read_sources("own.toml", FILE.encode())
    one = sources.of(" harbour-radio.EXAMPLE")
    assert one is sources.of("HR")
    assert (one.country, one.language, one.charset) == ("NO", "nb", "iso-8859-1")
    assert datetime(2022, 7, 1, tzinfo=one.zone).isoformat() == "2022-07-01T00:00:00+02:00"
    assert sources.of("alder.example") == sources.of("nobody.example") == known.Source()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Lytt til oss på nettet klokken tolv", "boilerplate"),
        ("LYTT TIL  oss pa\u030a", None),  # the gap comes after a space
        ("LYTT TIL  oss pa\u030a nett", "boilerplate"),
        ("følg havneradioen", "boilerplate"),
        ("Følg Havneradioen, sa hun", None),
        ("Foto: Kari Lie / NTB", "credit"),
        ("Foto: Kari Lie", None),
        ("5* hotell", "credit"),
        ("5 hotell", None),
        ("Lytt til oss på " + "nett " * 200, None),
    ],
)
def test_own_lines(line: str, kind: str | None) -> None:
    assert read_sources("own.toml", FILE.encode()).of("hr").own_lines.kind_of(line) == kind


def test_the_example_is_good() -> None:
    place = files("worker.samples").joinpath("sources.toml")
    sources = read_sources("sources.toml", place.read_bytes())
    assert sources.of("Havneradioen").own_lines.kind_of("Les også: Ny kai åpnet") == "related"
    assert sources.of("gazette.example").country == "AU"


def test_patterns_take_no_longer_on_lines_made_to_hurt() -> None:
    lines = ", ".join(f'"{"a*" * 200}b{n}"' for n in range(5))
    own = read_sources("own.toml", f'[[source]]\nname = "x"\nfurniture.related = [{lines}]'.encode()).of("x").own_lines
    for _ in range(200):
        assert own.kind_of("a" * 500) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[source]]\nname = "a"\nzone = "Europe/Olso"', 'line 3: zone is "Europe/Olso": it takes an IANA'),
        ('[[source]]\nname = "a"\nzone = "Europe/Olso"', 'did you mean "Europe/Oslo"?'),
        ('[[source]]\nname = "a"\nzone = "../../etc/passwd"', "line 3: zone is"),
        ('[[source]]\nname = "a"\nzone = 1', "line 3: zone is 1"),
        ('[[source]]\nname = "a"\ncountry = "UK"', 'line 3: country is "UK": it takes two letters of ISO 3166-1'),
        ('[[source]]\nname = "a"\ncountry = "UK"', 'did you mean "GB"?'),
        ('[[source]]\nname = "a"\nlanguage = "norsk bokmål"', "line 3: language is"),
        ('[[source]]\nname = "a"\ncharset = "rot13"', 'line 3: charset is "rot13"'),
        ('[[source]]\nname = "a"\n\ncontry = "NO"', 'line 4: "contry": no such key; did you mean "country"?'),
        ('[[source]]\nzone = "UTC"', "line 1: this source has no name"),
        ('[[source]]\nname = ""', 'line 2: name is ""'),
        ('[[source]]\nname = ["a",\n 3]', "line 3: name is 3"),
        ('[[source]]\nname = "a"\n[[source]]\nname = "A"', 'line 4: "a" is here a second time'),
        ('[source]\nname = "a"', "line 1: a source is a table with two pairs of brackets"),
        ('[[source]]\nname = "a"\n[sauce]\nx = 1', 'line 3: "sauce": no such table'),
        ('[[source]]\nname = "a"\nfurniture = ["x"]', "line 3: furniture is a table of lists by kind"),
        ('[[source]]\nname = "a"\nfurniture.realted = ["abc"]', 'line 3: "realted": no kind of furniture; did you'),
        ('[[source]]\nname = "a"\n[source.furniture]\nrelated = "x"', 'line 4: related is "x": it takes a list'),
        ('[[source]]\nname = "a"\nfurniture.related = [\n"see *",\n"*"]', 'line 5: "*": it takes a line of 3 signs'),
        ('[[source]]\nname = "a"\nzone "UTC"', "line 3: not TOML"),
        ('[[source]]\nname = "a', "line 2: not TOML"),
        (b'[[source]]\nname = "\xff"', "line 2: not UTF-8"),
        (b"#" * (LARGEST + 1), "bytes"),
    ],
)
def test_a_fault_is_told_with_its_line(text: str | bytes, said: str) -> None:
    told = _told(text)
    assert told.startswith("own.toml")
    assert said in told


def test_all_faults_are_told_at_once_in_their_order() -> None:
    told = _told('[[source]]\nname = "a"\nzone = "X"\nfoo = 1\n[[source]]\ncountry = "XX"\nname = "b"')
    assert [word for word in ("line 3", "line 4", "line 6") if word in told] == ["line 3", "line 4", "line 6"]
    many = "".join(f"k{number} = 1\n" for number in range(30))
    assert "and 20 more" in _told(f'[[source]]\nname = "a"\n{many}')


def test_lines_are_found_in_all_that_toml_allows() -> None:
    text = '[[source]] # one\r\nname = """\r\na"""\r\n"zone" = \'UTC\'\r\nfurniture = {related = ["[x]", "]"]}\r\n'
    text += "[source.furniture2]\nrelated = [ # ]\n  'a]',\n\n  'b',\n]\n"
    text += "[[source]]\n[source.furniture]\ncredit = ['c']\n"
    found = find_lines(text)
    assert found.of(("source", 0)) == 1
    assert found.of(("source", 0, "name")) == 2
    assert found.of(("source", 0, "zone")) == 4
    assert found.of(("source", 0, "furniture", "related")) == 5
    assert found.of(("source", 0, "furniture2", "related", 0)) == 8
    assert found.of(("source", 0, "furniture2", "related", 1)) == 10
    assert found.of(("source", 1)) == 12
    assert found.of(("source", 1, "furniture", "credit")) == 14


def test_a_long_file_with_a_fault_at_its_end_is_told_soon() -> None:
    words = random.Random(1)
    lines = ",\n".join(f'"line {words.random()} of the paper"' for _ in range(20_000))
    assert "line 20003: " in _told(f'[[source]]\nname = "a"\nfurniture.related = [{lines}]\nzone = 3')


def test_countries_are_those_of_the_standard() -> None:
    assert len(COUNTRIES) == 250


@pytest.mark.parametrize("module", [known, places, read], ids=lambda module: module.__name__)
def test_examples(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
