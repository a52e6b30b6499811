"""The accurate tagger's network: cut, rounded in training and exported. Needs the extra ``[train]``."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed: pip install 'corpus-cli[train]'")

from corpus_cli.extraction.tagger.accurate.pieces import SPECIALS, Vocabulary  # noqa: E402
from corpus_cli.training.accurate.examples import Example, examples  # noqa: E402
from corpus_cli.training.accurate.model import Network, Rounded, Shape, load, save  # noqa: E402
from corpus_cli.training.accurate.prune import Worth, cut, measure  # noqa: E402
from corpus_cli.training.accurate.train import collate, loss_of  # noqa: E402
from corpus_cli.training.gold import GoldArticle, GoldAttribution  # noqa: E402

LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOCABULARY = Vocabulary([*SPECIALS, *"\".,':", *LETTERS, *(f"##{c}" for c in LETTERS)])
TEXT = '"We go," Ann said. "We stay."\n\nBob denied it.\n'
GOLD = (GoldAttribution(((9, 12),), ((13, 17),), ((0, 8), (19, 29))),)
SHAPE = Shape(len(VOCABULARY.pieces), 64, 48, 96, (3, 3), 16)


def windows() -> list[Example]:
    return examples(GoldArticle(Path("a.txt"), TEXT, (GOLD,)), VOCABULARY, random.Random(1), vary=False)


def network(linear: Any = torch.nn.Linear) -> Network:
    torch.manual_seed(4)
    made = Network(SHAPE, linear=linear).eval()
    for parameter in made.parameters():
        torch.nn.init.normal_(parameter, std=0.2)
    return made


def answers(made: Network) -> Any:
    batch = collate(windows(), torch.device("cpu"))
    with torch.no_grad():
        return made(batch["ids"], batch["cases"], batch["sides"], batch["firsts"], None)


def test_what_has_no_weight_behind_it_can_be_cut_without_a_change() -> None:
    whole = network()
    with torch.no_grad():
        whole.layers[0].out.weight[:, 16:32] = 0  # the second head of the first layer speaks to nobody
        for layer in whole.layers:
            layer.down.weight[:, 10:20] = 0
    worth = measure(whole, [windows()], 0.4)
    assert float(worth.heads[0][1]) == 0 < min(float(worth.heads[0][0]), float(worth.heads[1][1]))
    small = cut(whole, worth, heads=1, inner=86).eval()
    assert (small.shape.heads, small.shape.inner) == ((2, 3), 86)
    for one, other in zip(answers(whole), answers(small), strict=True):
        assert torch.allclose(one, other, atol=1e-5)


def test_every_layer_keeps_a_head() -> None:
    worth = Worth([torch.zeros(3), torch.ones(3)], [torch.arange(96.0)] * 2)
    assert cut(network(), worth, heads=3, inner=40).shape.heads == (1, 2)


def test_weights_come_back_as_they_were_saved(tmp_path: Path) -> None:
    whole = network()
    small = cut(whole, measure(whole, [windows()], 0.4), heads=2, inner=64).eval()
    save(small, tmp_path / "small.pt")
    again = load(tmp_path / "small.pt").eval()
    assert again.shape == small.shape
    assert torch.equal(answers(again)[0], answers(small)[0])


def test_rounding_changes_little_and_lets_slopes_through() -> None:
    exact, rounded = network(), network(Rounded)
    rounded.load_state_dict(exact.state_dict())
    for one, other in zip(answers(exact), answers(rounded), strict=True):
        assert 0 < float((one - other).abs().max()) < 0.1 * float(one.abs().max())
    loss, _, _ = loss_of(rounded, collate(windows(), torch.device("cpu")), 0.4)
    loss.backward()
    assert all(float(layer.qkv.weight.grad.abs().sum()) > 0 for layer in rounded.layers)


@pytest.mark.parametrize("bits", [0, 8])
def test_the_exported_graph_answers_as_the_network(bits: int, tmp_path: Path) -> None:
    pytest.importorskip("onnx")
    runtime = pytest.importorskip("onnxruntime")
    from corpus_cli.training.accurate.export import export

    whole = network()
    small = cut(whole, measure(whole, [windows()], 0.4), heads=2, inner=64).eval()
    export(small, tmp_path / "model.onnx", bits)
    session = runtime.InferenceSession(str(tmp_path / "model.onnx"), providers=["CPUExecutionProvider"])
    batch = collate(windows(), torch.device("cpu"))
    inputs = {name: batch[name].numpy() for name in ("ids", "cases", "sides")}
    labels, pointers = session.run(["labels", "pointers"], {**inputs, "firsts": batch["firsts"][0].numpy()})
    for one, other in zip(answers(small), (labels, pointers), strict=True):
        worst = float((one[0] - torch.from_numpy(other)).abs().max())
        assert worst < (1e-3 if bits == 0 else 0.1) * float(one.abs().max())
