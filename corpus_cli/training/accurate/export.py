"""Write the network as an ONNX graph: int8 weights with a scale for each column, or float32 for comparison.

The graph is built by hand from fused operators of ONNX Runtime (``com.microsoft``): a matrix product quantises its
input on the fly, attention is one node. It reads one window at a time: a padded batch costs more than it saves, and the
input's scale would depend on the neighbours in the batch.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy
from onnx import TensorProto, helper, numpy_helper, save

from corpus_cli.training.accurate.model import Network, Shape

_MICROSOFT = "com.microsoft"


class _Graph:
    def __init__(self, bits: int) -> None:
        self.bits = bits
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, array: Any) -> str:
        self.constants.append(numpy_helper.from_array(numpy.ascontiguousarray(array), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: Any) -> str:
        name = f"{output}/{kind}"
        self.nodes.append(helper.make_node(kind, inputs, [output], name=name, domain=domain, **attributes))
        return output

    def product(self, x: str, weight: Any, bias: Any, name: str) -> str:
        """``x @ weight.T + bias``."""
        columns = weight.T
        if not self.bits:
            y = self.node("MatMul", [x, self.constant(f"{name}.weight", columns)], f"{name}.product")
            return self.node("Add", [y, self.constant(f"{name}.bias", bias)], name)
        most = 2 ** (self.bits - 1) - 1
        scale = numpy.maximum(numpy.abs(columns).max(axis=0), 1e-8) / most  # as the network was trained with: Rounded
        whole = numpy.clip(numpy.round(columns / scale), -most, most).astype(numpy.int8)
        inputs = [
            x,
            self.constant(f"{name}.weight", whole),
            self.constant(f"{name}.scale", scale.astype(numpy.float32)),
            "",
            self.constant(f"{name}.bias", bias),
        ]
        return self.node("DynamicQuantizeMatMul", inputs, name, _MICROSOFT)

    def rows(self, table: Any, index: str, name: str) -> str:
        """Look rows up; the large tables keep a scale for each row."""
        if not self.bits or len(table) < 100:
            return self.node("Gather", [self.constant(f"{name}.table", table), index], name)
        scale = numpy.maximum(numpy.abs(table).max(axis=1, keepdims=True), 1e-8) / 127
        whole = numpy.clip(numpy.round(table / scale), -127, 127).astype(numpy.int8)
        found = self.node("Gather", [self.constant(f"{name}.table", whole), index], f"{name}.whole")
        real = self.node("Cast", [found], f"{name}.real", to=TensorProto.FLOAT)
        every = self.constant(f"{name}.scale", scale.astype(numpy.float32))
        scales = self.node("Gather", [every, index], f"{name}.scales")
        return self.node("Mul", [real, scales], name)


def export(network: Network, path: Path, bits: int = 8) -> None:
    """Write the graph; ``bits`` of the weights (8, or 7 for processors whose 8 bit products saturate), 0 for float32.

    Inputs ``ids``, ``cases``, ``sides`` (1, pieces) and ``firsts`` (words,) are int64; outputs ``labels`` (words, 7)
    and ``pointers`` (words, 256).
    """
    weights = {name: tensor.detach().float().cpu().numpy() for name, tensor in network.state_dict().items()}
    graph = _Graph(bits)
    x = graph.rows(weights["piece.weight"], "ids", "piece")
    x = graph.node("Add", [x, graph.rows(weights["case.weight"], "cases", "case")], "embedded.case")
    x = graph.node("Add", [x, graph.rows(weights["side.weight"], "sides", "side")], "embedded.side")
    shape = graph.node("Shape", ["ids"], "shape")
    length = graph.node("Slice", [shape, graph.constant("one", [1]), graph.constant("two", [2])], "length")
    every = graph.constant("places", numpy.arange(network.shape.positions, dtype=numpy.int64))
    places = graph.node("Slice", [every, graph.constant("zero", [0]), length, "zero"], "used.places")
    x = graph.node("Add", [x, graph.rows(weights["position.weight"], places, "position")], "embedded")
    norm = [graph.constant(f"norm.{part}", weights[f"norm.{part}"]) for part in ("weight", "bias")]
    x = graph.node("LayerNormalization", [x, *norm], "embedded.norm", axis=-1, epsilon=1e-12)
    for number in range(len(network.shape.heads)):
        last = number == len(network.shape.heads) - 1
        x = _layer(graph, weights, x, f"layers.{number}", network.shape, "firsts" if last else "")
    words = graph.node("Squeeze", [x, "zero"], "words")
    columns = graph.constant("label.weight", weights["label.weight"].T)  # small, and decisive: kept in float32
    graph.node("Gemm", [words, columns, graph.constant("label.bias", weights["label.bias"])], "labels")
    graph.product(words, weights["pointer.weight"], weights["pointer.bias"], "pointers")
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, [1, "pieces"] if name != "firsts" else ["words"])
        for name in ("ids", "cases", "sides", "firsts")
    ]
    outputs = [
        helper.make_tensor_value_info("labels", TensorProto.FLOAT, ["words", len(weights["label.bias"])]),
        helper.make_tensor_value_info("pointers", TensorProto.FLOAT, ["words", len(weights["pointer.bias"])]),
    ]
    body = helper.make_graph(graph.nodes, "accurate", inputs, outputs, graph.constants)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_MICROSOFT, 1)]
    save(helper.make_model(body, opset_imports=opsets, ir_version=8), path)


def _layer(graph: _Graph, weights: dict[str, Any], x: str, at: str, shape: Shape, kept: str = "") -> str:
    """Add one layer; with ``kept``, the output is needed at these pieces only."""

    def linear(source: str, name: str) -> str:
        return graph.product(source, weights[f"{at}.{name}.weight"], weights[f"{at}.{name}.bias"], f"{at}.{name}")

    def normal(source: str, residual: str, name: str) -> str:
        parts = [graph.constant(f"{at}.{name}.{part}", weights[f"{at}.{name}.{part}"]) for part in ("weight", "bias")]
        # Two nodes: the fused SkipLayerNormalization takes seven times as long (onnxruntime 1.31, one core).
        both = graph.node("Add", [source, residual], f"{at}.{name}.sum")
        return graph.node("LayerNormalization", [both, *parts], f"{at}.{name}", axis=-1, epsilon=1e-12)

    mixed = _attention(graph, linear(x, "qkv"), at, len(weights[f"{at}.qkv.bias"]) // 3, shape.width, kept)
    if kept:
        x = graph.node("Gather", [x, kept], f"{at}.kept", axis=1)
    x = normal(linear(mixed, "out"), x, "norm1")
    inner = graph.node("Gelu", [linear(x, "up")], f"{at}.gelu", _MICROSOFT)
    return normal(linear(inner, "down"), x, "norm2")


def _attention(graph: _Graph, qkv: str, at: str, size: int, width: int, kept: str) -> str:
    """Add attention in single steps: the fused MultiHeadAttention takes a sixth longer (onnxruntime 1.31, one core)."""
    apart = graph.constant(f"{at}.apart", [-1, 3, size // width, width])
    heads = graph.node(
        "Transpose", [graph.node("Reshape", [qkv, apart], f"{at}.pieces")], f"{at}.heads", perm=[1, 2, 0, 3]
    )
    q, k, v = (f"{at}.{part}" for part in "qkv")
    graph.nodes.append(helper.make_node("Split", [heads], [q, k, v], name=f"{at}/Split", axis=0))
    if kept:
        q = graph.node("Gather", [q, kept], f"{at}.q.kept", axis=2)
    scores = graph.node("FusedMatMul", [q, k], f"{at}.scores", _MICROSOFT, transB=1, alpha=width**-0.5)
    chances = graph.node("Softmax", [scores], f"{at}.chances", axis=-1)
    mixed = graph.node(
        "Transpose", [graph.node("MatMul", [chances, v], f"{at}.mix")], f"{at}.mixed.heads", perm=[0, 2, 1, 3]
    )
    return graph.node("Reshape", [mixed, graph.constant(f"{at}.together", [1, -1, size])], f"{at}.mixed")
