"""A news set of our own: invented sentences with all their figures and moments, and the scorer for them."""
