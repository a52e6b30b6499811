"""The built-in tagger: linear models in pure Python, a hundred articles a second."""

from __future__ import annotations

from functools import cache

from corpus_cli.extraction.tagger.fast.tagger import FastTagger


@cache
def load() -> FastTagger:
    """Load the tagger with the model that ships with the package (once a process).

    Raises FileNotFoundError when the model file was left out, ReadError when it is damaged or of another version.
    """
    from corpus_cli.extraction.tagger.fast.model import load_model

    return FastTagger(load_model())
