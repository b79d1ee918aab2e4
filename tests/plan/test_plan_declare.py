"""What is derived from an entity's declaration."""

from dataclasses import dataclass
from typing import Annotated, Any

import pytest

from planner.plan.declare import About, Kind, ValueType, kind, record_fields
from planner.plan.entities import ENTITIES, KINDS, CalendarException, Initiative, Level
from planner.plan.entities.base import Entity


def test_a_kind_refers_only_to_itself_and_those_before_it() -> None:
    assert [cls.KIND.cls for cls in ENTITIES] == list(ENTITIES)
    order = list(KINDS)
    assert order.index("calendar") == 0
    for name, declared in KINDS.items():
        known = set(order[: order.index(name) + 1])
        assert all(known.issuperset(spec.about.refers_to) for spec in declared.references), name


@pytest.mark.parametrize("declared", KINDS.values(), ids=str)
def test_every_declaration_is_complete(declared: Kind) -> None:
    assert declared.fields[0].name == "id"
    assert declared.description.endswith(".")
    for spec in declared.fields:
        assert spec.about.description.endswith("."), spec.name
        assert (spec.about.ge is None) == (spec.about.le is None), spec.name
        assert set(spec.about.refers_to) <= set(KINDS), spec.name
    names = {spec.name for spec in declared.fields}
    assert all(name in names for group in declared.unique for name in group)
    assert ("code" in names) == (declared.code_space is not None)


def test_a_field_knows_its_type_default_and_whether_it_may_be_empty() -> None:
    fields = KINDS["initiative"].by_name
    level = fields["level"]
    assert (level.value_type, level.python_type, level.default, level.required) == (
        ValueType.CHOICE,
        Level,
        Level.INITIATIVE,
        False,
    )
    parent = fields["parent_id"]
    assert (parent.value_type, parent.optional, parent.many) == (ValueType.REFERENCE, True, False)
    markets = fields["market_ids"]
    assert (markets.value_type, markets.optional, markets.many) == (ValueType.REFERENCE, False, True)
    assert fields["external_ids"].value_type is ValueType.RECORD
    assert (fields["name"].required, fields["name"].default) == (True, None)


@pytest.mark.parametrize(
    ("entity", "field", "public", "label"),
    [
        ("initiative", "parent_id", "parent", "Parent"),
        ("initiative", "market_ids", "markets", "Markets"),
        ("obligation", "launch_ids", "launches", "Launches"),
        ("initiative", "percent_complete", "percent_complete", "Percent complete"),
        ("initiative", "external_ids", "external_ids", "External ids"),
    ],
)
def test_people_see_references_without_their_suffix(entity: str, field: str, public: str, label: str) -> None:
    spec = KINDS[entity].field(field)
    assert (spec.public_name, spec.label) == (public, label)


def test_references_are_listed() -> None:
    assert [spec.name for spec in KINDS["dependency"].references] == ["predecessor_id", "successor_id"]
    assert KINDS["launch_market"].label == "Launch market"
    assert (KINDS["launch"].plural, KINDS["team"].plural) == ("launches", "teams")


def test_a_record_is_declared_like_an_entity() -> None:
    assert [spec.name for spec in record_fields(CalendarException)] == ["first", "last", "hours", "name"]


def test_declaring_a_kind_attaches_it_to_the_class() -> None:
    @kind("gate", unique=(("title",),))
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Gate(Entity):
        """A gate."""

        title: Annotated[str, About("Its title.")]

    assert (Gate.KIND.name, Gate.KIND.plural, Gate.KIND.description) == ("gate", "gates", "A gate.")
    assert [spec.name for spec in Gate.KIND.fields] == ["id", "title"]
    assert Gate.KIND.field("title").required


def test_a_field_without_about_or_of_two_types_is_refused() -> None:
    @dataclass
    class Bare:
        size: int

    @dataclass
    class Two:
        size: Annotated[int | str, About("Two types.")]

    broken: list[tuple[type[Any], str]] = [(Bare, "field size has no About"), (Two, "is not one type or None")]
    for cls, message in broken:
        with pytest.raises(TypeError, match=message):
            record_fields(cls)


def test_an_entity_cannot_be_changed_in_place() -> None:
    item = Initiative(id="a", code="A", name="First")
    with pytest.raises(AttributeError):
        item.name = "Other"  # type: ignore[misc]
    assert item.name == "First"
