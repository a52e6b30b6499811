"""Content spans: what was said, without what a tagger took along of the reporter's words around it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from corpus_cli.extraction.mark_glyphs import GLYPHS
from corpus_cli.extraction.quotations import quotations_at
from corpus_cli.records import Attribution, Document, Span

_TELLS = re.compile(
    r"\b(?:told|tells?|telling|warned|warns|assured|assures|reminded|reminds|informed|informs|advised)$"
)
# told [police] that he knew | told [the court yesterday] he had been | warned [colleagues privately] that
_NO_HEARER = (
    r"(?!(?:of|about|how|to|what|why|whether|if|that"
    r"|was|were|is|are|has|have|had|will|would|can|could|should|did|does)\s)"
)
_HEARERS = re.compile(rf"(?:{_NO_HEARER}[\w’'-]+\s){{1,5}}?(?=that\s)")
_ONE_HEARER = re.compile(rf"(?:{_NO_HEARER}[\w’'-]+\s){{1,2}}?(?=(?:he|she|they|it|we|I)\s)")
# told [him] Harbor was lost, but: told her husband was
_THIS_HEARER = re.compile(r"(?:him|her|them|me|us)\s(?=[A-Z]|(?:he|she|they|it|we|the|there|his|their)\s)")
# “totally unacceptable” [in a statement from Geneva]
_OCCASION = re.compile(
    r"\s*(?:in|during|on|at)\s(?:an?|the|his|her|its|their)\s(?:[\w’'-]+\s){0,2}?(?:statement|interview|tweet|letter|e-?mail"
    r"|memo|(?:news|press)\sconference|briefing|note|column|op-ed|blog)\b"
)


def behind_hearer(text: str, cue: Span | None, span: Span) -> Span:
    """Start a content behind whom it was told: "told [police] he knew nothing"."""
    if cue is None or text[cue.end : span.start].strip() or not _TELLS.search(text, *cue):
        return span
    hearer = _HEARERS.match(text, *span) or _ONE_HEARER.match(text, *span) or _THIS_HEARER.match(text, *span)
    return Span(hearer.end(), span.end) if hearer else span


def below_headline(text: str, paragraphs: Sequence[int], start: int, cue: int) -> int:
    """Start a content below a line without an end of its own: [Ten held after raid] Police have held ten, it said.

    And below a quotation that fills its paragraph.

    ``paragraphs`` are the offsets at which paragraphs begin; ``cue`` is the one the content's cue begins at.
    """
    begins = paragraphs[bisect_right(paragraphs, cue) - 1] if paragraphs else 0
    line = text[start:begins].rstrip()
    return begins if line and (line[-1].isalnum() or (line[0] in GLYPHS and line[-1] in GLYPHS)) else start


# the delegation would be led by Viktor P[. Karpov, 56 years old]
_INITIAL = re.compile(r"(?<=[^\W\d_]\s)[A-Z]$")


def over_initial(text: str, sentences: Sequence[int], start: int, end: int) -> int:
    """End a content that stops at an initial where its sentence does."""
    if not _INITIAL.search(text, start, end) or not re.match(r"\.\s[A-Z]", text[end : end + 3]):
        return end
    number = bisect_right(sentences, end)
    stop = sentences[number] if number < len(sentences) else len(text)
    while text[stop - 1].isspace() or text[stop - 1] in ".!?":
        stop -= 1
    return stop


def said_until(document: Document, sentences: Sequence[int], start: int, end: int) -> int:
    """Find where a content ends: that it “would fail.” [I was wrong.] and that it is so. [Perhaps] are the reporter's.

    ``sentences`` are the offsets at which sentences begin.
    """
    text = document.text
    held = quotations_at(document.quotations, Span(start, end))
    if not held and not sentences:
        return end
    if not held:
        last = sentences[bisect_left(sentences, end) - 1]
        over = start < last and text[start:last].rstrip().endswith((".", "!", "?"))
        return last if over and len(text[last:end].split()) <= _LEFTOVER else end
    quotation = held[-1]
    if _OCCASION.match(text, quotation.end, end):
        return quotation.end
    over = quotation.inner.end > quotation.inner.start and text[quotation.inner.end - 1] in ".!?"
    rest = text[quotation.end : end].lstrip() if quotation.end < end else ""
    return quotation.end if over and rest[:1].isupper() else end


_LEFTOVER = 3  # words of the next sentence that a tagger took along


# "…," the spokesman said of the choice of targets: what the words behind the cue are about is nobody's words.
_CIRCUMSTANCE = frozenset("of about on in at during after before when as with to from by while".split())


def ended_by_comma(document: Document, attribution: Attribution) -> Attribution:
    """Cut what stands behind a quotation that ends in a comma inside its marks: there the cue and source begin.

    “We won,” the secretary, Mike Pompeo, said: the words between mark and cue are the source, if none is known.
    """
    text = document.text
    first = attribution.content[0]
    opening = next((q for q in quotations_at(document.quotations, first) if q.start == first.start), None)
    if opening is None or opening.end > first.end or text[opening.inner.end - 1] != ",":
        return attribution
    content = [Span(first.start, opening.end)]
    source, cue = attribution.source, attribution.cue
    if opening.end < first.end:
        rest = trim(text, Span(opening.end, first.end))
        touched = quotations_at(document.quotations, rest) if rest else ()
        held = [Span(max(q.start, first.start), min(q.end, first.end)) for q in touched]
        content += [part for part in held if any(map(str.isalnum, text[part.start : part.end]))]
        if source is None and rest and not touched and cue and not text[rest.end : cue.start].strip(" ,\xa0"):
            source = rest
    for span in attribution.content[1:]:
        begins = text[span.start : span.end].split(None, 1)[0].lower()
        before = text[cue.start : span.start].split()[-1].lower() if cue and cue.start < span.start else ""
        aside = begins in _CIRCUMSTANCE or before in _CIRCUMSTANCE
        # “…,” she says, [pouring tea]. “…”
        action = (
            begins.endswith("ing")
            and len(begins) > 4
            and text[max(0, span.start - 3) : span.start].rstrip().endswith(",")
        )
        kept = len(attribution.content) > 2 or not aside
        if (kept and not action) or quotations_at(document.quotations, span):
            content.append(span)
    return replace(attribution, content=tuple(content), source=source)


def without(span: Span, hole: Span) -> list[Span]:
    """Cut ``hole`` out of ``span``."""
    if hole.end <= span.start or span.end <= hole.start:
        return [span]
    parts = (Span(span.start, hole.start), Span(hole.end, span.end))
    return [part for part in parts if part.start < part.end]


def trim(text: str, span: Span) -> Span | None:
    """Drop white space, commas and dashes at both ends; None if no letter or digit is left."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in ",;:–—―.)]"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",;:–—―(["):
        end -= 1
    loose = _LOOSE_END.search(text, max(start, end - 20), end)
    if loose and text[end : end + 1].isspace():
        end = loose.start()
    if not any(map(str.isalnum, text[start:end])) or text[start:end].lower() in _NOTHING:
        return None
    return Span(begin_word(text, start), whole_word(text, end))


# that it hit the bridge [but] would not say why
_LOOSE_END = re.compile(r",?\s(?:but|and|or|though|although|while|which|who|where|because)$")


# said in an e[-mail], a meta[-analysis]
_REST_OF_WORD = re.compile(r"(?<=\w)(?:-\w++)++")


def whole_word(text: str, end: int) -> int:
    """End a span that stops inside a compound where the compound does."""
    if text[end - 1 : end] == "-" and text[end - 2 : end - 1].isalnum() and text[end : end + 1].isalnum():
        end -= 1
    if text[end - 1 : end] in ("’", "'") and text[end : end + 1] == "s" and not text[end + 1 : end + 2].isalnum():
        return end + 1  # the council’[s]
    rest = _REST_OF_WORD.match(text, end)
    return rest.end() if rest else end


# [MQM-]P
_FRONT_OF_WORD = re.compile(r"\b(?:\w{1,24}-){1,3}$")


def begin_word(text: str, start: int) -> int:
    """Begin a span that starts inside a compound where the compound does."""
    if text[start - 1 : start] != "-" or not text[start : start + 1].isalnum():
        return start
    front = _FRONT_OF_WORD.search(text, max(0, start - 60), start)
    return front.start() if front else start


_NOTHING = frozenset({"a", "an", "the"})


def merge(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Order spans and join those that touch or have only white space between them, but quotations of two paragraphs."""
    merged: list[Span] = []
    for span in sorted(spans):
        between = text[merged[-1].end : span.start] if merged else ""
        closed = "\n" in between and text[merged[-1].end - 1] in GLYPHS and text[span.start] in GLYPHS
        if merged and not between.strip() and not closed:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
