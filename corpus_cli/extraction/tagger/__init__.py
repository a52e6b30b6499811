"""Taggers behind one door: a document in, attributions out."""

from __future__ import annotations

from importlib import import_module
from typing import Literal, Protocol

from corpus_cli.errors import CorpusError, ReadError
from corpus_cli.records import Attribution, Document

TaggerName = Literal["auto", "fast", "accurate", "rules"]


class Tagger(Protocol):
    """Finds attributions; knows nothing of speakers, dates or places."""

    name: str
    version: str

    def tag(self, document: Document) -> tuple[Attribution, ...]:
        """Tag one document; offsets are code points into its text."""
        ...


def load(name: TaggerName = "auto") -> Tagger:
    """Load a tagger: ``auto`` is the accurate one if installed, else the fast one if its model is there, else rules.

    Each tagger's package offers ``load()``, imported here only when asked for. Raises MissingExtra or ReadError when a
    tagger asked for by name cannot be loaded.
    """
    if name != "auto":
        return _load(name)
    for candidate in ("accurate", "fast"):
        try:
            return _load(candidate)
        except (CorpusError, ImportError, OSError):
            continue
    return _load("rules")


def _load(name: str) -> Tagger:
    module = import_module(f"corpus_cli.extraction.tagger.{name}")
    if not hasattr(module, "load"):
        raise ReadError(f"the {name} tagger is not in this version; type --tagger rules")
    tagger: Tagger = module.load()
    return tagger
