"""Formulas that people write for scores: arithmetic over named numbers, read into a tree and never executed as code.

Numbers, names, ``+ - * / **``, signs, ``min``, ``max``, ``sqrt`` and ``log`` (natural); an exponent is a number or a
weight, between -10 and 10. Anything else is refused with its reason.

>>> formula = parse("(value + weight_risk * risk) / size", {"value", "risk", "size", "weight_risk"})
>>> formula.value({"value": 3, "risk": 2, "size": 4, "weight_risk": 0.5})
1.0
>>> parse("open('x')", {"x"})
Traceback (most recent call last):
    ...
planner.roadmap.formula.FormulaError: open(...) is no function of a formula; there are min, max, sqrt and log.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum

from planner.plan.errors import PlannerError

LONGEST = 2_000
"""Most characters."""
MOST_PARTS = 300
"""Most numbers, names and operations."""
LARGEST_EXPONENT = 10.0
WEIGHT = "weight_"

_FUNCTIONS: dict[str, tuple[Callable[..., float], int, int]] = {
    "min": (min, 2, 20),
    "max": (max, 2, 20),
    "sqrt": (math.sqrt, 1, 1),
    "log": (math.log, 1, 1),
}
_BINARY: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
}
Node = Callable[[Mapping[str, float]], float]


class Fault(Enum):
    """What is wrong with a formula or with computing it."""

    UNREADABLE = "unreadable"
    UNKNOWN_NAME = "unknown_name"
    DIVISION_BY_ZERO = "division_by_zero"
    UNDEFINED = "undefined"
    """No real number: the root of a negative one, the logarithm of 0, or too large."""


class FormulaError(PlannerError, ValueError):
    """A formula that cannot be read, or has no value for these numbers."""

    def __init__(self, fault: Fault, message: str) -> None:
        super().__init__(message)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that has been read; `names` are those it uses."""

    text: str
    names: frozenset[str]
    _node: Node

    def value(self, numbers: Mapping[str, float]) -> float:
        """Return the value for these numbers, all names given; FormulaError where there is none."""
        try:
            found = self._node(numbers)
        except ZeroDivisionError:
            raise FormulaError(Fault.DIVISION_BY_ZERO, f"{self.text} divides by zero.") from None
        except (ValueError, OverflowError):
            raise FormulaError(Fault.UNDEFINED, f"{self.text} has no value for these numbers.") from None
        if isinstance(found, complex) or not math.isfinite(found):
            raise FormulaError(Fault.UNDEFINED, f"{self.text} has no value for these numbers.")
        return float(found)


def parse(text: str, names: AbstractSet[str]) -> Formula:
    """Return a formula over these names; FormulaError says what of it is not arithmetic or not known."""
    if len(text) > LONGEST:
        raise _unreadable(f"A formula has at most {LONGEST} characters.")
    text = " ".join(text.split())
    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise _unreadable(f"{text[:80]!r} is not arithmetic.") from None
    if sum(isinstance(node, ast.expr) for node in ast.walk(tree)) > MOST_PARTS:
        raise _unreadable(f"A formula has at most {MOST_PARTS} numbers, names and operations.")
    used: set[str] = set()
    node = _read(tree.body, names, used)
    return Formula(text, frozenset(used), node)


def _read(node: ast.expr, names: AbstractSet[str], used: set[str]) -> Node:
    if isinstance(node, ast.Constant):
        return _number(node)
    if isinstance(node, ast.Name):
        return _name(node.id, names, used)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.UAdd | ast.USub):
        inner, sign = _read(node.operand, names, used), -1 if isinstance(node.op, ast.USub) else 1
        return lambda numbers: sign * inner(numbers)
    if isinstance(node, ast.BinOp):
        return _operation(node, names, used)
    if isinstance(node, ast.Call):
        return _call(node, names, used)
    raise _unreadable(f"{ast.unparse(node)[:80]} is not arithmetic.")


def _number(node: ast.Constant) -> Node:
    if isinstance(node.value, bool) or not isinstance(node.value, int | float) or abs(node.value) > 1e15:
        raise _unreadable(f"{str(node.value)[:40]!r} is not a number up to 1e15.")
    value = float(node.value)
    return lambda numbers: value


def _name(name: str, names: AbstractSet[str], used: set[str]) -> Node:
    if name not in names:
        known = ", ".join(sorted(names))
        raise FormulaError(Fault.UNKNOWN_NAME, f"There is no {name}; there are {known}.")
    used.add(name)
    return lambda numbers: numbers[name]


def _operation(node: ast.BinOp, names: AbstractSet[str], used: set[str]) -> Node:
    left, right = _read(node.left, names, used), _read(node.right, names, used)
    if isinstance(node.op, ast.Pow):
        return _power(node.right, left, right)
    operate = _BINARY.get(type(node.op))
    if operate is None:
        raise _unreadable(f"{ast.unparse(node)[:80]} uses an operation that formulas do not have.")
    return lambda numbers: operate(left(numbers), right(numbers))


def _power(exponent: ast.expr, left: Node, right: Node) -> Node:
    inner = exponent.operand if isinstance(exponent, ast.UnaryOp) else exponent
    is_weight = isinstance(inner, ast.Name) and inner.id.startswith(WEIGHT)
    if not is_weight and not isinstance(inner, ast.Constant):
        raise _unreadable(f"The exponent {ast.unparse(exponent)[:80]} is neither a number nor a weight.")
    if not is_weight and abs(right({})) > LARGEST_EXPONENT:
        raise _unreadable(f"The exponent {ast.unparse(exponent)[:80]} is not between -10 and 10.")

    def power(numbers: Mapping[str, float]) -> float:
        to = right(numbers)
        if abs(to) > LARGEST_EXPONENT:
            raise ValueError(to)
        found = left(numbers) ** to
        if isinstance(found, complex):
            raise ValueError(to)
        return float(found)

    return power


def _call(node: ast.Call, names: AbstractSet[str], used: set[str]) -> Node:
    name = node.func.id if isinstance(node.func, ast.Name) else ast.unparse(node.func)[:40]
    if name not in _FUNCTIONS or not isinstance(node.func, ast.Name):
        raise _unreadable(f"{name}(...) is no function of a formula; there are min, max, sqrt and log.")
    function, least, most = _FUNCTIONS[name]
    if node.keywords or not least <= len(node.args) <= most:
        raise _unreadable(f"{name} takes {least if least == most else f'{least} to {most}'} numbers.")
    parts = [_read(part, names, used) for part in node.args]
    return lambda numbers: float(function(*(part(numbers) for part in parts)))


def _unreadable(message: str) -> FormulaError:
    return FormulaError(Fault.UNREADABLE, message)
