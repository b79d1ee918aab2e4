"""Moves of a selection under construction, and its improvement, as kernels.

An item comes with all that it needs, what needs an item leaves with it, and every move is journalled so that an attempt
is taken back exactly. Improvement is ruin and recreate (Schrimpf et al. 2000): related items are taken out, and better
ones put in. Items are related that take the same resource at about the same time. What is put in is ordered by density
with noise; a step is kept if it loses little, less and less so as the run goes on.

Rules and state are one column of integers each, `r` and `s`: first single numbers, then where each of the tables named
below begins, and where the last one ends, then the tables.
"""

from typing import Final

from planner.capacity.levelling.chance import FIRST_MODULUS as FIRST_MODULUS
from planner.capacity.levelling.chance import SECOND_MODULUS as SECOND_MODULUS
from planner.capacity.levelling.chance import draw
from planner.worktime.tables import Column

QUARTERS: Final = 0
WIDTH: Final = 1
"""Quarters for which each resource has a cell, some past the horizon, where its capacity never ends."""
VALUE: Final = 2
"""Items by quarters."""
DURATION: Final = 3
FIXED: Final = 4
"""1: runs already, or must not be chosen."""
MUST: Final = 5
CHOOSING: Final = 6
"""1: belongs to a group of which one must be chosen."""
RANK: Final = 7
"""Place of an item in an order in which each comes after all that it waits for."""
DENSITY: Final = 8
"""What is tried first, below MUST_FIRST."""
MUSTS: Final = 9
BUSY: Final = 10
"""Resources that anybody takes."""
NEEDS: Final = 11
"""From here on of each item where its part of a list begins in `r`, and where the last part ends. Parts of this one are
pairs of cells, for a start in quarter 0, and amounts."""
BEFORE: Final = 12
"""Pairs of items and gaps."""
AFTER: Final = 13
RIVALS: Final = 14
MATES: Final = 15
LIMITS: Final = 16
"""Where the row of a limit begins in `ROOM`."""
SHARES: Final = 17
"""Pairs of shares and the work that counts for them."""
ORDER: Final = 18
"""Quarters to try."""
CHOICES: Final = 19
"""The items of each group of which one must be chosen."""
USERS: Final = 20
"""The items of each resource that may be chosen and take of it."""
ENDS: Final = 21

JOURNAL: Final = 0
"""Length of the journal."""
STAMP: Final = 1
"""Mark of the present look-up in `SEEN`."""
WORTH: Final = 2
"""Value of what is chosen."""
BEST: Final = 3
"""Value of the best complete state, -1: none was seen."""
START: Final = 4
BEST_START: Final = 5
WISH: Final = 6
"""A quarter to try first; -1: none."""
SEEN: Final = 7
BUNDLE: Final = 8
TRIED: Final = 9
KEY: Final = 10
MOVED: Final = 11
"""The journal: items, and the quarters that they were taken from, -1 if they were put somewhere."""
MOVED_FROM: Final = 12
FREE: Final = 13
"""Resources by `WIDTH`."""
ROOM: Final = 14
"""Limits by quarters: how many more may run."""
LACKING: Final = 15
"""Work that each share still lacks."""
STATE_ENDS: Final = 16

CANDIDATES: Final = 24
"""Items left out that are tried in each step."""
NOISE: Final = 60
"""Most percent by which a density is changed."""
MUST_FIRST: Final = 1 << 50
LAST: Final = 1 << 60


def count(r: Column, s: Column, item: int, quarter: int, sign: int) -> None:
    """Count an item for the limits and shares it belongs to, or no longer."""
    for at in range(r[r[LIMITS] + item], r[r[LIMITS] + item + 1]):
        for when in range(quarter, min(quarter + r[r[DURATION] + item], r[QUARTERS])):
            s[s[ROOM] + r[at] + when] -= sign
    for at in range(r[r[SHARES] + item], r[r[SHARES] + item + 1], 2):
        s[s[LACKING] + r[at]] -= sign * r[at + 1]


def put(r: Column, s: Column, item: int, quarter: int) -> None:
    """Let an item start in a quarter."""
    for at in range(r[r[NEEDS] + item], r[r[NEEDS] + item + 1], 2):
        s[s[FREE] + r[at] + quarter] -= r[at + 1]
    s[s[START] + item] = quarter
    s[WORTH] += r[r[VALUE] + item * r[QUARTERS] + quarter]
    count(r, s, item, quarter, 1)


def lift(r: Column, s: Column, item: int) -> None:
    """Leave an item out that was chosen."""
    quarter = s[s[START] + item]
    for at in range(r[r[NEEDS] + item], r[r[NEEDS] + item + 1], 2):
        s[s[FREE] + r[at] + quarter] += r[at + 1]
    s[s[START] + item] = -1
    s[WORTH] -= r[r[VALUE] + item * r[QUARTERS] + quarter]
    count(r, s, item, quarter, -1)


def note(s: Column, item: int, quarter: int) -> None:
    """Write a move into the journal."""
    s[s[MOVED] + s[JOURNAL]] = item
    s[s[MOVED_FROM] + s[JOURNAL]] = quarter
    s[JOURNAL] += 1


def take_back(r: Column, s: Column, mark: int) -> None:
    """Undo all moves since the journal was `mark` long."""
    while s[JOURNAL] > mark:
        s[JOURNAL] -= 1
        item, quarter = s[s[MOVED] + s[JOURNAL]], s[s[MOVED_FROM] + s[JOURNAL]]
        if quarter < 0:
            lift(r, s, item)
        else:
            put(r, s, item, quarter)


def fits(r: Column, s: Column, item: int, quarter: int) -> bool:
    """Whether capacity and limits have room for an item from a quarter on."""
    for at in range(r[r[NEEDS] + item], r[r[NEEDS] + item + 1], 2):
        if s[s[FREE] + r[at] + quarter] < r[at + 1]:
            return False
    for at in range(r[r[LIMITS] + item], r[r[LIMITS] + item + 1]):
        for when in range(quarter, min(quarter + r[r[DURATION] + item], r[QUARTERS])):
            if s[s[ROOM] + r[at] + when] <= 0:
                return False
    return True


def place(r: Column, s: Column, item: int) -> bool:
    """Put an item where it is worth most of what links, capacity and limits leave; False: they leave nothing."""
    if r[r[FIXED] + item] == 1:
        return False
    for at in range(r[r[RIVALS] + item], r[r[RIVALS] + item + 1]):
        if s[s[START] + r[at]] >= 0:
            return False
    first, last = 0, LAST
    for at in range(r[r[BEFORE] + item], r[r[BEFORE] + item + 1], 2):
        if s[s[START] + r[at]] < 0:
            return False
        first = max(first, s[s[START] + r[at]] + r[at + 1])
    for at in range(r[r[AFTER] + item], r[r[AFTER] + item + 1], 2):
        if s[s[START] + r[at]] >= 0:
            last = min(last, s[s[START] + r[at]] - r[at + 1])
    begin = r[r[ORDER] + item]
    for at in range(begin - 1, r[r[ORDER] + item + 1]):
        quarter = s[s[WISH] + item] if at < begin else r[at]
        if quarter >= 0 and first <= quarter <= last and fits(r, s, item, quarter):
            put(r, s, item, quarter)
            note(s, item, -1)
            return True
    return False


def gather(r: Column, s: Column, item: int) -> int:
    """Write what is missing of an item and all it needs into `bundle`, in an order to place it, and count it."""
    stamp = s[STAMP] + 1
    s[STAMP] = stamp
    s[s[BUNDLE]], s[s[SEEN] + item] = item, stamp
    found, looked = 1, 0
    while looked < found:
        at_item = s[s[BUNDLE] + looked]
        looked += 1
        for at in range(r[r[BEFORE] + at_item], r[r[BEFORE] + at_item + 1], 2):
            other = r[at]
            if s[s[SEEN] + other] != stamp and s[s[START] + other] < 0:
                s[s[SEEN] + other], s[s[BUNDLE] + found] = stamp, other
                found += 1
        for at in range(r[r[MATES] + at_item], r[r[MATES] + at_item + 1]):
            other = r[at]
            if s[s[SEEN] + other] != stamp and s[s[START] + other] < 0:
                s[s[SEEN] + other], s[s[BUNDLE] + found] = stamp, other
                found += 1
    for at in range(1, found):
        moved, to = s[s[BUNDLE] + at], at
        while to > 0 and r[r[RANK] + s[s[BUNDLE] + to - 1]] > r[r[RANK] + moved]:
            s[s[BUNDLE] + to] = s[s[BUNDLE] + to - 1]
            to -= 1
        s[s[BUNDLE] + to] = moved
    return found


def insert(r: Column, s: Column, item: int) -> bool:
    """Place an item with all that it needs, each where it is worth most; nothing changes if that fails."""
    mark, found = s[JOURNAL], gather(r, s, item)
    for at in range(found):
        if not place(r, s, s[s[BUNDLE] + at]):
            take_back(r, s, mark)
            return False
    return True


def remove(r: Column, s: Column, item: int) -> None:
    """Take an item out with all that needs it; what runs already stays."""
    looked = s[JOURNAL]
    drop(r, s, item)
    while looked < s[JOURNAL]:
        gone = s[s[MOVED] + looked]
        looked += 1
        for at in range(r[r[AFTER] + gone], r[r[AFTER] + gone + 1], 2):
            drop(r, s, r[at])
        for at in range(r[r[MATES] + gone], r[r[MATES] + gone + 1]):
            drop(r, s, r[at])


def drop(r: Column, s: Column, item: int) -> None:
    """Take one item out, unless it is out or runs already."""
    if s[s[START] + item] >= 0 and r[r[FIXED] + item] == 0:
        note(s, item, s[s[START] + item])
        lift(r, s, item)


def complete(r: Column, s: Column) -> bool:
    """Whether every must is chosen, every choice is made and no share lacks."""
    for at in range(r[MUSTS + 1] - r[MUSTS]):
        if s[s[START] + r[r[MUSTS] + at]] < 0:
            return False
    for at in range(s[LACKING + 1] - s[LACKING]):
        if s[s[LACKING] + at] > 0:
            return False
    for group in range(r[CHOICES + 1] - r[CHOICES] - 1):
        made = False
        for at in range(r[r[CHOICES] + group], r[r[CHOICES] + group + 1]):
            made = made or s[s[START] + r[at]] >= 0
        if not made:
            return False
    return True


def still_complete(r: Column, s: Column) -> bool:
    """Whether a state that was complete before the moves of the journal is so."""
    for at in range(s[LACKING + 1] - s[LACKING]):
        if s[s[LACKING] + at] > 0:
            return False
    for at in range(s[JOURNAL]):
        item = s[s[MOVED] + at]
        if (
            s[s[MOVED_FROM] + at] >= 0
            and s[s[START] + item] < 0
            and (r[r[MUST] + item] == 1 or r[r[CHOOSING] + item] == 1)
        ):
            return complete(r, s)
    return True


def ruin(r: Column, s: Column, chance: Column) -> int:
    """Take items of a resource out around a quarter; write these and some left out into `bundle`, and count them."""
    resource = r[r[BUSY] + draw(chance, r[BUSY + 1] - r[BUSY])]
    quarter, reach = draw(chance, r[QUARTERS]), draw(chance, 3)
    near = 0
    for at in range(r[r[USERS] + resource], r[r[USERS] + resource + 1]):
        item = r[at]
        if s[s[START] + item] >= 0 and -reach <= s[s[START] + item] - quarter <= reach and r[r[FIXED] + item] == 0:
            s[s[BUNDLE] + near] = item
            near += 1
    for _ in range(min(1 + draw(chance, 6), near)):
        remove(r, s, s[s[BUNDLE] + draw(chance, near)])
    stamp = s[STAMP] + 1
    s[STAMP] = stamp
    found = 0
    for at in range(s[JOURNAL]):
        if s[s[SEEN] + s[s[MOVED] + at]] != stamp:
            s[s[SEEN] + s[s[MOVED] + at]], s[s[BUNDLE] + found] = stamp, s[s[MOVED] + at]
            found += 1
    gone = min(found, 3)
    found = join(r, s, chance, resource, found, CANDIDATES // (2 + gone))
    found = join(r, s, chance, r[r[BUSY] + draw(chance, r[BUSY + 1] - r[BUSY])], found, CANDIDATES // (2 + gone))
    for at in range(gone):
        first = r[r[NEEDS] + s[s[BUNDLE] + at]]
        needs = (r[r[NEEDS] + s[s[BUNDLE] + at] + 1] - first) // 2
        if needs > 0:
            other = r[first + 2 * draw(chance, needs)] // r[WIDTH]
            found = join(r, s, chance, other, found, CANDIDATES // (2 + gone))
    return found


def join(r: Column, s: Column, chance: Column, resource: int, found: int, tries: int) -> int:
    """Add some users of a resource that are left out to the `found` items of `bundle`, and return their new number."""
    first, users = r[r[USERS] + resource], r[r[USERS] + resource + 1] - r[r[USERS] + resource]
    for _ in range(tries if users > 0 else 0):
        item = r[first + draw(chance, users)]
        if s[s[START] + item] < 0 and s[s[SEEN] + item] != s[STAMP]:
            s[s[SEEN] + item], s[s[BUNDLE] + found] = s[STAMP], item
            found += 1
    return found


def recreate(r: Column, s: Column, chance: Column, found: int) -> None:
    """Put the items of `bundle` back, the densest first, give or take the noise; some of them where chance has it."""
    for at in range(found):
        item = s[s[BUNDLE] + at]
        weight = MUST_FIRST if r[r[MUST] + item] == 1 else r[r[DENSITY] + item]
        worth, to = weight * (100 - NOISE // 2 + draw(chance, NOISE)), at
        while to > 0 and s[s[KEY] + to - 1] < worth:
            s[s[KEY] + to], s[s[TRIED] + to] = s[s[KEY] + to - 1], s[s[TRIED] + to - 1]
            to -= 1
        s[s[KEY] + to], s[s[TRIED] + to] = worth, item
    for at in range(found):
        item = s[s[TRIED] + at]
        options = r[r[ORDER] + item + 1] - r[r[ORDER] + item]
        if options > 0 and draw(chance, 4) == 0:
            s[s[WISH] + item] = r[r[r[ORDER] + item] + draw(chance, options)]
    for at in range(found):
        if s[s[START] + s[s[TRIED] + at]] < 0:
            insert(r, s, s[s[TRIED] + at])
    for at in range(found):
        s[s[WISH] + s[s[TRIED] + at]] = -1


def keep(s: Column) -> None:
    """Make what is chosen now the best."""
    s[BEST] = s[WORTH]
    for item in range(s[START + 1] - s[START]):
        s[s[BEST_START] + item] = s[s[START] + item]


def improve(r: Column, s: Column, chance: Column, steps: int, patience: float) -> None:
    """Take some steps, each of which may lose up to `patience` of the value."""
    for _ in range(steps):
        was, whole = s[WORTH], s[BEST] >= 0
        s[JOURNAL] = 0
        recreate(r, s, chance, ruin(r, s, chance))
        if (whole and not still_complete(r, s)) or s[WORTH] < was - patience:
            take_back(r, s, 0)
        elif s[WORTH] > s[BEST] and (whole or complete(r, s)):
            keep(s)


def adopt(r: Column, s: Column, start: Column) -> None:
    """Go on from another complete selection, the best one now."""
    for item in range(len(start)):
        now = s[s[START] + item]
        if now != start[item]:
            if now >= 0:
                lift(r, s, item)
            if start[item] >= 0:
                put(r, s, item, start[item])
    keep(s)


KERNELS = (
    draw, count, put, lift, note, take_back, fits, place, gather, insert, drop, remove, complete, still_complete, join,
    ruin, recreate, keep, improve, adopt,
)  # fmt: skip
"""The kernels in the order in which they call each other."""
