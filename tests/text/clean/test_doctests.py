"""The examples in the docstrings of cleaning, sentences, languages and fingerprints hold."""

import doctest
import importlib
import pkgutil

import pytest

import worker.text.clean
import worker.text.pages

MODULES = [
    "worker.text.segment",
    "worker.text.language",
    "worker.text.fingerprint",
    *(f"worker.text.clean.{found.name}" for found in pkgutil.iter_modules(worker.text.clean.__path__)),
    *(f"worker.text.pages.{found.name}" for found in pkgutil.iter_modules(worker.text.pages.__path__)),
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
