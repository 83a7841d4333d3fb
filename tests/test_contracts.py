"""The committed schemas are the contracts' own, and a change that would break somebody is refused."""

import copy
from pathlib import Path
from typing import Any

import orjson
import pytest
from pydantic.config import JsonDict

from schemas.article import EnrichedArticle, RawArticle
from worker import contracts
from worker.commands import schemas as command
from worker.contracts import CONTRACTS, DIRECTIONS, compatible, json_schema, schema_id
from worker.errors import Exit
from worker.topics import Topics

COMMITTED = Path(__file__).resolve().parent.parent / "schemas" / "json"


def test_the_committed_schemas_are_what_the_contracts_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.check(COMMITTED) == Exit.OK, capsys.readouterr().err
    assert len(list(COMMITTED.iterdir())) == len(CONTRACTS)
    named = {topic.name: slot for slot, topic in Topics().slots() if slot in CONTRACTS}
    assert named.keys() <= {path.stem for path in COMMITTED.iterdir()}
    for name, slot in named.items():
        assert orjson.loads((COMMITTED / f"{name}.json").read_bytes())["$id"] == schema_id(slot)


def test_every_topic_but_the_dead_letters_has_a_contract() -> None:
    assert {slot for slot, _ in Topics().slots()} - CONTRACTS.keys() == {"deadletters"}


def test_every_topic_has_its_schema() -> None:
    assert DIRECTIONS.keys() == CONTRACTS.keys()
    for topic in CONTRACTS:
        schema = json_schema(topic)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["$id"] == schema_id(topic)
        assert schema["title"]
    with pytest.raises(KeyError):
        schema_id("articles.nothing")


def test_what_we_write_is_described_in_full_and_what_we_read_as_accepted() -> None:
    written = json_schema("enriched")
    assert written["required"] == list(EnrichedArticle.model_fields)
    assert json_schema("raw")["required"] == ["source"]
    assert json_schema("raw")["properties"].keys() == RawArticle.model_fields.keys()  # type: ignore[union-attr]


@pytest.mark.parametrize("topic", CONTRACTS)
@pytest.mark.parametrize("direction", ["read", "written"])
def test_a_schema_is_compatible_with_itself(topic: str, direction: contracts.Direction) -> None:
    assert compatible(json_schema(topic), json_schema(topic), direction=direction) == ()


BASE: dict[str, Any] = {
    "$id": "urn:x:v1",
    "type": "object",
    "$defs": {"Thing": {"type": "object", "properties": {"kind": {"enum": ["a", "b"], "type": "string"}}}},
    "properties": {
        "name": {"type": "string", "maxLength": 10},
        "count": {"type": "integer", "minimum": 0},
        "url": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": None},
        "things": {"type": "array", "items": {"$ref": "#/$defs/Thing"}},
        "links": {"type": "object", "additionalProperties": {"type": "string"}},
        "version": {"type": "string", "pattern": "^1"},
    },
    "required": ["name", "count", "things"],
}


def changed(*path: str, to: Any) -> dict[str, Any]:
    """BASE with the value at `path` replaced, or removed where `to` is None."""
    schema = copy.deepcopy(BASE)
    node = schema
    for step in path[:-1]:
        node = node[step]
    if to is None:
        del node[path[-1]]
    else:
        node[path[-1]] = to
    return schema


NEW_FIELD = {"type": "string"}
CHANGES = {
    "a new field": changed("properties", "extra", to=NEW_FIELD),
    "a new field, required": changed("properties", "extra", to=NEW_FIELD) | {"required": [*BASE["required"], "extra"]},
    "a new field, required, with a default": changed("properties", "extra", to=NEW_FIELD | {"default": ""})
    | {"required": [*BASE["required"], "extra"]},
    "a field removed": changed("properties", "url", to=None),
    "a required field optional": BASE | {"required": ["name", "things"]},
    "an optional field required": BASE | {"required": [*BASE["required"], "links"]},
    "null allowed": changed(
        "properties", "name", to={"anyOf": [{"type": "string", "maxLength": 10}, {"type": "null"}]}
    ),
    "null no longer allowed": changed("properties", "url", to={"type": "string"}),
    "an enum value added": changed("$defs", "Thing", "properties", "kind", "enum", to=["a", "b", "c"]),
    "an enum value removed": changed("$defs", "Thing", "properties", "kind", "enum", to=["a"]),
    "an enum opened": changed("$defs", "Thing", "properties", "kind", to={"type": "string"}),
    "a type widened": changed("properties", "count", to={"type": "number", "minimum": 0}),
    "a type changed": changed("properties", "count", to={"type": "string"}),
    "any type allowed": changed("properties", "count", to={"minimum": 0}),
    "a limit raised": changed("properties", "name", "maxLength", to=20),
    "a limit lowered": changed("properties", "name", "maxLength", to=5),
    "a limit dropped": changed("properties", "name", "maxLength", to=None),
    "a minimum lowered": changed("properties", "count", "minimum", to=-1),
    "a pattern changed": changed("properties", "version", "pattern", to="^[12]"),
    "map values widened": changed("properties", "links", "additionalProperties", to={"type": ["string", "null"]}),
    "words changed": changed("properties", "name", to={"type": "string", "maxLength": 10, "description": "new"}),
    "a new major version": {"$id": "urn:x:v2", "type": "string"},
}


@pytest.mark.parametrize(
    ("change", "read", "written"),
    [
        ("a new field", (), ()),
        ("a new field, required", ("extra: required, and old messages may lack it",), ()),
        ("a new field, required, with a default", (), ()),
        ("a field removed", ("url: field removed",), ("url: field removed",)),
        ("a required field optional", (), ("count: no longer always there",)),
        ("an optional field required", ("links: required, and old messages may lack it",), ()),
        ("null allowed", (), ("name: null is added",)),
        ("null no longer allowed", ("url: null is removed",), ()),
        ("an enum value added", (), ("things[].kind: c is added",)),
        ("an enum value removed", ("things[].kind: b is removed",), ()),
        ("an enum opened", (), ("things[].kind: anything else is added",)),
        ("a type widened", (), ("count: number is added",)),
        ("a type changed", ("count: integer is removed",), ("count: string is added",)),
        ("any type allowed", (), ("count: anything is added",)),
        ("a limit raised", (), ("name: maxLength wider",)),
        ("a limit lowered", ("name: maxLength narrower",), ()),
        ("a limit dropped", (), ("name: maxLength wider",)),
        ("a minimum lowered", (), ("count: minimum wider",)),
        ("a pattern changed", ("version: pattern changed",), ("version: pattern changed",)),
        ("words changed", (), ()),
        ("a new major version", (), ()),
    ],
)
def test_what_breaks_whom(change: str, read: tuple[str, ...], written: tuple[str, ...]) -> None:
    assert compatible(BASE, CHANGES[change], direction="read") == read
    assert compatible(BASE, CHANGES[change], direction="written") == written


def test_map_values_are_compared() -> None:
    assert compatible(BASE, CHANGES["map values widened"], direction="written") != ()


def test_a_schema_that_refers_to_itself_ends() -> None:
    tree: JsonDict = {
        "$ref": "#/$defs/T",
        "$defs": {"T": {"type": "object", "properties": {"child": {"$ref": "#/$defs/T"}}}},
    }
    assert compatible(tree, copy.deepcopy(tree), direction="written") == ()


def test_write_makes_files_that_check_accepts(tmp_path: Path) -> None:
    assert command.check(tmp_path / "new") == Exit.REJECTED
    assert command.write(tmp_path / "new") == Exit.OK
    assert command.check(tmp_path / "new") == Exit.OK
    assert {path.read_bytes() for path in COMMITTED.iterdir()} == {
        path.read_bytes() for path in (tmp_path / "new").iterdir()
    }


def test_write_refuses_a_change_that_breaks_readers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command.write(tmp_path)
    path = tmp_path / "articles.numbers.json"
    older = orjson.loads(path.read_bytes())
    older["properties"]["gone"] = {"type": "string"}
    older["required"].append("gone")
    path.write_bytes(orjson.dumps(older))
    before = path.read_bytes()
    assert command.write(tmp_path) == Exit.REJECTED
    assert command.check(tmp_path) == Exit.REJECTED
    assert path.read_bytes() == before
    assert "articles.numbers: gone: field removed" in capsys.readouterr().err


def test_write_refuses_a_change_that_breaks_producers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command.write(tmp_path)
    path = tmp_path / "articles.raw.json"
    older = orjson.loads(path.read_bytes())
    older["required"] = []
    path.write_bytes(orjson.dumps(older))
    assert command.write(tmp_path) == Exit.REJECTED
    assert "articles.raw: source: required" in capsys.readouterr().err


def test_a_compatible_change_is_drift_until_written(tmp_path: Path) -> None:
    command.write(tmp_path)
    path = tmp_path / "articles.numbers.json"
    older = orjson.loads(path.read_bytes())
    del older["properties"]["headline"]
    older["required"].remove("headline")
    path.write_bytes(orjson.dumps(older))
    assert command.check(tmp_path) == Exit.REJECTED
    assert command.write(tmp_path) == Exit.OK
    assert command.check(tmp_path) == Exit.OK


def test_a_file_that_is_no_schema_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "stories.json").write_text("{")
    assert command.write(tmp_path) == Exit.REJECTED
    assert "not JSON" in capsys.readouterr().err
