"""The rule tagger: no model, no dependencies; the fallback of the trained taggers and their yardstick."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from corpus_cli.extraction.tagger.rules.clauses import tag_announced, tag_unit
from corpus_cli.extraction.tagger.rules.cues import highest_likelihood, may_be_cue
from corpus_cli.extraction.tagger.rules.units import Text, read_text, units
from corpus_cli.records import Attribution, Document, Span


class RuleTagger:
    """Find attributions by reporting words and the shape of their sentences."""

    name = "rules"
    version = "1"

    def tag(
        self, document: Document, hopeful: Callable[[Text], Sequence[int]] | None = None
    ) -> tuple[Attribution, ...]:
        """Tag a document; attributions come in text order, their contents may still be merged and completed.

        ``hopeful`` lists the tokens that are worth a look as cues, ascending. Sentences without one are passed over,
        unless they end in a colon and may announce a paragraph.
        """
        text = read_text(document)
        hopes = hopeful(text) if hopeful is not None else range(len(text.words))
        found: list[Attribution] = []
        ends = dict(document.paragraphs)
        told_until = 0
        for unit in units(text):
            if unit.start < told_until:
                continue
            announces = text.words[unit.end - 1] == ":" and unit.end in ends
            if announces or bisect_left(hopes, unit.start) < bisect_left(hopes, unit.end):
                text.classify(unit)
                found.extend(tag_unit(text, unit))
            if announces:
                text.classify(Span(unit.end, ends[unit.end]))
                announced = tag_announced(text, unit, Span(unit.end, ends[unit.end]))
                if announced is not None:
                    found.append(announced)
                    told_until = ends[unit.end]
        return tuple(found)


def load() -> RuleTagger:
    """Return the rule tagger; it is always there."""
    return RuleTagger()


def fill(document: Document, found: Sequence[Attribution], least: float = 0.5) -> tuple[Attribution, ...]:
    """Add to another tagger's attributions what the rules find besides, in text order.

    Only attributions of a score of ``least`` or more that touch neither a content nor a cue of ``found``.
    """
    held = sorted((span for a in found for span in (*a.content, a.cue) if span is not None), key=lambda span: span.end)
    ends = [span.end for span in held]
    # The leftmost start among the spans from each on, by end: one look tells whether a stretch is free.
    starts = list(accumulate((span.start for span in reversed(held)), min))[::-1]

    def hopeful(text: Text) -> list[int]:
        # Only a cue that is free and likely enough somewhere can come through below; the rest need no reading.
        likely = {word for word in set(text.lower) if may_be_cue(word) and highest_likelihood(word) >= least}
        return [
            index
            for index, (word, quotation) in enumerate(zip(text.lower, text.inside, strict=True))
            if word in likely and quotation < 0 and _free(text.span(index, index + 1), ends, starts)
        ]

    added = []
    for attribution in RuleTagger().tag(document, hopeful):
        spans = [span for span in (*attribution.content, attribution.cue) if span is not None]
        if attribution.score >= least and all(_free(span, ends, starts) for span in spans):
            added.append(attribution)
    return tuple(sorted([*found, *added], key=lambda a: a.content[0].start if a.content else 0))


def _free(span: Span, ends: Sequence[int], starts: Sequence[int]) -> bool:
    index = bisect_right(ends, span.start)
    return index >= len(ends) or starts[index] >= span.end
