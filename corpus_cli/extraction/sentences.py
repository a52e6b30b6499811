"""Paragraphs and sentences as ranges of token indexes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from corpus_cli.extraction.mark_glyphs import GLYPHS, OPENING
from corpus_cli.extraction.mark_glyphs import TOKENS as MARKS
from corpus_cli.extraction.wordlists import word_set
from corpus_cli.records import Span, Token

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
# LIMA, Peru (Wire) -- The | MR. ROE: No | BY JANE ROE: these stand at the beginning of a paragraph's first line
_OPENS = re.compile(
    r"[A-Z][A-Z .’'-]{2,30}(?:, ?[A-Z][\w. ]{1,20})?(?: ?\([A-Z][^()\n]{1,30}\))? ?(?:--+|—|–|_) ?\S"
    r"|[A-Z][A-Z .’'-]{2,30}: \S"
    r"|(?:BY|By) [A-Z][\w.]*(?: [A-Z][\w.]*){1,4}$"
)
_SHORT = 50
_UNPARTED = 12  # lines without a blank one; then a line that ends a sentence ends its paragraph
_LINE_END = re.compile(r"\n\s*")
# … he said.   … “no.”
_SENTENCE_ENDS = re.compile(rf"[.!?][{GLYPHS})]*\s*$")
_NEW_LINE = re.compile(r"\n")
_ENDS_LINE = frozenset('.?!:"”’″')
_ENDS_CLAUSE = _ENDS_LINE | {";"}
_STOPS = frozenset({".", "?", "!", "…", "...", "....", "?!", "!!"})
_CLOSERS = frozenset(")]") | MARKS
_OPENERS = frozenset("([" + OPENING) | {"``"}
# A sentence may end in "U.S." or "p.m."; these never end one, a name or number follows.
_TITLES = frozenset(
    "mr. mrs. ms. dr. prof. rev. gov. sen. rep. reps. sens. gen. lt. col. maj. capt. cmdr. cpl. sgt. adm. pvt. "
    "brig. st. mt. ft. supt. det. hon. amb. atty. insp. messrs. mme. mlle. pres. vs. no. nos. fr. jan. feb. mar. "
    "apr. jun. jul. aug. sept. sep. oct. nov. dec.".split()
)
_NUMBERED = frozenset({"No", "Nos"})
# After an abbreviation, a capitalised word of these starts a new sentence ("in the U.S. The ...").
_STARTERS = frozenset(
    "a an and as at but by for he her here his how however i if in it its last more most no now of on one our she "
    "so some still that the their then there these they this those though to two under we what when where whether "
    "which while who why with yet you your after also although among asked because before both during earlier even "
    "since such an many other several officials".split()
)


def paragraph_spans(text: str, start: int = 0) -> list[Span]:
    """Find the paragraphs of ``text`` from ``start`` on, as character spans without surrounding white space.

    Blank lines separate paragraphs, unless one stands behind every line of wrapped text. A single line end does too,
    unless the text is hard-wrapped (its lines are cut at one width in mid-sentence): there a line that is indented
    more than the rest opens a paragraph, and lines that are all short stand alone.
    """
    blocks = _pieces(text, start, len(text), _BLANK_LINE)
    if _double_spaced([text[a:b] for a, b in blocks]):
        return _single_spaced(text, blocks)
    if _hard_wrapped([text[a:b] for a, b in blocks]):
        parts = [part for block in blocks for part in _wrapped_paragraphs(text, block)]
        return [line for part in parts for line in _short_lines(text, part)]
    return [line for a, b in blocks for line in _joined(text, _pieces(text, a, b, _LINE_END))]


def _double_spaced(blocks: Sequence[str]) -> bool:
    """Tell whether a blank line stands behind every line of wrapped text: "blocks" of one line cut in mid-sentence."""
    lines = [block for block in blocks if "\n" not in block]
    if len(lines) < _UNPARTED or len(lines) < 0.9 * len(blocks):
        return False
    cut = sum(50 <= len(line) <= 100 and line[-1] not in _ENDS_LINE for line in lines)
    return cut >= 0.5 * len(lines) and max(map(len, lines)) <= 120


def _single_spaced(text: str, lines: Sequence[Span]) -> list[Span]:
    """Join the lines of double-spaced text into paragraphs, which end where a line ends a sentence or is short."""
    parts: list[Span] = []
    goes_on = False
    for line in lines:
        words = text[line.start : line.end]
        if goes_on and not _OPENS.match(words):
            parts[-1] = Span(parts[-1].start, line.end)
        else:
            parts.append(line)
        goes_on = len(words) >= _SHORT and _SENTENCE_ENDS.search(words) is None
    return parts


def _wrapped_paragraphs(text: str, block: Span) -> list[Span]:
    """Part a block of wrapped lines where a line is indented more than the others, or opens an article.

    In a long block without such lines a paragraph ends where a line ends a sentence.
    """
    starts = [block.start, *(match.end() for match in _NEW_LINE.finditer(text, *block))]
    ends = [*starts[1:], block.end]
    lines = [text[a:b] for a, b in zip(starts, ends, strict=True)]
    width = max(len(line.strip()) for line in lines)
    indents = [len(line) - len(line.lstrip()) for line in lines]
    common = min(indents[1:], default=0)
    opens = [indent >= common + 2 for indent in indents]
    if len(lines) > _UNPARTED and not any(opens[1:]):
        opens = [False, *(_SENTENCE_ENDS.search(line) is not None for line in lines[:-1])]
    cuts = [
        starts[number]
        for number in range(1, len(lines))
        if opens[number]
        or _OPENS.match(lines[number].strip())
        or _OPENS.fullmatch(lines[number - 1].strip())
        or (number == 1 and _ends_early(lines[0].strip(), lines[1].strip(), width))
    ]
    return _trimmed(text, pairwise([block.start, *cuts, block.end]))


_ROOM = 24  # characters that a line may leave empty and still have been cut by its width


def _ends_early(line: str, following: str, width: int) -> bool:
    """Tell whether a block's first line leaves room for the capital that goes on: a name over its caption."""
    word = following.split(None, 1)[0] if following else ""
    return word[:1].isupper() and len(line) + 1 + len(word) + _ROOM <= width


def _short_lines(text: str, part: Span) -> list[Span]:
    """Part a headline from the byline below it: lines of which none reaches the width that text is cut at."""
    lines = _pieces(text, part.start, part.end, _LINE_END)
    short = all(line.end - line.start < _SHORT for line in lines)
    apart = all(text[line.start].isupper() or not text[line.start].isalnum() for line in lines)
    return lines if short and apart else [part]


def _joined(text: str, lines: Sequence[Span]) -> list[Span]:
    """Join a line that goes on in lower case with the one above it, cut in mid-sentence."""
    joined: list[Span] = []
    for line in lines:
        if joined and text[line.start].islower() and text[joined[-1].end - 1] not in _ENDS_CLAUSE:
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
    return joined


def _pieces(text: str, start: int, end: int, separator: re.Pattern[str]) -> list[Span]:
    spans = []
    position = start
    for match in separator.finditer(text, start, end):
        spans.append((position, match.start()))
        position = match.end()
    spans.append((position, end))
    return _trimmed(text, spans)


def _trimmed(text: str, spans: Iterable[tuple[int, int]]) -> list[Span]:
    """Drop white space at both ends of each span, and spans of nothing else."""
    trimmed = []
    for a, b in spans:
        piece = text[a:b]
        left = a + len(piece) - len(piece.lstrip())
        right = left + len(piece.strip())
        if right > left:
            trimmed.append(Span(left, right))
    return trimmed


def _hard_wrapped(blocks: Sequence[str]) -> bool:
    """Tell whether lines are cut at one width: a good part of them are 50 to 100 wide, most end in mid-sentence."""
    inner = [line.rstrip() for block in blocks for line in block.split("\n")[:-1]]
    if len(inner) < 4:
        return False
    widths = [len(line) for line in inner]
    mid_sentence = sum(line[-1:] not in _ENDS_LINE for line in inner)
    # Not the middle one: text that was cut twice has the rest of each line in a line of its own.
    usual = sorted(widths)[3 * len(widths) // 4]
    return 50 <= usual <= 100 and max(widths) <= 120 and mid_sentence >= 0.6 * len(inner)


def token_ranges(tokens: Sequence[Token], spans: Sequence[Span]) -> tuple[Span, ...]:
    """Turn character spans in text order into ranges of token indexes, leaving empty ones out."""
    ranges = []
    index = 0
    count = len(tokens)
    for start, end in spans:
        while index < count and tokens[index].start < start:
            index += 1
        first = index
        while index < count and tokens[index].start < end:
            index += 1
        if index > first:
            ranges.append(Span(first, index))
    return tuple(ranges)


def split_sentences(tokens: Sequence[Token], paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """Split paragraphs (ranges of token indexes) into sentences (ranges of token indexes).

    Closing quotation marks and brackets stay with the sentence they end; a question or exclamation inside marks that
    runs on into its cue ("“Who knows?” Cook said.") does not end the sentence.
    """
    sentences: list[Span] = []
    for first, last in paragraphs:
        start = first
        index = first
        while index < last:
            word = tokens[index].text
            stop = word in _STOPS
            if not stop and not (word[-1] == "." and len(word) > 1):
                index += 1
                continue
            after = index + 1
            while after < last and _closes(tokens, after, last):
                after += 1
            if after < last and (
                _may_start(tokens, index, after, last) if stop else _abbreviation_ends(tokens, index, after, last)
            ):
                sentences.append(Span(start, after))
                start = after
            index = after
        if start < last:
            sentences.append(Span(start, last))
    return tuple(sentences)


def _closes(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Tell whether the mark at ``index`` closes what stands before it: it touches that and not what follows."""
    token = tokens[index]
    if token.text not in _CLOSERS or token.start != tokens[index - 1].end:
        return False
    if token.text not in _OPENERS:
        return True
    return index + 1 >= last or tokens[index + 1].start > token.end or tokens[index + 1].text in _CLOSERS


def _may_start(tokens: Sequence[Token], index: int, after: int, last: int) -> bool:
    """Tell whether a sentence may start at ``after``, the stop being at ``index``."""
    if tokens[after].start == tokens[after - 1].end and tokens[after].text[0] not in OPENING + "([":
        return tokens[after].text[:1].isupper() and tokens[after - 1].text in _CLOSERS
    position = after
    while position < last and (tokens[position].text in _OPENERS or tokens[position].text in "-–—―•*"):
        position += 1
    if position >= last:
        return False
    word = tokens[position].text
    if word[0].isdigit() and tokens[index - 1].text in _NUMBERED and after == index + 1:
        return False  # No. 7
    if not (word[0].isupper() or word[0].isdigit() or not word[0].isalnum() or position > after):
        return False
    quoted = after > index + 1
    return not (quoted and tokens[index].text != "." and _runs_into_cue(tokens, position, last))


def _runs_into_cue(tokens: Sequence[Token], position: int, last: int) -> bool:
    """Tell whether a cue follows within a short name: ``?” Mr. Cook said``, ``!” asked``."""
    verbs = word_set("speech_verbs")
    for index in range(position, min(position + 5, last)):
        word = tokens[index].text
        if word.lower() in verbs:
            return True
        if not (word[0].isupper() or word.lower() in ("the", "a", "an", "of")):
            return False
    return False


def _abbreviation_ends(tokens: Sequence[Token], index: int, after: int, last: int) -> bool:
    """Tell whether the abbreviation at ``index`` ("U.S.", "Inc.", "J.") also ends its sentence."""
    word = tokens[index].text
    lowered = word.lower()
    if lowered in _TITLES or (len(word) == 2 and word[0].isupper()):
        return False
    position = after
    while position < last and tokens[position].text in _OPENERS:
        position += 1
    if position >= last:
        return False
    following = tokens[position].text
    if after > index + 1 or position > after:
        return following[0].isupper()
    return following[0].isupper() and following.lower() in _STARTERS
