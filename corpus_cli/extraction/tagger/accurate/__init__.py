"""The accurate tagger: a small transformer behind the taggers' door; needs the extra ``[accurate]``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus_cli.errors import MissingExtra, ReadError

if TYPE_CHECKING:
    from corpus_cli.extraction.tagger.accurate.tagger import AccurateTagger


def load() -> AccurateTagger:
    """Load the tagger with the shipped weights.

    Raises MissingExtra when ONNX Runtime is not installed, ReadError when the weights are missing or damaged.
    """
    from corpus_cli.extraction.tagger.accurate.tagger import AccurateTagger

    try:
        import numpy  # noqa: F401
        import onnxruntime  # noqa: F401
    except ImportError as error:
        raise MissingExtra("the accurate tagger", "accurate") from error
    try:
        return AccurateTagger()
    except Exception as error:  # ONNX Runtime raises its own kinds for a damaged graph
        raise ReadError(f"the accurate tagger's weights cannot be read ({error}); type --tagger fast") from error
