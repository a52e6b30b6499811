"""Pronouns: whom "he", "they" and "who" mean, by gender, number, closeness and turn."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from corpus_cli.extraction.cast import Figure, is_place
from corpus_cli.extraction.lexicon import Gender, names_organization
from corpus_cli.extraction.mentions import Mentions
from corpus_cli.records import Span

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
NEUTRAL = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves", "both"})
FIRST = frozenset({"i", "me", "my", "mine", "myself"})
OTHERS = frozenset({"we", "us", "our", "ours", "you", "your", "yours", "ourselves", "yourself"})
SUBJECTS = frozenset("he she it they i we you who".split())
RELATIVE = frozenset({"who", "which", "whose", "that", "whom"})

# Weights chosen on the dev articles: a mention loses with every sentence that lies between, the subject of its
# sentence and the speaker of the statement before win, somebody only talked about inside a quotation loses.
_PER_SENTENCE = 0.9
_SUBJECT = 1.2
_SPEAKER = 1.6
_SPEAKER_ABOVE = 0.6  # whose paragraph is over, when this one has begun with somebody else
_SPEAKER_BEFORE = 0.6  # when the sentence before is somebody else's
_QUOTED = 1.6
_POSSESSIVE = 0.6
_OBJECT = 0.4
_GENDER = 0.6
_OFTEN = 0.08
_PLACE = 1.5
_UNSURE = 1.0
_REACH_SENTENCES = 9
_REACH_PARAGRAPHS = 4


def gender_of(word: str) -> Gender | None:
    """Tell the gender of a pronoun in lower case."""
    return "m" if word in MALE else "f" if word in FEMALE else None


def person_meant(
    mentions: Mentions,
    token: int,
    gender: Gender | None,
    speaker: Figure | None,
    speaker_at: int,
    own: Sequence[Span] = (),
) -> tuple[Figure | None, float]:
    """Find whom "he" or "she" at ``token`` means, and how far ahead of the next candidate (0 to 1).

    ``speaker`` is the speaker of the statement before, whose source stands at ``speaker_at``. ``own`` is what "he"
    says here: whom one talks about in one's own words is somebody else.
    """
    tokens = mentions.document.tokens
    people = mentions.people
    here = mentions.sentence(token)
    paragraph = mentions.paragraph(token)
    elsewhere = between = False
    within = mentions.is_told(tokens[token].start)
    scores: dict[int, float] = {}
    figures: dict[int, Figure] = {}
    index = bisect_left(people, token, key=lambda pair: pair[0]) - 1
    while index >= 0:
        at, figure = people[index]
        start = tokens[at].start
        distance = here - mentions.sentence(at)
        if distance > _REACH_SENTENCES or paragraph - mentions.paragraph(at) > _REACH_PARAGRAPHS:
            break
        index -= 1
        if gender and figure.gender and figure.gender != gender:
            continue
        if any(span.start <= start < span.end for span in own):
            continue
        if figure.kind in ("organization", "document", "group"):
            continue  # known for one only later than the place where it was taken for a person
        if figure.kind is None and figure is not speaker:
            continue  # "Honolulu": one word that may be a surname, but nothing says so
        # "Asked whether Trump would, [Ban] demurred": whom somebody talks about is no subject
        first = (within or not mentions.is_told(start)) and _leads(mentions, index, at, within)
        if first and figure is not speaker and paragraph == mentions.paragraph(at) != mentions.paragraph(speaker_at):
            elsewhere = True
        if (
            first
            and figure is not speaker
            and distance == 1
            and speaker_at >= 0
            and mentions.sentence(speaker_at) < here - 1
        ):
            between = True
        score = -_PER_SENTENCE * distance
        if first:
            score += _SUBJECT
        score += _place_in_text(mentions, at, token)
        if figure.kind is None:
            score -= _UNSURE
        if gender and figure.gender == gender:
            score += _GENDER
        key = id(figure)
        figures[key] = figure
        if key in scores:
            scores[key] = max(scores[key], score) + _OFTEN
        else:
            scores[key] = score
    if speaker is not None and speaker.human and speaker.kind in ("person", "unnamed", None) and speaker_at >= 0:
        distance = here - mentions.sentence(speaker_at)
        fits = not (gender and speaker.gender and speaker.gender != gender)
        if fits and (distance <= _REACH_SENTENCES and paragraph - mentions.paragraph(speaker_at) <= _REACH_PARAGRAPHS):
            key = id(speaker)
            figures[key] = speaker
            near = -_PER_SENTENCE * min(distance, 2) + (_GENDER if gender and speaker.gender == gender else 0.0)
            bonus = _SPEAKER_ABOVE if elsewhere else _SPEAKER_BEFORE if between else _SPEAKER
            scores[key] = max(scores.get(key, -9.0), near) + bonus
    if not scores:
        return _ahead(mentions, token, gender, own), 0.3
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    best = figures[ranked[0][0]]
    margin = ranked[0][1] - ranked[1][1] if len(ranked) > 1 else 3.0
    return best, min(max(margin, 0.0) / 3.0, 1.0)


def _leads(mentions: Mentions, index: int, at: int, within: bool) -> bool:
    """Tell whether nobody before ``people[index + 1]`` (at token ``at``) is named in its sentence.

    Whom somebody is reported to talk about does not count, unless the pronoun stands ``within`` such words itself.
    """
    people, tokens = mentions.people, mentions.document.tokens
    sentence = mentions.sentence(at)
    while index >= 0 and mentions.sentence(people[index][0]) == sentence:
        if within or not mentions.is_told(tokens[people[index][0]].start):
            return False
        index -= 1
    return True


def _place_in_text(mentions: Mentions, at: int, token: int) -> float:
    """Weigh where a mention stands: inside a quotation the pronoun is not in, before a possessive ending."""
    score = 0.0
    tokens = mentions.document.tokens
    start, target = tokens[at].start, tokens[token].start
    quotations = mentions.document.quotations
    index = bisect_left(quotations, start, key=lambda q: q.start) - 1
    if (
        index >= 0
        and quotations[index].start <= start < quotations[index].end
        and not (quotations[index].start <= target < quotations[index].end)
    ):
        score -= _QUOTED
    position = at
    while position < len(tokens) and position < at + 4:
        text = tokens[position].text
        if text in ("’s", "'s"):
            score -= _POSSESSIVE
            break
        if not text[0].isupper():
            break
        position += 1
    if at and mentions.lowered[at - 1] in (
        "of",
        "by",
        "for",
        "with",
        "to",
        "against",
        "from",
        "about",
        "on",
        "between",
    ):
        score -= _OBJECT
    return score


def _ahead(mentions: Mentions, token: int, gender: Gender | None, own: Sequence[Span]) -> Figure | None:
    """Look ahead in the sentence and the next one: "In his book, Mr. Mill said"; only if one person fits."""
    people = mentions.people
    here = mentions.sentence(token)
    tokens = mentions.document.tokens
    told = {id(f) for at, f in people if any(span.start <= tokens[at].start < span.end for span in own)}
    fitting: list[Figure] = []
    for at, figure in people[bisect_left(people, token, key=lambda pair: pair[0]) :]:
        if mentions.sentence(at) > here + 1:
            break
        if not (gender and figure.gender and figure.gender != gender) and figure not in fitting:
            if id(figure) in told:
                continue
            fitting.append(figure)
    return fitting[0] if len(fitting) == 1 else None


def organization_meant(mentions: Mentions, token: int, speaker: Figure | None, speaker_at: int) -> Figure | None:
    """Find which organisation "it" at ``token`` means: the last speaker if it is one, else the nearest named one."""
    here = mentions.sentence(token)
    if (
        speaker is not None
        and speaker.kind in ("organization", "document")
        and here - mentions.sentence(speaker_at) <= 3
        and not _begins_anew(mentions, token, speaker_at)
    ):
        return speaker
    organizations = mentions.organizations
    index = bisect_left(organizations, token, key=lambda pair: pair[0]) - 1
    best: Figure | None = None
    best_score = -9.0
    while index >= 0:
        at, figure = organizations[index]
        distance = here - mentions.sentence(at)
        if distance > 2 or mentions.paragraph(token) - mentions.paragraph(at) > 1:
            break
        index -= 1
        first = index < 0 or mentions.sentence(organizations[index][0]) != mentions.sentence(at)
        score = -_PER_SENTENCE * distance + (_SUBJECT if first else 0.0) + _place_in_text(mentions, at, token)
        if is_place(figure):
            score -= _PLACE
        if score > best_score:
            best, best_score = figure, score
    return best


def _begins_anew(mentions: Mentions, token: int, speaker_at: int) -> bool:
    """Tell whether the sentence before, in a paragraph below the last speaker's, opens with an organisation's name."""
    paragraph = mentions.paragraph(token)
    first, last = mentions.document.sentences[max(mentions.sentence(token) - 1, 0)]
    if last > token or mentions.paragraph(speaker_at) == paragraph or mentions.paragraph(first) != paragraph:
        return False
    low = 1 if mentions.lowered[first] in ("the", "a", "an") else 0
    names = mentions.names_within(first, min(first + low + 1, last))
    figures = (mentions.named[number] for number in names)
    return any(
        figure is not None and figure.kind == "organization" and any(map(names_organization, figure.words))
        for figure in figures
    )
