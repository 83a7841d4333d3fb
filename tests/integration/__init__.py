"""The whole way on a real Kafka: processes, topics, faults."""
