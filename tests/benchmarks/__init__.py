"""Measurements on a real Kafka: what the whole way costs. Run by hand, never asserted."""
