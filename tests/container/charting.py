"""helm and the Kubernetes schemas, from what the registries offer, and what the chart renders to."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.container.engine import ROOT

CHART = ROOT / "worker" / "deploy" / "chart"
VALIDATOR = ROOT / "tests" / "container" / "validator.py"

HELM = "helm.sh/helm/v3/cmd/helm@v3.19.0"
VALIDATE = "kubernetes-validate==1.37.0"
"""Has the schemas of all versions of Kubernetes in it."""
CUSTOM = (
    (
        "github.com/kedacore/keda/v2@v2.17.2",
        ("config/crd/bases/keda.sh_scaledobjects.yaml", "config/crd/bases/keda.sh_triggerauthentications.yaml"),
    ),
    (
        "github.com/prometheus-operator/prometheus-operator@v0.85.0",
        ("example/prometheus-operator-crd/monitoring.coreos.com_servicemonitors.yaml",),
    ),
)
"""Modules of the Go proxy, and the files in them that define custom resources."""

Manifest = dict[str, Any]


class Unavailable(Exception):
    """A tool is not to be had here; the message says how it is got."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What helm made of some values, and what the schemas have against it."""

    documents: Sequence[Manifest]
    faults: Sequence[str]

    def one(self, kind: str) -> Manifest:
        """The only document of a kind."""
        (found,) = (one for one in self.documents if one["kind"] == kind)
        return found

    @property
    def kinds(self) -> set[str]:
        """The kinds of all documents."""
        return {str(one["kind"]) for one in self.documents}


def _cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "copydesk" / "chart"


@cache
def helm() -> str:
    """The helm command: HELM, or the one on the PATH, or where `go install` puts it. Raises Unavailable."""
    go = Path(os.environ.get("GOPATH", Path.home() / "go"), "bin", "helm")
    found = os.environ.get("HELM") or shutil.which("helm") or (str(go) if go.is_file() else None)
    if found is None:
        raise Unavailable(f"there is no helm; go install {HELM}")
    return found


@cache
def _interpreter() -> str:
    """A Python with kubernetes-validate, in an environment of its own in the user's cache. Raises Unavailable."""
    place = _cache() / VALIDATE
    python = place / "bin" / "python"
    if not (place / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(place)], check=True)
        done = subprocess.run(
            [str(python), "-m", "pip", "install", "-q", VALIDATE], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Unavailable(f"{VALIDATE} cannot be installed: {done.stderr.strip()[-300:]}")
        (place / "ready").touch()
    return str(python)


@cache
def _definitions() -> tuple[str, ...]:
    """Files that define the custom resources, by `go mod download`. Raises Unavailable."""
    if (go := shutil.which("go")) is None:
        raise Unavailable("there is no go, by which the custom resources' definitions are got")
    found = []
    folder = _cache() / "modules"
    folder.mkdir(parents=True, exist_ok=True)
    for module, files in CUSTOM:
        done = subprocess.run(
            [go, "mod", "download", "-json", module], cwd=folder, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Unavailable(f"{module} cannot be had: {done.stdout.strip()[-300:]}")
        found += [str(Path(json.loads(done.stdout)["Dir"], file)) for file in files]
    return tuple(found)


def template(*options: str, kubernetes: str = "1.33.0") -> subprocess.CompletedProcess[str]:
    """Run `helm template` on the chart as the release `news`."""
    return subprocess.run(
        [helm(), "template", "news", str(CHART), "--kube-version", kubernetes, *options],
        capture_output=True,
        text=True,
        check=False,
    )


def render(values: object, kubernetes: str = "1.33") -> Rendered:
    """What the chart makes of these values, and what the schemas of that Kubernetes have against it."""
    given = json.dumps(values)
    done = subprocess.run(
        [helm(), "template", "news", str(CHART), "--kube-version", f"{kubernetes}.0", "--values", "-"],
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    judged = subprocess.run(
        [_interpreter(), str(VALIDATOR), kubernetes, *_definitions()],
        input=done.stdout,
        capture_output=True,
        text=True,
        check=False,
    )
    assert judged.returncode == 0, judged.stderr
    said = json.loads(judged.stdout)
    return Rendered(said["documents"], said["faults"])
