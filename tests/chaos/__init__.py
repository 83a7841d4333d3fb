"""The fault table: nothing lost and nothing doubled, whatever dies. `pytest tests/chaos --full` runs all of it."""
