"""The network that finds names: pieces and features -> chunks -> network -> decoding; `reader` is the way in.

Made by worker/text/names/training; MODEL_CARD.md tells of what, with which figures.
"""
