"""What a broker's refusal becomes: one line with the name of what may not be touched, where the client tells it."""

import pytest
from aiokafka.errors import ClusterAuthorizationFailedError, KafkaError, TopicAuthorizationFailedError

from worker.agents.producing import forbidden


@pytest.mark.parametrize(
    ("error", "named"),
    [
        (TopicAuthorizationFailedError("articles.numbers"), " (articles.numbers)"),
        (TopicAuthorizationFailedError({"b", "a"}), " (a, b)"),
        (ClusterAuthorizationFailedError(), ""),
    ],
)
def test_a_missing_right_is_named(error: KafkaError, named: str) -> None:
    said = str(forbidden(error, "to write"))
    assert said == f"the cluster does not give us the right to write: {type(error).__name__}{named}"
