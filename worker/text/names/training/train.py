"""Training: MiniLM-L6 to a tagger of names, on the open corpora."""

import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, TextIO

import torch
from torch import Tensor

from worker.text.names.model.pieces import Pieces
from worker.text.names.training.corpora import SOURCES, training_documents
from worker.text.names.training.examples import batch, batches, examples, packed
from worker.text.names.training.network import Tagger, read_safetensors, start_from

RATE: Final = 2e-4
NEW_RATE: Final = 1e-3
"""Learning rate of what does not come from MiniLM."""
PIECES_A_BATCH: Final = 3_000
EPOCHS: Final = 3
PARTS: Final = (
    "train",
    "crossner/test",
    "redocred/test",
    "uner_ewt/test",
    "europarl/test",
    "europarl/dev",
    "multiner_gov/test",
)
"""What is trained on: "train" of every corpus, and some other parts. Held out for figures: wikigold dev and test,
uner_ewt dev, crossner dev, redocred dev, multiner_gov dev; and uner_pud, the test set."""
WARM: Final = 0.1
"""Part of all steps in which the rate rises."""


def loss_of(logits: Tensor, allowed: Tensor) -> Tensor:
    """Minus the logarithm of what the allowed labels of each word have of the probability, on average."""
    open_ = logits.masked_fill(~allowed, float("-inf"))
    return (logits.logsumexp(1) - open_.logsumexp(1)).mean()


def train(shared: Path, minilm: Path, parts: Sequence[str], *, epochs: int, seed: int, log: TextIO) -> Tagger:
    """Train on those parts ("train", or "crossner/test") of the corpora; lines of progress go to ``log``."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    pieces = Pieces.read(minilm / "vocab.txt")
    weights = read_safetensors(minilm / "model.safetensors")
    tagger = Tagger(weights["embeddings.word_embeddings.weight"].shape[0], len(SOURCES))
    start_from(tagger, weights)
    documents = training_documents(shared, parts, seed)
    rounds = []
    for _ in range(epochs):
        chance.shuffle(documents)
        made = packed(list(examples(documents, pieces, chance)), chance)
        rounds.append(batches(made, PIECES_A_BATCH, chance))
    steps = sum(map(len, rounds))
    new = [*tagger.facts.parameters(), *tagger.source.parameters(), *tagger.head.parameters()]
    ours = {id(parameter) for parameter in new}
    old = [parameter for parameter in tagger.parameters() if id(parameter) not in ours]
    optimizer = torch.optim.AdamW(
        [{"params": old, "lr": RATE}, {"params": new, "lr": NEW_RATE}], weight_decay=0.01, betas=(0.9, 0.98)
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (WARM * steps), max(0.0, (steps - step) / (steps * (1 - WARM))))
    )
    tagger.train()
    begun, done, mean = time.time(), 0, 0.0
    for number, round_ in enumerate(rounds):
        for group in round_:
            now = batch(group, len(SOURCES), chance)
            logits = tagger(now.pieces, now.facts, now.sources, now.mask, now.heads)
            loss = loss_of(logits, now.allowed)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            done += 1
            mean += (loss.item() - mean) * 0.02
            if done % 20 == 0:
                spent = f"{time.time() - begun:.0f} s, {time.process_time():.0f} CPU s"
                print(f"epoch {number + 1}, step {done} of {steps}, loss {mean:.4f}, {spent}", file=log, flush=True)
    return tagger.eval()
