"""The choice of all line ends of a paragraph together: total fit.

After Knuth and Plass, "Breaking Paragraphs into Lines" (1981), with the order of Chinese: squeeze, then stretch what
is between words, then Han (R16).

Only ends that a line can reach are looked at, so the cost grows with the text alone. Where the first lines have
measures of their own they are searched one after the other; from then on a node is the same in whichever line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from .sums import FREE, Places

TINY: Final = 1e-6
_ONE_SPACE: Final = 150.0
"""What a line without word spaces is judged by: as if it had one, that takes so much."""
_BEYOND: Final = 1500.0
"""How much too long a line is looked at, because a longer one may yet give more."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What the search dislikes, in demerits."""

    line: float = 1
    squeeze: float = 14
    """Squeezing all that a line gives."""
    gap: float = 20
    """Stretching the gaps between words, and between Han and Latin, to their limit."""
    han: float = 40
    """That Han are pulled apart at all."""
    han_per: float = 0.06
    """Times the square of the thousandths of an em between them."""
    loose: float = 200
    """That word spaces go past their limit."""
    loose_per: float = 400
    rag: float = 1000
    """Times the square of the part of a ragged line that stays empty."""
    ladder: float = 60
    """A second line in a row that ends in a hyphen."""
    last_hyphen: float = 300
    """A hyphen at the end of the last line but one."""
    too_long: float = 1e7
    """A line too long for its measure, where nothing else is left."""


WEIGHTS: Final = Weights()


@dataclass(frozen=True, slots=True)
class Task:
    """What lines are wanted. Lengths in thousandths of an em.

    `firsts`: measures of the first lines where they are not `measure`. `reach`: how far a line may fall short when
    what is between words and Latin is stretched as far as it goes. `most`: no line may be worse than this, in demerits. `desperate`: a line may
    be too long.
    """

    measure: float
    firsts: tuple[float, ...]
    justify: bool
    chinese: bool
    reach: float = FREE
    most: float = FREE
    desperate: bool = False
    head: int = 0


def search(
    places: Places, task: Task, first: int, last: int, endings: Mapping[int, float]
) -> tuple[float, list[int]] | None:
    """The least demerits, and the places where the lines end, of the text from node `first` to place `last`.

    `endings`: by node, what it costs that the last line begins there. None where no lines can be had.
    """
    final = len(task.firsts)
    costs = places.fresh[:]
    costs[first] = 0.0
    low = first
    backs: list[list[int]] = []
    ends: list[float] = []
    for number in range(final + 1):
        width = task.firsts[number] if number < final else task.measure
        back = [-1] * len(costs)
        backs.append(back)
        # From the last round on a line may begin where another of the same measure ended.
        reached = costs if number == final else places.fresh[:]
        reached[last + 1] = FREE
        low = _spread(places, task, width, (low, last), (costs, reached, back), endings)
        ends.append(reached[last + 1])
        costs = reached
    total = min(ends)
    if total >= FREE:
        return None
    chosen: list[int] = []
    node, number = last + 1, ends.index(total)
    while number >= 0:
        previous = backs[number][node]
        if previous < 0:
            number -= 1
            continue
        chosen.append(node - 1)
        node = previous
        if number < final:
            number -= 1
    chosen.reverse()
    return total, chosen


def _spread(
    places: Places, task: Task, width: float, span: tuple[int, int],
    columns: tuple[list[float], list[float], list[int]], endings: Mapping[int, float],
) -> int:  # fmt: skip
    """Try every line of `width` from the nodes that have a cost; gives the lowest node that was reached."""
    low, last = span
    costs, best, back = columns
    ends, far, starts, gives, given, takes, taken = (
        places.ends, places.far, places.starts, places.gives, places.given, places.takes, places.taken,
    )  # fmt: skip
    hans, past, grades, fees, twice = places.hans, places.past, places.grades, places.fees, places.twice
    weigh = WEIGHTS
    line, squeeze, gap_weight, han_base, han_per = weigh.line, weigh.squeeze, weigh.gap, weigh.han, weigh.han_per
    loose, loose_per, rag = weigh.loose, weigh.loose_per, weigh.rag
    justify, chinese, most, desperate = task.justify, task.chinese, task.most, task.desperate
    squeezes = justify or chinese
    reach = task.reach
    lowest, begin = last + 1, low
    for k in range(low, last + 1):
        cost = costs[k]
        if cost < 0 or cost >= FREE:
            continue
        edge = starts[k] + width
        begin = max(begin, k)
        give0, take0, past0 = given[k], taken[k], past[k]
        bound = edge + take0 - reach
        while begin < last and far[begin] < bound:
            begin += 1
        grade0 = grades[k - 1] if grades is not None and k else 0
        cost += line
        seen = False
        for t in range(begin, last):
            known = best[t + 1]
            if cost >= known:
                seen = seen or known >= 0
                continue
            room = edge - ends[t]
            if room < -TINY:
                give = gives[t] - give0 if squeezes else 0.0
                if room + give < -TINY:
                    if desperate and not seen:
                        bad = weigh.too_long - room
                    elif room + give < -_BEYOND:
                        break
                    else:
                        continue
                else:
                    ratio = room / give
                    bad = squeeze * ratio * ratio
            elif room < 1:
                bad = 0.0
            elif not justify:
                ratio = room / width
                bad = rag * ratio * ratio
            else:
                take = takes[t] - take0
                if room <= take:
                    ratio = room / take
                    bad = gap_weight * ratio * ratio
                else:
                    if chinese:
                        each = (room - take) / (hans[t] - past0 or 1)
                        bad = gap_weight + han_base + han_per * each * each
                    else:
                        ratio = room / (take or _ONE_SPACE)
                        bad = gap_weight + loose + loose_per * (ratio - 1) ** 2
                    if bad > most:
                        continue
            seen = True
            bad += cost
            if grades is not None and fees is not None:
                bad += fees[t]
                grade = grades[t]
                if grade and (grade0 or twice):
                    if twice and grade != grade0 + 1:
                        continue
                    if grade0:
                        bad += weigh.ladder
            if bad < known:
                best[t + 1] = bad
                back[t + 1] = k
                if t < lowest:
                    lowest = t + 1
        else:
            bad = _last_line(edge - ends[last], gives[last] - give0 if squeezes else 0.0)
            if bad >= FREE and desperate and not seen:
                bad = weigh.too_long + ends[last] - edge
            bad += cost + endings.get(k, 0.0) + (weigh.last_hyphen if grade0 else 0.0)
            if bad < best[last + 1]:
                best[last + 1] = bad
                back[last + 1] = k
    return lowest


def _last_line(room: float, give: float) -> float:
    if room >= -TINY:
        return 0.0
    return FREE if room + give < -TINY else WEIGHTS.squeeze * (room / give) ** 2
