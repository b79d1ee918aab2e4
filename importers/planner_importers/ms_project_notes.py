"""What a Microsoft Project XML file holds and a plan does not: one note per sort of thing, with count and examples.

Elements that are read, and those that the plan computes itself, are named here; everything else that has a value
is counted, so that nothing is lost without a word.
"""

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from planner.plan.findings import Finding, Place, Severity
from planner_importers.ms_project_file import elements

_TRIVIAL = frozenset(("", "0", "0.0", "0.00", "-1", "false", "PT0H0M0S", "P", "NA"))


def _names(text: str) -> list[str]:
    return text.split()


_TASK = frozenset(
    _names(
        "UID GUID ID Name Active Manual Type IsNull CreateDate Contact WBS WBSLevel OutlineNumber "
        "OutlineLevel Priority Start Finish Duration DurationText StartText FinishText ManualStart "
        "ManualFinish ManualDuration DurationFormat Work Stop Resume ResumeValid OverAllocated Estimated "
        "Milestone Summary Critical ExternalTask EarlyStart EarlyFinish LateStart LateFinish StartVariance "
        "FinishVariance WorkVariance FreeSlack StartSlack FinishSlack TotalSlack PercentComplete "
        "PercentWorkComplete ActualStart ActualFinish ActualDuration ActualWork RegularWork RemainingDuration "
        "RemainingWork ConstraintType CalendarUID ConstraintDate Deadline LevelingDelay LevelingDelayFormat "
        "PreLeveledStart PreLeveledFinish IgnoreResourceCalendar Notes PredecessorLink ExtendedAttribute "
        "TimephasedData LevelAssignments LevelingCanSplit FixedCostAccrual EarnedValueMethod Hyperlink "
        "HyperlinkAddress IsPublished CommitmentType Rollup EffortDriven"
    )
)
_RESOURCE = frozenset(
    _names(
        "UID GUID ID Name Type IsNull Initials Code Group MaxUnits PeakUnits OverAllocated Start Finish "
        "CanLevel AccrueAt Work RegularWork ActualWork RemainingWork PercentWorkComplete WorkVariance "
        "CalendarUID IsCostResource WorkGroup StandardRateFormat OvertimeRateFormat CreationDate BookingType "
        "IsEnterprise TimephasedData IsInactive OvertimeWork"
    )
)
_ASSIGNMENT = frozenset(
    _names(
        "UID GUID TaskUID ResourceUID Units Work Delay WorkContour Start Finish ActualStart ActualFinish "
        "ActualWork RemainingWork RegularWork PercentWorkComplete Stop Resume HasFixedRateUnits "
        "LevelingDelayFormat DelayFormat WorkVariance StartVariance FinishVariance CreationDate BookingType "
        "TimephasedData OverAllocated Milestone FixedMaterial RateScale ResumeValid IsPublished"
    )
)
_PROJECT = frozenset(
    _names(
        "UID GUID Name Title SaveVersion StartDate FinishDate ScheduleFromStart FYStartDate "
        "CriticalSlackLimit CalendarUID MinutesPerDay MinutesPerWeek DaysPerMonth HonorConstraints StatusDate "
        "CreationDate LastSaved CurrentDate Revision Tasks Calendars Resources Assignments ExtendedAttributes "
        "BuildNumber"
    )
)
_SETTINGS = "settings of Microsoft Project itself"
_TOPICS: Mapping[str, str] = {
    **dict.fromkeys(
        _names(
            "Cost FixedCost OvertimeCost ActualCost RemainingCost ActualOvertimeCost RemainingOvertimeCost ACWP "
            "CV BCWS BCWP SV CostVariance CostPerUse StandardRate OvertimeRate Rates CostRateTable CostRateTables"
        ),
        "costs and rates",
    ),
    **dict.fromkeys(_names("OvertimeWork ActualOvertimeWork RemainingOvertimeWork"), "overtime"),
    **dict.fromkeys(_names("Author Company Manager Subject Category Keywords"), "document properties"),
    **dict.fromkeys(
        _names("IsSubproject SubprojectName IsSubprojectReadOnly ExternalTaskProject"), "inserted projects"
    ),
    **dict.fromkeys(_names("HideBar Hyperlink HyperlinkSubAddress HyperlinkAddress"), "display settings"),
    **dict.fromkeys(_names("EmailAddress Phonetics NTAccount WindowsUserAccount"), "addresses"),
    "Baseline": "baselines",
    "OutlineCode": "outline codes",
    "OutlineCodes": "outline codes",
    "WBSMasks": "WBS masks",
    "AvailabilityPeriods": "periods of availability",
    "Recurring": "recurrence of tasks",
    "PhysicalPercentComplete": "physical progress",
    "LevelingDelay": "levelling delays of assignments",
    "Notes": "notes",
}


def not_kept(root: etree._Element, file: str, *, foreign: bool) -> Iterator[Finding]:
    """Yield a note for each sort of thing that has a value in the file and no place in the plan."""
    yield from _counted(elements(root, "Tasks/Task"), _TASK, "tasks", file)
    yield from _counted(elements(root, "Resources/Resource"), _RESOURCE, "resources", file)
    yield from _counted(elements(root, "Assignments/Assignment"), _ASSIGNMENT, "assignments", file)
    if foreign:
        yield from _settings(root, file)


def _counted(items: Iterable[etree._Element], known: frozenset[str], what: str, file: str) -> Iterator[Finding]:
    found: dict[str, dict[str, str]] = {}
    for item in items:
        name = item.findtext("Name") or f"UID {item.findtext('UID')}"
        for child in item:
            tag = str(child.tag)
            if tag in known or not _says_something(child):
                continue
            topic = "custom fields" if tag == "ExtendedAttribute" else _TOPICS.get(tag, f"the values of {tag}")
            found.setdefault(topic, {}).setdefault(item.findtext("UID") or "", name)
    for topic, names in sorted(found.items()):
        yield note(
            file, "not-imported", f"{topic[:1].upper()}{topic[1:]} of {some(names.values(), what)} are not kept."
        )


def _says_something(element: etree._Element) -> bool:
    return len(element) > 0 or (element.text or "").strip() not in _TRIVIAL


def _settings(root: etree._Element, file: str) -> Iterator[Finding]:
    found: dict[str, list[str]] = {}
    for child in root:
        tag = str(child.tag)
        if tag not in _PROJECT and _says_something(child):
            found.setdefault(_TOPICS.get(tag, _SETTINGS), []).append(tag)
    for topic, tags in sorted(found.items()):
        message = f"{len(tags)} {topic} are not kept: {', '.join(tags[:5])}{' and others' if len(tags) > 5 else ''}."
        yield note(file, "not-imported", message)


def some(names: Iterable[str], what: str) -> str:
    """Return how many there are, with up to three by name.

    >>> some(["A", "B", "C", "D"], "tasks")
    '4 tasks (A, B, C and others)'
    """
    listed = [" ".join(name.split())[:60] for name in names]
    shown = ", ".join(listed[:3]) + (" and others" if len(listed) > 3 else "")
    return f"{len(listed)} {what if len(listed) != 1 else what.removesuffix('s')} ({shown})"


def note(file: str, code: str, message: str, hint: str = "") -> Finding:
    """Return an info finding about the whole file."""
    return Finding(Severity.INFO, code, message, Place(file=file), hint)
