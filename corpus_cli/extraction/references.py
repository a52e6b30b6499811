"""References by role: whom "the senator", "the woman" or "the agency" means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from corpus_cli.extraction.cast import Figure, is_place
from corpus_cli.extraction.lexicon import noun_class, noun_gender
from corpus_cli.extraction.mentions import Mentions
from corpus_cli.extraction.phrases import ARTICLES, Phrase
from corpus_cli.extraction.pronouns import person_meant
from corpus_cli.extraction.wordlists import word_set

# A noun and the titles and nouns that make somebody one.
_SAME = {
    "senator": "sen senator",
    "congressman": "rep congressman representative",
    "congresswoman": "rep congresswoman representative",
    "lawmaker": "sen senator rep congressman congresswoman representative mp legislator lawmaker member",
    "representative": "rep representative",
    "governor": "gov governor",
    "envoy": "envoy ambassador representative",
    "ambassador": "ambassador envoy representative",
    "diplomat": "diplomat ambassador envoy representative consul",
    "general": "gen general lt",
    "colonel": "col colonel",
    "captain": "capt captain skipper",
    "lawyer": "lawyer attorney counsel solicitor barrister",
    "attorney": "lawyer attorney counsel",
    "nominee": "nominee candidate",
    "candidate": "nominee candidate",
    "spokesman": "spokesman spokesperson press",
    "spokeswoman": "spokeswoman spokesperson press",
    "spokesperson": "spokesman spokeswoman spokesperson press",
    "premier": "premier minister",
    "minister": "minister",
    "doctor": "doctor physician surgeon dr",
    "professor": "professor prof",
    "manager": "manager coach boss",
    "coach": "coach manager boss",
    "boss": "boss manager coach ceo chief",
    "gaffer": "manager coach boss",
    "commander": "commander general gen",
    "journalist": "journalist reporter correspondent editor columnist",
    "reporter": "reporter journalist correspondent",
    "businessman": "businessman billionaire mogul tycoon developer",
    "billionaire": "billionaire businessman mogul tycoon",
    "mogul": "mogul billionaire tycoon developer",
    "executive": "executive ceo president",
    "ceo": "ceo executive",
    "priest": "priest father fr rev reverend pastor",
    "judge": "judge justice magistrate",
    "officer": "officer sgt sergeant constable lt lieutenant capt captain detective inspector commander",
    "soldier": "soldier sgt sergeant cpl corporal private",
    "researcher": "researcher scientist professor",
    "scientist": "scientist researcher professor",
    "filmmaker": "filmmaker director",
    "director": "director filmmaker",
    "actor": "actor actress",
    "player": "striker midfielder defender goalkeeper winger forward quarterback",
    "politician": "senator sen rep gov governor congressman congresswoman mp minister",
}
# So whoever heads something may be called, by whatever title: "the central bank chief" is its governor.
_HEADS = frozenset("chief head boss".split())
_TITLES_OF_HEADS = frozenset(
    "governor president director chairman chairwoman chairperson chair commissioner superintendent secretary-general "
    "minister commander chancellor ceo commandant prefect rector".split()
)
_OTHERS = frozenset("second third fourth fifth other another different".split())
# Nouns that tell no more than that somebody is a man or a woman.
PLAIN = frozenset("man woman boy girl gentleman lady".split())
# Nouns that any organisation may be called by.
_ANY_ORGANIZATION = frozenset(
    "company firm group organization organisation agency outlet newspaper paper union business maker network "
    "body force charity club drugmaker carmaker automaker chipmaker planemaker retailer lender airline insurer "
    "bank publisher chain brand manufacturer carrier startup giant broadcaster".split()
)
# By these an article calls the person it is about another way, without having said so before.
_ELEGANT = frozenset(
    "candidate nominee contender frontrunner front-runner mogul billionaire businessman businesswoman tycoon "
    "millionaire senator governor congressman congresswoman native star veteran former first-term second-term "
    "presumptive politician socialist democrat republican conservative".split()
)
# So it calls players and members of a house, unless it told of another one before.
_TRADES = frozenset(
    "forward striker midfielder goalkeeper keeper winger defender fullback playmaker quarterback pitcher skipper "
    "batsman bowler mp msp mep peer lawmaker legislator backbencher frontbencher catalan dutchman spaniard swede dane "
    "scot frenchman englishman irishman welshman actor actress filmmaker novelist singer songwriter rapper comedian "
    "musician sprinter boxer golfer".split()
)
_AIDES = frozenset(
    "spokesman spokeswoman manager aide adviser strategist reporter host anchor analyst professor moderator editor "
    "columnist correspondent pollster".split()
)
# Murphy’s spokeswoman, representative of the United States
_OWNED = re.compile(r"[’']s\b|\b(?:of|for)\s(?:the\s)?[A-Z]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_NOBODY = Figure("", (), None)
_FARTHEST = 1000  # mentions looked at to either side: all of them, but in a very long article
_STILL_SPEAKS = 2  # sentences: then "the company" may be another one, named since
_REACH = 400  # tokens: about as far back as a reader keeps a role in mind


def person_called(
    mentions: Mentions, phrase: Phrase, speaker: Figure | None, described: Sequence[tuple[int, str, Figure]]
) -> Figure | None:
    """Find the one person whom a definite noun phrase means, by role and modifiers, the nearest before it first."""
    lowered = mentions.lowered
    head = lowered[phrase.head]
    wanted = frozenset(_SAME.get(head, head).split()) | {head}
    modifiers = [low for low in lowered[phrase.first : phrase.last] if low != head and low[0].isalpha()]
    if not _OTHERS.isdisjoint(modifiers):
        return None  # "the second official" is not the one told of before
    owners = _owners(mentions, phrase)
    people = mentions.people
    at = phrase.first
    index = bisect_left(people, at, key=lambda pair: pair[0])
    seen: dict[int, None] = {}
    best: Figure | None = None
    best_score = 0.0
    nearest = [*people[max(0, index - _FARTHEST) : index][::-1], *people[index : index + _FARTHEST]]
    for position, figure in nearest:
        if id(figure) in seen:
            continue
        seen[id(figure)] = None
        score = _fit(figure, wanted, modifiers, head)
        if score <= 0 or (owners and _is_anothers(figure, owners)):
            continue
        distance = at - position
        score += 0.5 * max(0.0, 1 - distance / _REACH) if distance >= 0 else -0.5
        if figure is speaker:
            score += 0.4
        if score > best_score:
            best, best_score = figure, score
    if best is not None:
        return best
    if head in PLAIN:
        known = next((f for _, noun, f in reversed(described) if noun == head), None)
        if known is not None:
            return known
        meant, margin = person_meant(mentions, at, noun_gender(head), speaker, -1)
        alone = phrase.last - phrase.first == 1
        if meant is not None and margin > 0.2 and alone and not _told_of_before(mentions, phrase, meant):
            return meant
    if phrase.opener == "the" and (
        head in _ELEGANT or (modifiers and _ELEGANT.intersection(modifiers)) or tells_age([head, *modifiers])
    ):
        if any(noun == head for _, noun, _ in described):
            return None
        meant, margin = person_meant(mentions, at, noun_gender(head), speaker, -1)
        if meant is not None and margin > 0.3 and not _is_something_else(meant, modifiers):
            return meant
    return None


def _owners(mentions: Mentions, phrase: Phrase) -> frozenset[str]:
    """Collect the names of whose somebody is: "South Sudan's representative" is not that of the United States."""
    lowered, tokens = mentions.lowered, mentions.document.tokens
    for index in range(phrase.first + 1, phrase.head):
        if lowered[index] in ("’s", "'s") and tokens[index - 1].text[0].isupper():
            return frozenset(lowered[phrase.first : index])
    return frozenset()


def _is_anothers(figure: Figure, owners: frozenset[str]) -> bool:
    """Tell whether each role of a figure that says whose it is names somebody else."""
    roles = [role.text for role in figure.roles] or [figure.name]
    told = [role.lower() for role in roles if _OWNED.search(role)]
    return bool(told) and all(owners.isdisjoint(_WORD.findall(role)) for role in told)


def is_national(word: str) -> bool:
    """Tell whether a lower-case word names one of a nation: "the German", but not "the Chinese" or "the French"."""
    return word in word_set("demonyms") and word.endswith(("an", "i", "er"))


def is_elegant(mentions: Mentions, phrase: Phrase) -> bool:
    """Tell whether a phrase calls who has just spoken another way: "the forward", "the Cardiff MP", "the Catalan"."""
    head = mentions.lowered[phrase.head]
    trade = head in _TRADES or (phrase.last - phrase.first == 1 and is_national(head))
    return trade and phrase.opener == "the" and not _told_of_before(mentions, phrase, _NOBODY)


def tells_home(mentions: Mentions, phrase: Phrase) -> bool:
    """Tell whether a phrase calls somebody again by where they are from: "the Coleraine man"."""
    if mentions.lowered[phrase.head] not in PLAIN or phrase.opener != "the" or phrase.head - phrase.first != 1:
        return False
    return mentions.document.tokens[phrase.first].text[0].isupper() and phrase.last == phrase.head + 1


def _told_of_before(mentions: Mentions, phrase: Phrase, figure: Figure) -> bool:
    """Tell whether "the woman" is one the article told of before it named the figure, or brought in by "a woman"."""
    lowered = mentions.lowered
    head = lowered[phrase.head]
    named = mentions.names[min(figure.mentions)].first if figure.mentions else phrase.first
    for index in range(max(0, phrase.first - _REACH), phrase.first):
        if lowered[index] != head:
            continue
        start = index - 1
        while start > 0 and start > index - 4 and lowered[start] not in ARTICLES and lowered[start].isalpha():
            start -= 1
        introduced = lowered[start] in ("a", "an") and lowered[start - 1 : start] not in (
            [","],
            ["is"],
            ["was"],
            ["as"],
        )
        if introduced or index < named:
            return True
    return False


def tells_age(words: Sequence[str]) -> bool:
    """Tell whether words are such as a paper calls somebody again by: "the 29-year-old", "the mother-of-three"."""
    return any(word.endswith("-year-old") or "-of-" in word for word in words)


def _is_something_else(figure: Figure, modifiers: Sequence[str]) -> bool:
    """Tell whether a role of the figure speaks against the modifiers: another party or nation, or an aide's."""
    demonyms = word_set("demonyms")
    own = {word for word in figure.role_words if word in demonyms}
    asked = {word for word in modifiers if word in demonyms}
    if own and asked and not own & asked:
        return True
    return bool(_AIDES.intersection(figure.role_words))


def _fit(figure: Figure, wanted: frozenset[str], modifiers: Sequence[str], head: str) -> float:
    """Score how well a figure's roles match; nothing when the noun does not or a modifier speaks against it."""
    roles = figure.role_words
    if not roles:
        return 0.0
    gender = noun_gender(head)
    if gender and figure.gender and gender != figure.gender:
        return 0.0
    plain = {word.rstrip(".") for word in roles}
    if not any(word in plain for word in wanted) and not _heads(plain, modifiers, head):
        return 0.0
    if head in _HEADS and modifiers and plain.isdisjoint(modifiers):
        return 0.0  # "the refugee chief" is not the central bank's
    score = 1.0 if head in plain else 0.8
    demonyms = word_set("demonyms")
    for word in modifiers:
        if word in plain:
            score += 0.5
        elif word in demonyms:
            if any(other in demonyms for other in plain):
                return 0.0  # "the Republican nominee" is not the Democratic one
        elif noun_class(word) is None and word not in ("former", "veteran", "longtime"):
            score -= 0.1
    return score


def _heads(roles: set[str], modifiers: Sequence[str], head: str) -> bool:
    """Tell whether roles make somebody head of all that the modifiers name: "the UN chief", its secretary-general."""
    if head not in _HEADS or not modifiers or roles.isdisjoint(_TITLES_OF_HEADS):
        return False
    return all(word in roles for word in modifiers)


def organization_called(mentions: Mentions, phrase: Phrase, speaker: Figure | None) -> Figure | None:
    """Find the organisation that "the fund" or "the agency" means: by the noun in its name, nearest before."""
    lowered = mentions.lowered
    head = lowered[phrase.head]
    organizations = mentions.organizations
    index = bisect_left(organizations, phrase.first, key=lambda pair: pair[0])
    alone = phrase.last - phrase.first == 1
    here = mentions.sentence(phrase.first)
    before = organizations[max(0, index - _FARTHEST) : index][::-1]
    if alone and head in _ANY_ORGANIZATION and speaker is not None and speaker.kind == "organization" and speaker.words:
        last = next((position for position, figure in before if figure is speaker), phrase.first)
        if here - mentions.sentence(last) <= _STILL_SPEAKS:
            return speaker
    others = [low for low in lowered[phrase.first : phrase.last] if low != head]
    for _, figure in [*before, *organizations[index : index + _FARTHEST]]:
        if figure.kind != "organization":
            continue
        if (
            head in figure.words
            and len(figure.words) > 1
            and all(low in figure.words for low in others if low[0].isalpha())
        ):
            return figure
        if not figure.words and alone and head in figure.role_words:
            return figure  # "the campaign" after "the Denner campaign"
    if not alone or head not in _ANY_ORGANIZATION:
        return None
    for position, figure in before:
        if here - mentions.sentence(position) > 3:
            break
        if figure.kind == "organization" and figure.words and not is_place(figure):
            return figure
    return None
