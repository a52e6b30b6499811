"""The rule tagger: no model, no dependencies; the fallback of the trained taggers and their yardstick."""

from __future__ import annotations

from corpus_cli.extraction.tagger.rules.clauses import tag_announced, tag_unit
from corpus_cli.extraction.tagger.rules.units import read_text, units
from corpus_cli.records import Attribution, Document, Span


class RuleTagger:
    """Find attributions by reporting words and the shape of their sentences."""

    name = "rules"
    version = "1"

    def tag(self, document: Document) -> tuple[Attribution, ...]:
        """Tag a document; attributions come in text order, their contents may still be merged and completed."""
        text = read_text(document)
        found: list[Attribution] = []
        ends = dict(document.paragraphs)
        told_until = 0
        for unit in units(text):
            if unit.start < told_until:
                continue
            found.extend(tag_unit(text, unit))
            if text.words[unit.end - 1] == ":" and unit.end in ends:
                announced = tag_announced(text, unit, Span(unit.end, ends[unit.end]))
                if announced is not None:
                    found.append(announced)
                    told_until = ends[unit.end]
        return tuple(found)


def load() -> RuleTagger:
    """Return the rule tagger; it is always there."""
    return RuleTagger()
