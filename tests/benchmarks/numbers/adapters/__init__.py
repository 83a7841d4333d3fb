"""One file a rival: what it finds in a sentence, in the scorer's words. Each runs in that rival's own environment."""
