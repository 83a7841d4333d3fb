"""The vocabulary: every message that crosses a topic, as frozen pydantic models."""
