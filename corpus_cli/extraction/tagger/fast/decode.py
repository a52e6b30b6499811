"""The best label sequence of a linear-chain CRF (Viterbi), unrolled for the two label sets of the fast tagger.

Scores are integers times eight; each carries its label in the low three bits, so that one ``max`` gives the best
predecessor and its score at once. Emissions come as ``8 * score + label - 7`` (packed.py), so that a sum of one with a
score whose low bits are all set carries the new label; transitions come from ``scaled``. An inside label follows its
own begin or inside label only (or opens the sequence: what was said may run on from the sentence before).
"""

from __future__ import annotations

from collections.abc import Sequence

Transitions = Sequence[Sequence[int]]
"""``transitions[a][b]`` is eight times the score of label b behind label a."""


def scaled(scores: Sequence[Sequence[int]]) -> Transitions:
    """Make transitions ready for decoding."""
    return [[8 * score for score in line] for line in scores]


def best_path_7(emissions: Sequence[tuple[int, ...]], transitions: Transitions) -> list[int]:
    """Decode the joint labels (outside, then begin and inside of three roles: 0 to 6) in linear time."""
    t = transitions
    (t00, t01, _, t03, _, t05, _), (t10, t11, t12, t13, _, t15, _), (t20, t21, t22, t23, _, t25, _) = t[0], t[1], t[2]
    (t30, t31, _, t33, t34, t35, _), (t40, t41, _, t43, t44, t45, _) = t[3], t[4]
    (t50, t51, _, t53, _, t55, t56), (t60, t61, _, t63, _, t65, t66) = t[5], t[6]
    if not emissions:
        return []
    a, b, c, d, e, f, g = (score + 7 for score in emissions[0])
    trail: list[tuple[int, ...]] = []
    keep = trail.append
    for x0, x1, x2, x3, x4, x5, x6 in emissions[1:]:
        m0 = max(a + t00, b + t10, c + t20, d + t30, e + t40, f + t50, g + t60)
        m1 = max(a + t01, b + t11, c + t21, d + t31, e + t41, f + t51, g + t61)
        m3 = max(a + t03, b + t13, c + t23, d + t33, e + t43, f + t53, g + t63)
        m5 = max(a + t05, b + t15, c + t25, d + t35, e + t45, f + t55, g + t65)
        b += t12
        c += t22
        m2 = b if b > c else c
        d += t34
        e += t44
        m4 = d if d > e else e
        f += t56
        g += t66
        m6 = f if f > g else g
        keep((m0, m1, m2, m3, m4, m5, m6))
        a = (m0 | 7) + x0
        b = (m1 | 7) + x1
        c = (m2 | 7) + x2
        d = (m3 | 7) + x3
        e = (m4 | 7) + x4
        f = (m5 | 7) + x5
        g = (m6 | 7) + x6
    return _trace(max(a, b, c, d, e, f, g) & 7, trail)


def best_path_5(emissions: Sequence[tuple[int, ...]], transitions: Transitions) -> tuple[list[int], int]:
    """Decode the second stage's labels (outside, then begin and inside of two roles: 0 to 4) in linear time.

    Also gives by how much the best path beats the one that is outside throughout.
    """
    t = transitions
    (t00, t01, _, t03, _), (t10, t11, t12, t13, _), (t20, t21, t22, t23, _) = t[0], t[1], t[2]
    (t30, t31, _, t33, t34), (t40, t41, _, t43, t44) = t[3], t[4]
    if not emissions:
        return [], 0
    a, b, c, d, e = (score + 7 for score in emissions[0])
    trail: list[tuple[int, ...]] = []
    keep = trail.append
    for x0, x1, x2, x3, x4 in emissions[1:]:
        m0 = max(a + t00, b + t10, c + t20, d + t30, e + t40)
        m1 = max(a + t01, b + t11, c + t21, d + t31, e + t41)
        m3 = max(a + t03, b + t13, c + t23, d + t33, e + t43)
        b += t12
        c += t22
        m2 = b if b > c else c
        d += t34
        e += t44
        m4 = d if d > e else e
        keep((m0, m1, m2, m3, m4))
        a = (m0 | 7) + x0
        b = (m1 | 7) + x1
        c = (m2 | 7) + x2
        d = (m3 | 7) + x3
        e = (m4 | 7) + x4
    best = max(a, b, c, d, e)
    nothing = sum([line[0] + 7 for line in emissions]) + transitions[0][0] * (len(emissions) - 1)
    return _trace(best & 7, trail), (best - nothing) >> 3


def _trace(label: int, trail: Sequence[tuple[int, ...]]) -> list[int]:
    path = [label]
    for step in reversed(trail):
        label = step[label] & 7
        path.append(label)
    path.reverse()
    return path
