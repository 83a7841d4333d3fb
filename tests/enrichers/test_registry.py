"""The order of the enrichers follows from what each reads and writes."""

from dataclasses import fields
from typing import get_args

from schemas.annotation import Annotations
from worker.enrichers import Enricher, Layer
from worker.enrichers.registry import ENRICHERS


def order_faults(enrichers: tuple[Enricher, ...]) -> list[str]:
    """What is wrong with an order, one line each."""
    faults: list[str] = []
    for place, enricher in enumerate(enrichers):
        before = frozenset[Layer]().union(*(one.writes for one in enrichers[:place]))
        after = frozenset[Layer]().union(*(one.writes for one in enrichers[place + 1 :]))
        faults += [f"{enricher.name} reads {layer} before it is written" for layer in enricher.reads - before]
        faults += [
            f"{enricher.name} reads {layer} before it is complete" for layer in enricher.reads & after - enricher.writes
        ]
        faults += [f"{enricher.name} overwrites {layer} unread" for layer in enricher.writes & before - enricher.reads]
    return faults


def _enricher(name: str, reads: set[Layer], writes: set[Layer]) -> Enricher:
    return Enricher(name, frozenset(reads), frozenset(writes), lambda _, __: Annotations())


def test_the_order_holds() -> None:
    assert order_faults(ENRICHERS) == []


def test_every_layer_has_a_writer() -> None:
    assert frozenset[Layer]().union(*(one.writes for one in ENRICHERS)) == set(get_args(Layer))
    assert {field.name for field in fields(Annotations)} == set(get_args(Layer))


def test_names_are_slugs_and_tell_enrichers_apart() -> None:
    names = [one.name for one in ENRICHERS]
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() and name == name.lower() for name in names)


def test_a_wrong_order_is_seen() -> None:
    names = _enricher("names", set(), {"mentions"})
    numbers = _enricher("numbers", {"mentions"}, {"figures"})
    attribution = _enricher("attribution", {"figures"}, {"figures"})
    assert order_faults((names, numbers, attribution)) == []
    assert order_faults((numbers, names)) == [
        "numbers reads mentions before it is written",
        "numbers reads mentions before it is complete",
    ]
    assert order_faults((names, numbers, numbers)) == ["numbers overwrites figures unread"]
    reader = _enricher("reader", {"figures"}, set())
    assert order_faults((names, numbers, reader, attribution)) == ["reader reads figures before it is complete"]
