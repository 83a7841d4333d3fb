"""Whether a broker answers: asked with a request of Kafka's protocol, for a proxy takes any connection."""

from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient

from worker.admin import client_config
from worker.settings import Settings

PATIENCE_S = 2.0


class Reach:
    """Asks any of the brokers, over a connection that is kept. `answers` is what `Health` heard last."""

    def __init__(self, settings: Settings) -> None:
        self.answers = True
        self._client = AdminClient(client_config(settings))

    def ask(self) -> bool:
        """Ask now; blocks for `PATIENCE_S` where nobody answers. For any thread, one at a time."""
        try:
            # Any broker answers this; a question for the controller waits for a dead one, trying without a pause.
            self._client.list_topics(timeout=PATIENCE_S)
        except KafkaException:
            return False
        return True
