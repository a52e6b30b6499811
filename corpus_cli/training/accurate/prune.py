"""Take out what a network can do without: attention heads and inner units that its answers hardly depend on.

What a head or unit is worth is the mean size of the loss's slope towards a gate on its output (Michel, Levy and
Neubig, "Are sixteen heads really better than one?", NeurIPS 2019). Gates are on the outputs, so any network of the
same run can be cut alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor

from corpus_cli.training.accurate.examples import Example
from corpus_cli.training.accurate.model import Layer, Network
from corpus_cli.training.accurate.train import collate, loss_of


@dataclass(frozen=True, slots=True)
class Worth:
    """What each head and each inner unit of each layer is worth."""

    heads: list[Tensor]
    inner: list[Tensor]


def measure(network: Network, batches: Sequence[Sequence[Example]], pointer_weight: float) -> Worth:
    """Measure on batches of gold windows; the network is left as it was."""
    layers = _layers(network)
    device = next(network.parameters()).device
    heads = [torch.ones(layer.heads, device=device, requires_grad=True) for layer in layers]
    inner = [torch.ones(layer.up.out_features, device=device, requires_grad=True) for layer in layers]
    hooks = []
    for layer, head_gate, inner_gate in zip(layers, heads, inner, strict=True):
        hooks.append(layer.out.register_forward_pre_hook(_gate(head_gate, network.shape.width)))
        hooks.append(layer.down.register_forward_pre_hook(_gate(inner_gate, 1)))
    gates = [*heads, *inner]
    worth = [torch.zeros_like(gate) for gate in gates]
    for batch in batches:
        loss, _, _ = loss_of(network, collate(batch, device), pointer_weight)
        for total, slope in zip(worth, torch.autograd.grad(loss, gates), strict=True):
            total += slope.abs() / len(batches)
    for hook in hooks:
        hook.remove()
    return Worth(worth[: len(layers)], worth[len(layers) :])


def _gate(gate: Tensor, repeat: int) -> Callable[[Any, tuple[Tensor, ...]], tuple[Tensor]]:
    return lambda _, inputs: (inputs[0] * gate.repeat_interleave(repeat),)


def cut(network: Network, worth: Worth, heads: int, inner: int) -> Network:
    """Take out the ``heads`` least worthy heads of all layers together, and keep ``inner`` units in each layer.

    Every layer keeps at least one head.
    """
    kept = [set(range(layer.heads)) for layer in _layers(network)]
    ranked = sorted((float(value), at, head) for at, row in enumerate(worth.heads) for head, value in enumerate(row))
    for _, at, head in ranked:
        if heads and len(kept[at]) > 1:
            kept[at].discard(head)
            heads -= 1
    width = network.shape.width
    small = Network(replace(network.shape, heads=tuple(len(row) for row in kept), inner=inner))
    state = network.state_dict()
    for at, layer in enumerate(_layers(network)):
        rows = torch.tensor([head * width + place for head in sorted(kept[at]) for place in range(width)])
        units = worth.inner[at].argsort(descending=True)[:inner].sort().values.cpu()
        three = torch.cat([rows + part * layer.heads * width for part in range(3)])
        name = f"layers.{at}."
        for part, places in (("qkv", three), ("up", units)):
            state[f"{name}{part}.weight"] = state[f"{name}{part}.weight"][places]
            state[f"{name}{part}.bias"] = state[f"{name}{part}.bias"][places]
        for part, places in (("out", rows), ("down", units)):
            state[f"{name}{part}.weight"] = state[f"{name}{part}.weight"][:, places]
    small.load_state_dict(state)
    return small


def _layers(network: Network) -> list[Layer]:
    return [layer for layer in network.layers if isinstance(layer, Layer)]
