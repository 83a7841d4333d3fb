"""The demo: the whole way on a broker in memory, with the samples, and what it shows."""
