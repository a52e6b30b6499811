"""The user's words → an FTS5 expression that never fails. No regular expressions: importing them costs 5 ms."""

from __future__ import annotations

import sqlite3

from corpus_cli.errors import UsageError

# Past this many terms a query is a text by itself; FTS5's parser has limits of its own further on.
_MOST_TERMS = 200


def match_expression(words: str, raw: bool = False, columns: tuple[str, ...] = ()) -> str | None:
    """Build an FTS5 expression from search words; null when there is nothing to search for.

    Understood: ``"a phrase"``, ``word*``, ``a OR b`` (binds tighter than the blanks between), ``-word`` or
    ``NOT word``, ``column:word`` for the given columns. All else is taken as plain words, whatever marks it carries.
    ``raw`` hands the words on as they are, for those who know FTS5; an error in them is then the user's.
    """
    words = storable(words)
    if raw:
        return words if words.strip() else None
    wanted: list[list[str]] = []
    unwanted: list[str] = []
    negated = either = False
    for term in terms(words)[:_MOST_TERMS]:
        if term == "OR":
            either = bool(wanted)
        elif term == "NOT":
            negated = True
        elif term != "AND":
            if term[0] == "-" and len(term) > 1:
                negated, term = True, term[1:]
            expression = _expression(term, columns)
            if expression is not None and negated:
                unwanted.append(expression)
            elif expression is not None and either:
                wanted[-1].append(expression)
            elif expression is not None:
                wanted.append([expression])
            negated = either = False
    if not wanted:
        return None
    groups = [group[0] if len(group) == 1 else f"({' OR '.join(group)})" for group in wanted]
    expression = " AND ".join(groups)
    if unwanted:
        joined = " OR ".join(unwanted)
        expression = f"({expression}) NOT ({joined})"
    return expression


def refused(error: sqlite3.OperationalError, raw: bool) -> Exception:
    """Turn what FTS5 says of a raw expression into one line for whoever wrote it; other errors stay as they are."""
    if not raw:
        return error
    return UsageError(f"--raw: {error}; without --raw any words will do")


def all_of(words: str) -> str | None:
    """Build an expression for names: every word, in any order, nothing special about any of them."""
    quoted = [f'"{word}"' for word in storable(words).replace('"', " ").split() if any(map(str.isalnum, word))]
    return " AND ".join(quoted[:_MOST_TERMS]) or None


def any_prefix_of(words: str, length: int = 3) -> str | None:
    """Build an expression for what looks alike: any word that begins as one of these does."""
    stems = {word.strip("\"'.,()")[:length] for word in storable(words).split()}
    quoted = [f'"{stem}"*' for stem in sorted(stems) if len(stem) > 1 and stem.isalnum()]
    return " OR ".join(quoted[:_MOST_TERMS]) or None


def storable(text: str) -> str:
    """Make text fit for SQLite: no NUL (it ends a string there) and no half of a surrogate pair (no UTF-8 for it)."""
    if "\0" in text:
        text = text.replace("\0", " ")
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-8", "replace").decode()
    return text


def terms(words: str) -> list[str]:
    """Cut search words at white space, but not within quotes: ``rob* "oil port" -x`` → ``rob*``, ``"oil port``, ``-x``.

    A phrase begins with its mark and goes without the closing one; a star behind it ends it.
    """
    terms: list[str] = []
    for number, part in enumerate(words.replace("“", '"').replace("”", '"').split('"')):
        if number % 2:
            # Between marks (an unclosed one reaches to the end); what sticks to its left belongs to it: -"oil port".
            # A phrase before it that ends in a colon is no column: "he said:" "oil port" are two phrases.
            sticks = terms and '"' not in terms[-1] and (terms[-1] == "-" or terms[-1].endswith(":"))
            terms.append((terms.pop() if sticks else "") + '"' + part)
        else:
            if number and part[:1] == "*":
                terms[-1] += "*"
                part = part[1:]
            terms.extend(part.split())
    return terms


def _expression(term: str, columns: tuple[str, ...]) -> str | None:
    column, colon, rest = term.partition(":")
    if colon and column in columns and rest:
        prefix, term = f"{column} : ", rest
    else:
        prefix = ""
    star = "*" if term.endswith("*") else ""
    phrase = term.replace('"', " ").rstrip("*")
    return f'{prefix}"{phrase.strip()}"{star}' if any(map(str.isalnum, phrase)) else None
