"""Mutants for the faults of the cluster."""

from collections.abc import Callable

CLUSTER_MUTANTS: tuple[Callable[[], None], ...] = ()
