"""Words, numbers and marks, with offsets into the untouched text."""

from __future__ import annotations

import re

from corpus_cli.extraction.wordlists import word_set
from corpus_cli.records import Token

# Every repetition is possessive or bounded, so that a megabyte without a space is read in linear time.
_TOKEN = re.compile(
    r"""
      (?:https?://|www\.)\S++                                   # https://example.org/a?b=c
    | [\w.+-]{1,64}@[\w-]{1,64}(?:\.\w{1,24}){1,4}              # press@example.org
    | [@#]\w++                                                  # @handle #topic
    | (?:[^\W\d_]\.){2,8}(?:-\w++)*+                            # U.S.  a.m.  U.S.-led
    | \d++(?:[.,:/]\d++)*+\w*+(?:-\w++)*+                       # 1,500  3.5  10:30  1st  25-year-old
    | [^\W_]\w*+(?:(?:-|&|['’](?![sS]\b))\w++)*+                # don't  O'Brien  GNA-aligned  AT&T
    | ['’][sS]\b                                                # the ’s of Cook’s
    | \.{2,}+ | -{2,}+ | ``|''                                  # ...  --  ``quoted''
    | \S                                                        # any other mark by itself
    """,
    re.VERBOSE,
)

# Bankrate.com  Stuff.co.nz  whitehouse.gov; and c.bank, as wire headlines shorten it
_DOMAIN = re.compile(
    r"\.(?:com|org|net|gov|edu|mil|info|biz|io|tv)(?:\.[a-z]{2})?+\b|\.(?:co|ac)\.[a-z]{2}\b|(?<=\bc)\.bank\b"
)


def tokenize(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Split ``text[start:end]`` into tokens.

    Offsets are code points into ``text``; every token equals its slice, and only white space lies between tokens. A
    full stop belongs to its token in an abbreviation ("Gen.", "U.S."), an initial ("J.") or a site's name
    ("Harbor.com"), and is a token otherwise.
    """
    stop = len(text) if end is None else end
    abbreviations = word_set("abbreviations")
    tokens: list[Token] = []
    append = tokens.append
    skip = -1
    for match in _TOKEN.finditer(text, start, stop):
        first, last = match.span()
        if first < skip:
            continue
        word = match.group()
        if (
            last < stop
            and text[last] == "."
            and len(word) <= 10
            and word[0].isalpha()
            and (word.lower() in abbreviations or (len(word) == 1 and word.isupper() and word != "I"))
            and not text.startswith("..", last)
        ):
            # "Gen." but not the "Gen" of "Gen...": the stop joins its abbreviation.
            last += 1
            word = text[first:last]
            skip = last
        elif last + 1 < stop and text[last] == "." and text[last + 1].islower():
            site = _DOMAIN.match(text, last, stop)
            if site and word[0].isalnum():
                last = skip = site.end()
                word = text[first:last]
        append(Token(first, last, word))
    return tuple(tokens)
