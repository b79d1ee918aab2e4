"""The relaxation of links by messages, as kernels: what an item is worth to those that wait for it, and they to it.

With prices for all other rows each item has a reward for each quarter to start in, and 0 for being left out. A link
says that the item behind starts so many quarters later or not at all. Along each link two messages run: what starting
in each quarter would cost or gain at the other end. Passing them once through all items in order, and back, lowers a
bound of the best total reward (Kolmogorov 2006, sequential reweighted message passing); for such links it ends at the
optimum of the linear relaxation, mostly after a few passes.
"""

from typing import Any, NamedTuple

Floats = Any
"""Arrays of floating point numbers."""
Counts = Any
"""Arrays of integers."""


class Graph(NamedTuple):
    """Items by quarters and the links between them; tables are flat, row after row."""

    quarters: int
    open: Counts
    """1 where an item may start."""
    order: Counts
    """Items, what others wait for first."""
    before: Counts
    """Of each link, as `after` and `gap`."""
    after: Counts
    gap: Counts
    end_at: Counts
    """Where the links of an item begin in `end_link`."""
    end_link: Counts
    part: Floats
    """Share of an item's worth that each of its links is told."""


class Messages(NamedTuple):
    """Links by quarters: what the start at the other end adds to the reward of a start, against being left out."""

    forth: Floats
    """For starts of the item behind: 0 or less."""
    back: Floats
    """For starts of the item before: 0 or more."""
    worth: Floats
    """Items by quarters: the reward with all messages."""


class Rows(NamedTuple):
    """The priced rows, in compressed form."""

    at: Counts
    column: Counts
    amount: Floats


def weigh(graph: Graph, told: Messages, reward: Floats, item: int) -> float:
    """Write what an item is worth by quarter, and return the most of it, at least 0 for being left out."""
    width, best = graph.quarters, 0.0
    for quarter in range(width):
        if graph.open[item * width + quarter] == 1:
            worth = reward[item * width + quarter]
            for end in range(graph.end_at[item], graph.end_at[item + 1]):
                link = graph.end_link[end]
                if graph.after[link] == item:
                    worth += told.forth[link * width + quarter]
                else:
                    worth += told.back[link * width + quarter]
            told.worth[item * width + quarter] = worth
            best = max(best, worth)
    return best


def tell_forth(graph: Graph, told: Messages, item: int, link: int) -> float:
    """Tell the item behind what its starts allow here; return the worth of the best start here by itself."""
    width, part, after = graph.quarters, graph.part[item], graph.after[link]
    most, known = 0.0, False
    for quarter in range(width):
        if graph.open[item * width + quarter] == 1:
            most = max(most, part * told.worth[item * width + quarter] - told.back[link * width + quarter])
    best = 0.0
    for quarter in range(width):
        source = quarter - graph.gap[link]
        if source >= 0 and graph.open[item * width + source] == 1:
            worth = part * told.worth[item * width + source] - told.back[link * width + source]
            best = max(best, worth) if known else worth
            known = True
        told.forth[link * width + quarter] = best - most if graph.open[after * width + quarter] == 1 else 0.0
    return most


def tell_back(graph: Graph, told: Messages, item: int, link: int) -> None:
    """Tell the item before what each of its starts allows here."""
    width, part, before = graph.quarters, graph.part[item], graph.before[link]
    best, own = 0.0, width - 1
    for quarter in range(width - 1, -1, -1):
        while own >= quarter + graph.gap[link]:
            if graph.open[item * width + own] == 1:
                best = max(best, part * told.worth[item * width + own] - told.forth[link * width + own])
            own -= 1
        told.back[link * width + quarter] = best if graph.open[before * width + quarter] == 1 else 0.0


def sweep(graph: Graph, told: Messages, reward: Floats) -> float:
    """Pass messages forth and back; return a bound of the total reward."""
    size, bound = len(graph.order), 0.0
    for place in range(size):
        item = graph.order[place]
        weigh(graph, told, reward, item)
        for end in range(graph.end_at[item], graph.end_at[item + 1]):
            if graph.before[graph.end_link[end]] == item:
                tell_forth(graph, told, item, graph.end_link[end])
    for place in range(size - 1, -1, -1):
        item, sent = graph.order[place], 0
        best = weigh(graph, told, reward, item)
        for end in range(graph.end_at[item], graph.end_at[item + 1]):
            if graph.after[graph.end_link[end]] == item:
                tell_back(graph, told, item, graph.end_link[end])
                sent += 1
        bound += (1.0 - graph.part[item] * sent) * best
    return bound


def decide(graph: Graph, told: Messages, reward: Floats, pick: Counts) -> None:
    """Write a start for each item that keeps all links, `quarters` for being left out: the best one item by item."""
    width = graph.quarters
    for place in range(len(graph.order)):
        item = graph.order[place]
        first, best, chosen = 0, 0.0, width
        for end in range(graph.end_at[item], graph.end_at[item + 1]):
            link = graph.end_link[end]
            if graph.after[link] == item:
                first = max(first, pick[graph.before[link]] + graph.gap[link])
        for quarter in range(first, width):
            if graph.open[item * width + quarter] == 1:
                worth = reward[item * width + quarter]
                for end in range(graph.end_at[item], graph.end_at[item + 1]):
                    link = graph.end_link[end]
                    if graph.before[link] == item:
                        worth += told.back[link * width + quarter]
                if worth > best:
                    best, chosen = worth, quarter
        pick[item] = chosen


def pay(rows: Rows, price: Floats, left: Floats) -> None:
    """Take the price of what each column takes off what is left of its value."""
    for row in range(len(price)):
        if price[row] != 0.0:
            for at in range(rows.at[row], rows.at[row + 1]):
                left[rows.column[at]] -= price[row] * rows.amount[at]


def take(rows: Rows, share: Floats, used: Floats) -> None:
    """Write what each row has of its amounts when columns are chosen by shares."""
    for row in range(len(used)):
        total = 0.0
        for at in range(rows.at[row], rows.at[row + 1]):
            total += share[rows.column[at]] * rows.amount[at]
        used[row] = total


KERNELS = (weigh, tell_forth, tell_back, sweep, decide, pay, take)
"""The kernels in the order in which they call each other."""
