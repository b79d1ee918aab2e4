"""Formulas of scores: what is arithmetic, what is refused, and what has no value."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.roadmap.formula import Fault, FormulaError, parse

NAMES = {"value", "size", "weight_value", "confidence"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", 7.0),
        ("-(value - size)", -3.0),
        ("2 ** 10", 1024.0),
        ("value ** weight_value", 25.0),
        ("size ** -1", 0.5),
        ("min(value, size) + max(1, size, 3)", 5.0),
        ("sqrt(value + 4) + log(1)", 3.0),
        ("  value / size\n", 2.5),
    ],
)
def test_arithmetic_has_its_value(text: str, expected: float) -> None:
    assert parse(text, NAMES).value({"value": 5, "size": 2, "weight_value": 2, "confidence": 1}) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "value +", "__import__('os')", "value.real", "[1]", "value if size else 1", "lambda: 1", "value < 1",
        "1e16", "True", "'a'", "value // 2", "value ** size", "value ** 11", "2 ** (3 + 4)", "min(1)", "sqrt(1, 2)",
        "log(value, base=2)", "max(*size)", "value and size", "(value := 1)", "f'{value}'", "1j", "pow(2, 3)",
        " + ".join(["1"] * 400), "(" * 500 + "1" + ")" * 500, "1" * 2001, "\0",
    ],
)  # fmt: skip
def test_what_is_not_arithmetic_is_refused(text: str) -> None:
    with pytest.raises(FormulaError) as refused:
        parse(text, NAMES)
    assert refused.value.fault is Fault.UNREADABLE


def test_a_name_that_the_model_does_not_have_is_said_with_those_it_has() -> None:
    with pytest.raises(FormulaError) as refused:
        parse("value * urgency", {"value", "confidence"})
    assert (refused.value.fault, refused.value.message) == (
        Fault.UNKNOWN_NAME,
        "There is no urgency; there are confidence, value.",
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("1 / size", Fault.DIVISION_BY_ZERO),
        ("size ** -2", Fault.DIVISION_BY_ZERO),
        ("log(size)", Fault.UNDEFINED),
        ("sqrt(-value)", Fault.UNDEFINED),
        ("(-value) ** 0.5", Fault.UNDEFINED),
        ("((value ** 10) ** 10) ** 10", Fault.UNDEFINED),
        ("value ** weight_value", Fault.UNDEFINED),
    ],
)
def test_what_has_no_value_is_told_apart(text: str, fault: Fault) -> None:
    formula = parse(text, NAMES)
    with pytest.raises(FormulaError) as refused:
        formula.value({"value": 5, "size": 0, "weight_value": 11, "confidence": 1})
    assert refused.value.fault is fault


@given(st.text(max_size=60))
def test_no_text_does_anything_but_read_or_refuse(text: str) -> None:
    with suppress(FormulaError):
        assert isinstance(parse(text, NAMES).value({"value": 1, "size": 2, "weight_value": 1, "confidence": 1}), float)
