"""Kubernetes manifests against the schemas of Kubernetes and of the custom resources that the chart uses.

Run by an interpreter that has kubernetes-validate, not by ours: `python validator.py VERSION [CRD.yaml...]`, with
manifests on stdin. Prints JSON: `documents`, and `faults`, one line each.
"""

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

yaml: Any = importlib.import_module("yaml")
jsonschema: Any = importlib.import_module("jsonschema")
kubernetes_validate: Any = importlib.import_module("kubernetes_validate")


def _closed(schema: Any) -> Any:
    """The schema of a custom resource with unknown fields refused: the API server would drop them without a word."""
    if isinstance(schema, list):
        return [_closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: _closed(value) for name, value in schema.items()}
    if (
        isinstance(schema.get("properties"), dict)
        and "additionalProperties" not in schema
        and not schema.get("x-kubernetes-preserve-unknown-fields")
    ):
        made["additionalProperties"] = False
    return made


def _custom(files: list[str]) -> dict[tuple[str, str], Any]:
    """(apiVersion, kind) to the schema, of custom resource definitions."""
    found = {}
    for file in files:
        for definition in yaml.safe_load_all(Path(file).read_text(encoding="utf-8")):
            spec = definition["spec"]
            for version in spec["versions"]:
                schema = _closed(version["schema"]["openAPIV3Schema"])
                schema["properties"]["metadata"] = {"type": "object"}
                found[f"{spec['group']}/{version['name']}", spec["names"]["kind"]] = schema
    return found


def _faults(document: Any, version: str, custom: dict[tuple[str, str], Any]) -> Iterator[str]:
    name = f"{document['kind']}/{document['metadata']['name']}"
    schema = custom.get((document["apiVersion"], document["kind"]))
    if schema is not None:
        for error in jsonschema.Draft202012Validator(schema).iter_errors(document):
            yield f"{name}: {error.json_path}: {error.message}"
    elif document["apiVersion"].partition("/")[0].count(".") > 1 and not document["apiVersion"].startswith(
        ("networking.k8s.io", "policy")
    ):
        yield f"{name}: no schema of {document['apiVersion']}"
    else:
        try:
            kubernetes_validate.validate(document, version, strict=True)
        except kubernetes_validate.ValidationError as error:
            yield f"{name}: {'.'.join(map(str, error.path))}: {error.message}"


def main() -> None:
    """Read manifests, print what they are and what is wrong with them."""
    version, *definitions = sys.argv[1:]
    documents = [one for one in yaml.safe_load_all(sys.stdin.read()) if one]
    custom = _custom(definitions)
    faults = [fault for document in documents for fault in _faults(document, version, custom)]
    json.dump({"documents": documents, "faults": faults}, sys.stdout)


if __name__ == "__main__":
    main()
