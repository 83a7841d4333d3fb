"""What a person at a terminal sees: topics read to their end, messages made readable."""
