"""The trained network at run time: ONNX Runtime, one window at a time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus_cli.extraction.tagger.accurate.pieces import Vocabulary
from corpus_cli.extraction.tagger.accurate.windows import Window

DATA = Path(__file__).resolve().parents[2] / "data" / "accurate"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network says of one window: label scores (words, 7) and pointer vectors (words + 1, 256).

    The first pointer vector stands for "none".
    """

    labels: Any
    pointers: Any


class Model:
    """Weights, vocabulary and calibration, loaded once."""

    def __init__(self, folder: Path = DATA) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # One core each: articles are spread over processes, and results must not depend on the number of cores.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        # The graph is built of fused nodes already; "all" would fuse residual and normalisation into a slower one.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.vocabulary = Vocabulary.load(folder / "vocabulary.txt")
        self.settings: dict[str, Any] = json.loads((folder / "settings.json").read_text(encoding="utf-8"))

    def read(self, window: Window) -> Reading:
        """Run the network over one window."""
        import numpy

        inputs = {
            "ids": numpy.array([window.ids], dtype=numpy.int64),
            "cases": numpy.array([window.cases], dtype=numpy.int64),
            "sides": numpy.array([window.sides], dtype=numpy.int64),
            "firsts": numpy.array([0, *window.firsts], dtype=numpy.int64),
        }
        labels, pointers = self._session.run(["labels", "pointers"], inputs)
        return Reading(labels[1:], pointers)
