"""Page furniture: lines that a page puts between the paragraphs of an article and that are none of its words."""

from __future__ import annotations

import re

from corpus_cli.extraction.mark_glyphs import GLYPHS
from corpus_cli.records import Span

# Advertisement | Hide Ad | Story continues below
_LONGEST = 32
# Read also: Mayor reacts to win | READ MORE: … | See also
_LEADS_ELSEWHERE = re.compile(r"(?:also read|(?:read|see|watch) (?:also|more|next))\b", re.IGNORECASE)
_LONGEST_LEAD = 160
# –Reuters | — AFP | - with reports from Xinhua: at a paragraph's end
_AGENCY = re.compile(
    r"(?:Thomson )?Reuters|A\.?P\.?|AFP|UPI|dpa|DPA|Xinhua|Bloomberg|Kyodo|Yonhap|Bernama|Antara|TASS|Tass|Interfax"
    r"|ANI|IANS|PTI|UNI|APP|PNA|NAN|WAM|SPA|EFE|ANSA|Belga|AAP|PA|Agenc(?:y|ies)|Agence France-Presse"
    r"|(?:The )?Associated Press"
)
# Carrie Lam at a press conference. Photo: Elson Li | (AP Photo/Bob Ray) | REUTERS/Ann Lee | File photo
_CREDIT = re.compile(
    r"(?:\b(?:[Pp]hoto(?:graph)?s?|PHOTO|[Pp]icture|[Ii]mage)s?(?:\s[Cc]redit)?:|\bCredit:|\bREUTERS/|\bGetty Images\b"
    r"|\b[Ff]ile (?:photo|picture)\b|\((?:AP|AFP|Reuters|EPA) (?:Photo|Image|File))[^\n]{0,60}$"
)


def is_caption(paragraph: str) -> bool:
    """Tell whether a paragraph stands under a picture: it ends in whose picture that is."""
    return _CREDIT.search(paragraph, max(0, len(paragraph) - 100)) is not None


def leads_elsewhere(text: str, start: int) -> bool:
    """Tell whether words at ``start`` send the reader to another article."""
    return _LEADS_ELSEWHERE.match(text, start) is not None


def is_furniture(line: str) -> bool:
    """Tell whether a paragraph is the page's own: a few words without a stop or mark, or a pointer elsewhere."""
    if leads_elsewhere(line, 0):
        return len(line) <= _LONGEST_LEAD
    return len(line) <= _LONGEST and line[-1:].isalnum() and not any(mark in line for mark in GLYPHS)


def signs_off(text: str, source: Span, cue: Span | None) -> bool:
    """Tell whether a source behind a dash is the agency that a report ends with: "… its cost. –AFP"."""
    if cue is None or cue.end > source.start or text[cue.start : cue.end].strip("–—-―"):
        return False
    behind = text[source.end : source.end + 2].lstrip(").")
    return behind[:1] in ("", "\n") and _AGENCY.fullmatch(text, source.start, source.end) is not None
