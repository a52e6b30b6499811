"""Fine-tune the network on gold articles: seeded, on CPU in about an hour, on an accelerator where there is one."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from corpus_cli.extraction.tagger.accurate.pieces import SPECIALS, UNK, Vocabulary
from corpus_cli.training.accurate.examples import Example, examples, paragraphs_of
from corpus_cli.training.accurate.model import Network, Rounded, load, load_base, pointer_scores, save
from corpus_cli.training.accurate.names import Names
from corpus_cli.training.gold import GoldArticle


@dataclass(frozen=True)
class Plan:
    """How to train.

    ``rate`` is the peak learning rate of the top layer; each layer below takes ``depth_factor`` of the one above, the
    embeddings ``embedding_factor`` of the top, the heads ``head_rate``. ``hidden`` is the share of pieces made unknown.
    """

    epochs: float = 5
    batch: int = 20
    rate: float = 1.5e-4
    head_rate: float = 5e-4
    warm_up: float = 0.06
    decay: float = 0.01
    dropout: float = 0.1
    depth_factor: float = 0.9
    embedding_factor: float = 0.4
    hidden: float = 0.04
    pointer_weight: float = 0.4
    seed: int = 0
    head_seed: int = 0  # the same for every seed, so that runs can be averaged


def collate(batch: Sequence[Example], device: torch.device) -> dict[str, Tensor]:
    """Pad a batch; words are shifted by one, word 0 is the sequence's first piece and stands for "none"."""
    length = max(len(example.window.ids) for example in batch)
    width = max(len(example.labels) for example in batch) + 1
    count = len(batch)
    ids = torch.zeros(count, length, dtype=torch.long)
    cases, sides = torch.zeros_like(ids), torch.zeros_like(ids)
    firsts = torch.zeros(count, width, dtype=torch.long)
    labels = torch.full((count, width), -100, dtype=torch.long)
    to_cue = torch.zeros(count, width, width, dtype=torch.bool)
    to_source = torch.zeros(count, width, width, dtype=torch.bool)
    words = torch.zeros(count, width, dtype=torch.bool)
    for row, example in enumerate(batch):
        window = example.window
        size, many = len(window.ids), len(example.labels)
        ids[row, :size] = torch.tensor(window.ids)
        cases[row, :size] = torch.tensor(window.cases)
        sides[row, :size] = torch.tensor(window.sides)
        firsts[row, 1 : many + 1] = torch.tensor(window.firsts)
        labels[row, 1 : many + 1] = torch.tensor(example.labels)
        words[row, : many + 1] = True
        for target, pairs in ((to_cue, example.to_cue), (to_source, example.to_source)):
            for index, (start, end) in pairs.items():
                target[row, index + 1, start:end] = True
    tensors = {
        "ids": ids, "cases": cases, "sides": sides, "firsts": firsts, "labels": labels, "words": words,
        "to_cue": to_cue, "to_source": to_source,
    }  # fmt: skip
    return {name: tensor.to(device) for name, tensor in tensors.items()}


def loss_of(network: Network, batch: dict[str, Tensor], pointer_weight: float) -> tuple[Tensor, Tensor, Tensor]:
    """Cross-entropy of the labels, and of the two pointers over all words of the target's span together."""
    mask = (batch["ids"] != 0)[:, None, None, :]
    labels, vectors = network(batch["ids"], batch["cases"], batch["sides"], batch["firsts"], mask)
    label_loss = functional.cross_entropy(labels.float().flatten(0, 1), batch["labels"].flatten())
    scores = pointer_scores(network, vectors)
    pointer_loss = label_loss.new_zeros(())
    for score, target in zip(scores, (batch["to_cue"], batch["to_source"]), strict=True):
        asked = target.any(-1)
        score = score.masked_fill(~batch["words"][:, None, :], -1e4)[asked]
        aimed = score.masked_fill(~target[asked], -1e4)
        pointer_loss = pointer_loss + (score.logsumexp(-1) - aimed.logsumexp(-1)).mean()
    return label_loss + pointer_weight * pointer_loss, label_loss.detach(), pointer_loss.detach()


def batches(windows: list[Example], size: int, dice: random.Random) -> list[list[Example]]:
    """Group windows of like length, so that little is padded, in random order."""
    dice.shuffle(windows)
    grouped: list[list[Example]] = []
    for start in range(0, len(windows), size * 20):
        stretch = sorted(windows[start : start + size * 20], key=lambda example: len(example.window.ids))
        grouped.extend(stretch[at : at + size] for at in range(0, len(stretch), size))
    dice.shuffle(grouped)
    return grouped


def train(
    articles: Sequence[GoldArticle], vocabulary: Vocabulary, plan: Plan, weights: Path, start: Path | None = None
) -> Network:
    """Fine-tune from the base model, or from the weights in the file ``start`` with products in 8 bits.

    Writes the weights to the file ``weights``, and beside it after every epoch. Deterministic for a given plan, number
    of threads and machine.
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network: Network = (
        load(start, plan.dropout, Rounded) if start else load_base(vocabulary.pieces, plan.head_seed, plan.dropout)
    )
    network = network.train().to(device)
    torch.manual_seed(plan.seed)
    dice = random.Random(plan.seed)
    texts = [(article.text, span) for article in articles for span in paragraphs_of(article.text)]
    names = Names.of(vocabulary, (vocabulary.words(text, *span) for text, span in texts))
    per_epoch = sum(len(examples(article, vocabulary, dice, vary=True)) for article in articles) / plan.batch
    total = int(per_epoch * plan.epochs)
    optimiser = _optimiser(network, plan)
    peaks = [group["lr"] for group in optimiser.param_groups]
    step, progress = 0, _Progress(total)
    while step < total:
        windows = [one for article in articles for one in examples(article, vocabulary, dice, True, names)]
        for group_of_windows in batches(windows, plan.batch, dice):
            if step >= total:
                break
            for group, peak in zip(optimiser.param_groups, peaks, strict=True):
                group["lr"] = peak * _slope(step, total, plan.warm_up)
            batch = collate(group_of_windows, device)
            unseen = (torch.rand(batch["ids"].shape, device=device) < plan.hidden) & (batch["ids"] >= len(SPECIALS))
            batch["ids"][unseen] = UNK
            with torch.autocast(device.type, dtype=torch.bfloat16):
                loss, label_loss, pointer_loss = loss_of(network, batch, plan.pointer_weight)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            step += 1
            progress.note(step, label_loss.item(), pointer_loss.item())
        save(network, weights.with_suffix(".part"))
    save(network, weights)
    weights.with_suffix(".part").unlink(missing_ok=True)
    return network


def _slope(step: int, total: int, warm_up: float) -> float:
    """Share of the peak learning rate: up during the warm-up, then down to nothing."""
    warm = max(1, int(total * warm_up))
    return min((step + 1) / warm, (total - step) / max(1, total - warm))


class _Progress:
    """Tells losses and the time left on stderr now and then."""

    _EVERY = 50

    def __init__(self, total: int) -> None:
        self._total = total
        self._began = time.monotonic()
        self._labels = self._pointers = 0.0

    def note(self, step: int, labels: float, pointers: float) -> None:
        self._labels += labels / self._EVERY
        self._pointers += pointers / self._EVERY
        if step % self._EVERY == 0:
            pace = (time.monotonic() - self._began) / step
            left = f"{pace:.2f} s a step, {pace * (self._total - step) / 60:.0f} min left"
            losses = f"labels {self._labels:.3f}  pointers {self._pointers:.3f}"
            print(f"step {step}/{self._total}  {losses}  {left}", file=sys.stderr, flush=True)
            self._labels = self._pointers = 0.0


def _optimiser(network: Network, plan: Plan) -> torch.optim.Optimizer:
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if name.startswith(("label", "pointer", "distance", "side", "case")):
            rate = plan.head_rate
        elif name.startswith("layers."):
            rate = plan.rate * plan.depth_factor ** (len(network.shape.heads) - 1 - int(name.split(".")[1]))
        else:
            rate = plan.rate * plan.embedding_factor
        plain = parameter.ndim < 2 or name.startswith("distance")
        key = (rate, 0.0 if plain else plan.decay)
        groups.setdefault(key, []).append(parameter)
    settings = [{"params": members, "lr": rate, "weight_decay": decay} for (rate, decay), members in groups.items()]
    return torch.optim.AdamW(settings, fused=True)
