"""Fixtures of the tests that watch a real worker."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.harness import Installation


@pytest.fixture
def installation(kafka: str, topic_prefix: str, tmp_path: Path) -> Iterator[Installation]:
    """Topics and a group of this test's own on a real Kafka, and its workers, which end with it."""
    with Installation(kafka, topic_prefix, tmp_path) as made:
        made.create_topics()
        yield made
