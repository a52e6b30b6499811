"""The keys of every answer but that of ``quotes`` (records.RECORD_KEYS), in their order: add-only as well."""

from __future__ import annotations

SEARCH_KEYS = (
    "id",
    "title",
    "outlet",
    "author",
    "published",
    "published_basis",
    "url",
    "path",
    "snippet",
    "highlights",
    "statements",
)
ARTICLE_KEYS = (
    "id",
    "title",
    "outlet",
    "author",
    "url",
    "path",
    "published",
    "published_basis",
    "statements",
    "words",
    "tagger",
    "copy_of",
)
SPEAKER_KEYS = (
    "id",
    "speaker",
    "speaker_kind",
    "role",
    "statements",
    "direct",
    "mixed",
    "indirect",
    "articles",
    "outlets",
    "first",
    "last",
    "aliases",
)
PLACE_KEYS = ("place", "country", "latitude", "longitude", "spoken", "about", "articles", "first", "last")
TIMELINE_KEYS = ("period", "statements", "direct", "mixed", "indirect")
ALIAS_KEYS = (
    "name",
    "alias",
    "basis",
    "articles",
    "first",
    "evidence",
    "article_id",
    "title",
    "outlet",
    "path",
    "span",
)
