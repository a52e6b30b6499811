"""Names that capitals do not show: in headlines and captions, in small letters, with a slip, or nowhere else."""

from __future__ import annotations

from bisect import insort

from corpus_cli.extraction import phrases
from corpus_cli.extraction.cast import Figure
from corpus_cli.extraction.lexicon import FUNCTION_WORDS, fold_word, given_names, names_organization, titles
from corpus_cli.extraction.mentions import Mentions, is_followed_by_its
from corpus_cli.extraction.name_kinds import SEVERAL
from corpus_cli.extraction.phrases import Phrase
from corpus_cli.extraction.roles import slice_of
from corpus_cli.extraction.titles import after_titles
from corpus_cli.extraction.wordlists import word_set
from corpus_cli.records import SpeakerKind

# Whom words mean (null: nobody that is known), how that was found, and how sure it is.
Meant = tuple[Figure | None, str, float]


def name_of_words(mentions: Mentions, phrase: Phrase) -> Meant | None:
    """Resolve words of no known class: a name in small letters or capitals, with a slip, or never seen otherwise."""
    document, lowered = mentions.document, mentions.lowered
    tokens = document.tokens
    first = phrase.first
    if lowered[first] in FUNCTION_WORDS:
        return None  # "Some Germans"
    table = titles()
    last = phrase.last
    for index in range(first, last - 2):
        if lowered[index] in ("’s", "'s") and tokens[index + 1].text[0].isupper():
            first = index + 1  # "France’s Marine Le Pen"
    while first < last - 1 and (lowered[first] in table):
        first += 1
    if last - first > 2 and all(tokens[index].text[0].isupper() for index in range(first, last)):
        first = min(after_titles(tokens, lowered, first, last)[0], last - 1)
    words = tuple(fold_word(tokens[index].text) for index in range(first, last) if tokens[index].text[0].isalnum())
    if len(words) == 1 and (len(words[0]) == 1 or words[0] in ("question", "answer")):
        return None, "", 0.0  # "Q:" and "A:" in an interview, "QUESTION:" in a briefing
    if any(low in ("’s", "'s") or low in table for low in lowered[first:last]):
        return None
    if not words or len(words) > 5 or (len(words) == 1 and lowered[first] in word_set("demonyms")):
        return None
    figure = mentions.cast.find(words, at=first)
    if figure is not None:
        return figure, f"short for {figure.name}", 0.9
    figure = mentions.cast.slip(words)
    if figure is not None:
        return figure, f"slip of {figure.name}", 0.7
    shown = [tokens[index].text for index in range(first, last)]
    capital = all(
        text[0].isupper()
        or text.lower() in ("of", "the", "for", "and", "de", "von", "van", "al")
        or not text[0].isalpha()
        for text in shown
    )
    known = words[0] in given_names()
    if not (capital and shown[0][0].isupper()) and not (
        known and len(words) == 2 and not phrase.opener and all(text.islower() for text in shown)
    ):
        return None
    if phrase.opener in ("a", "an") or phrase.opener in phrases.OWNERS:
        return None
    name = slice_of(document.text, tokens, first, last)
    if (name.isupper() and len(name) > 4 and "." not in name) or name.islower():
        name = name.title()
    if phrase.kind not in (None, "person") and not names_organization(lowered[last - 1]):
        return None
    kind: SpeakerKind = "person"
    short = len(shown) == 1 and shown[0].isupper() and len(shown[0]) <= 5
    which = tuple(lowered[last : last + 2]) == (",", "which")
    firm = which or is_followed_by_its(lowered, last)
    if not known and (short or firm or phrase.opener == "the" or any(map(names_organization, lowered[first:last]))):
        kind = "organization"
    if SEVERAL.match(shown[-1]):
        kind = "group"
    figure = mentions.cast.add(Figure(name, words, kind, given_names().get(words[0])))
    named = mentions.organizations if kind == "organization" else mentions.people
    insort(named, (first, figure), key=lambda pair: pair[0])
    return figure, "named", 0.8
