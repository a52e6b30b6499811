"""What marks a file as ours, and the coded columns: numbers that readers and writers must agree on."""

from __future__ import annotations

# "crps": the four bytes that tell a corpus database from any other SQLite file (PRAGMA application_id).
APPLICATION_ID = 0x63727073
# PRAGMA user_version: how many migrations a database has seen (migrations.py; a test holds them equal).
SCHEMA_VERSION = 6

# Coded columns: SQLite keeps 0 and 1 in no bytes at all, and there are millions of statements.
KINDS: tuple[str, ...] = ("direct", "mixed", "indirect")
ACTS: tuple[str, ...] = ("speech", "thought")
PLACE_BASES: tuple[str, ...] = ("stated", "dateline")

EVIDENCE: tuple[str, ...] = ("role", "outlet", "alias")

# Marks around a hit in a snippet: noncharacters, which no text for interchange holds.
HIT_START = "\ufdd0"
HIT_END = "\ufdd1"
