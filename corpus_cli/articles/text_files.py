"""Plain text and Markdown: the stored text is the file's own, so that offsets hold in the file."""

from __future__ import annotations

import re

from corpus_cli.articles.fields import ReadOptions, complete_article, fields_of
from corpus_cli.records import Article

_FRONT_MATTER = re.compile(r"---[^\S\n]*\n(?P<block>.*?\n)?(?:---|\.\.\.)[^\S\n]*(?:\n|$)", re.DOTALL)
# title: "Air strikes begin"   |   tags: [libya, sirte]
_PAIR = re.compile(r"(?P<key>[A-Za-z_][\w -]*?)\s*:(?:\s+(?P<value>.*))?$")


def read_text(text: str, path: str, options: ReadOptions, encoding: str) -> Article:
    """Read a plain text file: headline, byline, printed date and dateline come from its first lines."""
    return complete_article(text, path, {}, options, encoding=encoding)


def read_markdown(text: str, path: str, options: ReadOptions, encoding: str) -> Article:
    """Read a Markdown file; the fields of its front matter name title, date, author, outlet and url."""
    record, body_start = front_matter(text)
    fields = fields_of(record, options)
    fields.pop("text", None)
    fields.pop("path", None)  # an "id" in front matter is a site's, the file's own path names the article
    return complete_article(text, path, fields, options, encoding=encoding, body_start=body_start)


def front_matter(text: str) -> tuple[dict[str, object], int]:
    """Read the ``key: value`` lines between two ``---`` lines at the top; return them and where the body starts.

    Plain and quoted scalars, ``[a, b]`` and ``- item`` lists are understood; anything nested deeper is left out.
    """
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, 0
    record: dict[str, object] = {}
    key: str | None = None
    for line in (match["block"] or "").splitlines():
        item = line.strip()
        if not item or item.startswith("#"):
            continue
        if item.startswith("- ") and key:
            values = record.get(key)
            record[key] = [*(values if isinstance(values, list) else []), _scalar(item[2:])]
            continue
        pair = _PAIR.match(line) if not line[0].isspace() else None
        if pair:
            key = pair["key"]
            record[key] = _value(pair["value"] or "")
    return record, match.end()


def _value(text: str) -> object:
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        return [_scalar(part) for part in text[1:-1].split(",") if part.strip()]
    return _scalar(text)


def _scalar(text: str) -> str:
    text = text.strip()
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1].replace("''", "'") if text[0] == "'" else text[1:-1].replace('\\"', '"')
    return text.split(" #", 1)[0].strip()
