"""Sentences: where they end, on hard cases of our own, beside three rivals."""
