"""The Helm chart: rendered, held against the schemas of Kubernetes, and against what the code says."""

import json
import re
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from tests.container.charting import CHART, Manifest, Rendered, Unavailable, helm, render, template
from worker.memory import LEAST_MB, PARENT_MB
from worker.settings import FILE, Settings, variable
from worker.topics import Topics

SECURE = {
    "kafka": {
        "brokers": "kafka-1:9092,kafka-2:9092",
        "group": "news",
        "topicPrefix": "news.",
        "securityProtocol": "SASL_SSL",
        "saslMechanism": "SCRAM-SHA-512",
        "credentialsSecret": "kafka-login",
        "caSecret": "kafka-authority",
        "clientCertificateSecret": "kafka-certificate",
    }
}
EVERYTHING = SECURE | {
    "autoscaling": {"enabled": True, "maxReplicas": 40},
    "serviceMonitor": {"enabled": True, "labels": {"release": "prometheus"}},
    "networkPolicy": {
        "enabled": True,
        "metricsFrom": [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "monitoring"}}}],
        "kafkaTo": [{"ipBlock": {"cidr": "10.0.0.0/8"}}],
        "kafkaPorts": [9092, 9093],
    },
    "settings": {"log_level": "debug", "compression": "zstd", "batch_articles": 100, "check_crcs": True},
    "image": {"repository": "registry.example/copydesk", "digest": "sha256:" + "0" * 64},
    "serviceAccount": {"create": False, "name": "somebody"},
    "podLabels": {"team": "news"},
    "podAnnotations": {"note": "yes"},
    "nodeSelector": {"kubernetes.io/arch": "amd64"},
    "tolerations": [{"key": "batch", "operator": "Exists"}],
    "priorityClassName": "news",
}


@pytest.fixture(scope="module", autouse=True)
def tools() -> None:
    """Skipped, with what is missing, where helm or the schemas cannot be had."""
    try:
        helm()
        render({})
    except Unavailable as why:
        pytest.skip(str(why))


@pytest.fixture(scope="module")
def plain(tools: None) -> Rendered:
    return render({})


@pytest.fixture(scope="module")
def everything(tools: None) -> Rendered:
    return render(EVERYTHING)


@pytest.mark.parametrize("kubernetes", ["1.27", "1.30", "1.33"])
@pytest.mark.parametrize("values", [{}, EVERYTHING], ids=["defaults", "everything"])
def test_kubernetes_takes_it(values: object, kubernetes: str) -> None:
    assert render(values, kubernetes).faults == []


def test_the_schemas_would_find_a_fault(plain: Rendered) -> None:
    """Strict: a field that does not exist is one, in our kinds and in others'."""
    spoilt = render({"strategy": {"type": "RollingUpdate", "rollingUpdates": {}}})
    assert [fault for fault in spoilt.faults if "rollingUpdates" in fault]
    assert plain.faults == []


def test_what_is_there(plain: Rendered, everything: Rendered) -> None:
    assert plain.kinds == {"Deployment", "Service", "ServiceAccount", "PodDisruptionBudget", "Job"}
    assert everything.kinds == plain.kinds - {"ServiceAccount"} | {
        *("ScaledObject", "TriggerAuthentication", "ServiceMonitor", "NetworkPolicy")
    }


def pods(rendered: Rendered) -> Iterator[Manifest]:
    for kind in ("Deployment", "Job"):
        yield rendered.one(kind)["spec"]["template"]["spec"]


def container(rendered: Rendered) -> Manifest:
    (found,) = rendered.one("Deployment")["spec"]["template"]["spec"]["containers"]
    assert isinstance(found, dict)
    return found


def environment(rendered: Rendered) -> dict[str, str]:
    return {pair["name"]: pair["value"] for pair in container(rendered)["env"]}


def test_every_pod_has_the_restricted_profile(everything: Rendered) -> None:
    """What the Pod Security Standards call restricted, and a root file system that nobody writes to."""
    for pod in pods(everything):
        assert pod["automountServiceAccountToken"] is False
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        for one in pod["containers"]:
            assert one["securityContext"] == {
                "allowPrivilegeEscalation": False,
                "readOnlyRootFilesystem": True,
                "capabilities": {"drop": ["ALL"]},
            }
            assert one["resources"]["limits"].keys() == {"cpu", "memory"}
        assert not [volume for volume in pod["volumes"] if "hostPath" in volume]


def test_settings_are_settings(everything: Rendered) -> None:
    known = {variable(field) + end for field in Settings.model_fields for end in ("", FILE)}
    given = environment(everything)
    assert given.keys() <= known
    assert given["COPYDESK_BROKERS"] == "kafka-1:9092,kafka-2:9092"
    assert given["COPYDESK_BATCH_ARTICLES"] == "100"
    assert given["COPYDESK_CHECK_CRCS"] == "true"
    mounts = {mount["mountPath"] for mount in container(everything)["volumeMounts"]}
    files = {value for name, value in given.items() if name.endswith(FILE)}
    assert len(files) == 5
    assert all(any(file.startswith(f"{mount}/") for mount in mounts) for file in files)


def test_no_secret_stands_in_a_manifest(everything: Rendered) -> None:
    assert not [name for name in environment(everything) if "PASSWORD" in name and not name.endswith(FILE)]
    assert "Secret" not in everything.kinds


def test_probes(plain: Rendered) -> None:
    """Alive is /healthz, at work is /readyz; a start may take what a broker that is away and the children take."""
    probes = {name: container(plain)[f"{name}Probe"] for name in ("startup", "liveness", "readiness")}
    paths = {name: probe["httpGet"]["path"] for name, probe in probes.items()}
    assert paths == {"startup": "/healthz", "liveness": "/healthz", "readiness": "/readyz"}
    patience = probes["startup"]["periodSeconds"] * probes["startup"]["failureThreshold"]
    assert patience > Settings.model_fields["broker_wait_s"].default + 30


def test_the_grace_outlasts_the_shutdown(plain: Rendered) -> None:
    pod = plain.one("Deployment")["spec"]["template"]["spec"]
    assert pod["terminationGracePeriodSeconds"] > Settings.model_fields["shutdown_deadline_s"].default


def test_the_memory_is_enough_for_the_children(plain: Rendered) -> None:
    children = int(environment(plain)["COPYDESK_PROCESSES"])
    limit = container(plain)["resources"]["limits"]["memory"]
    assert limit.endswith("Mi")
    assert int(limit.removesuffix("Mi")) >= PARENT_MB + LEAST_MB * children


def test_selectors_select(everything: Rendered) -> None:
    labels = everything.one("Deployment")["spec"]["template"]["metadata"]["labels"]
    for selector in (
        everything.one("Deployment")["spec"]["selector"]["matchLabels"],
        everything.one("Service")["spec"]["selector"],
        everything.one("PodDisruptionBudget")["spec"]["selector"]["matchLabels"],
    ):
        assert selector.items() <= labels.items()
    service = everything.one("Service")
    monitor = everything.one("ServiceMonitor")["spec"]
    assert monitor["selector"]["matchLabels"].items() <= service["metadata"]["labels"].items()
    assert monitor["endpoints"][0]["port"] in {port["name"] for port in service["spec"]["ports"]}
    # The alert rules and the dashboard ask for the job copydesk, which is the value of this label.
    assert service["metadata"]["labels"][monitor["jobLabel"]] == "copydesk"
    assert (
        everything.one("ScaledObject")["spec"]["scaleTargetRef"]["name"]
        == everything.one("Deployment")["metadata"]["name"]
    )
    job = everything.one("Job")["spec"]["template"]["metadata"]["labels"]
    assert not everything.one("Service")["spec"]["selector"].items() <= job.items()
    for rule in everything.one("NetworkPolicy")["spec"]["podSelector"]["matchExpressions"]:
        assert labels[rule["key"]] in rule["values"]
        assert job[rule["key"]] in rule["values"]


def test_workers_are_never_more_than_partitions(everything: Rendered) -> None:
    scaled = everything.one("ScaledObject")["spec"]
    assert "replicas" not in everything.one("Deployment")["spec"]
    assert scaled["maxReplicaCount"] == 12
    asked = {trigger["metadata"]["topic"] for trigger in scaled["triggers"]}
    topics = Topics.named("news.", {})
    assert asked == {topics.raw.name, topics.normalised.name}
    assert all(trigger["metadata"]["consumerGroup"] == "news" for trigger in scaled["triggers"])
    assert all(trigger["authenticationRef"]["name"] == "news-copydesk" for trigger in scaled["triggers"])
    fewer = render({"autoscaling": {"enabled": True, "maxReplicas": 4}})
    assert fewer.one("ScaledObject")["spec"]["maxReplicaCount"] == 4
    assert "TriggerAuthentication" not in fewer.kinds


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"replicas": 13}, "replicas is 13, but there are 12 partitions"),
        ({"replica": 3}, "additional properties"),
        ({"kafka": {"securityProtocol": "SASL_SSL"}}, "it takes kafka.credentialsSecret"),
        ({"kafka": {"caSecret": "x"}}, "need SSL or SASL_SSL"),
        ({"kafka": {"securityProtocol": "TLS"}}, "securityProtocol"),
        ({"settings": {"brokers": "x:1"}}, "settings.brokers"),
        ({"settings": {"sasl_password": "x"}}, "secrets and files"),
        ({"terminationGracePeriodSeconds": 10}, "terminationGracePeriodSeconds"),
        ({"autoscaling": {"enabled": True, "minReplicas": 20}}, "minReplicas is 20"),
        ({"autoscaling": {"enabled": True}, "settings": {"topic_names": "raw=x"}}, "topic_names"),
    ],
    ids=lambda value: json.dumps(value)[:40] if isinstance(value, dict) else "",
)
def test_what_cannot_work_is_refused(values: object, says: str) -> None:
    done = subprocess.run(
        [helm(), "template", "news", str(CHART), "--kube-version", "1.33.0", "--values", "-"],
        input=json.dumps(values),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert says in done.stderr


def described(schema: dict[str, Any], path: str = "") -> Iterator[tuple[str, bool]]:
    for name, part in schema.get("properties", {}).items():
        inner = dict(described(part, f"{path}{name}."))
        yield from inner.items() if inner else [(f"{path}{name}", bool(part.get("description")))]


def test_every_value_is_documented() -> None:
    """In the schema, and in values.yaml with its default."""
    schema = json.loads((CHART / "values.schema.json").read_text(encoding="utf-8"))
    values = dict(described(schema))
    assert [name for name, told in values.items() if not told] == []
    text = (CHART / "values.yaml").read_text(encoding="utf-8")
    assert [name for name in values if not re.search(rf"\b{name.rpartition('.')[2]}:", text)] == ["global"]


def test_helm_finds_nothing_to_complain_of() -> None:
    done = subprocess.run([helm(), "lint", "--strict", str(CHART)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert template("--set", "replicas=1").returncode == 0
