"""Dead letters back to the topics that they come from, each of them once, whatever dies meanwhile."""
