"""The fields a column of a plan sheet can hold, what their content looks like, and which may repeat.

>>> Field("start").content, Field.PREDECESSORS in REPEATABLE, Field.NAME in STRONG
(<Content.DATE: 'date'>, True, False)
"""

from collections.abc import Mapping
from enum import StrEnum


class Content(StrEnum):
    """What the cells of a column look like."""

    TEXT = "text"
    NAME = "name"
    CODE = "code"
    DATE = "date"
    DURATION = "duration"
    PERCENT = "percent"
    NUMBER = "number"
    FLAG = "flag"
    REFERENCE = "reference"
    PERIOD = "period"
    ANY = "any"


class Field(StrEnum):
    """Meaning of a column; the values are the words of a mapping file."""

    NAME = "name"
    CODE = "code"
    WBS = "wbs"
    OUTLINE_LEVEL = "outline_level"
    PARENT = "parent"
    LEVEL = "level"
    DESCRIPTION = "description"
    OWNER = "owner"
    TEAM = "team"
    LINE_OF_BUSINESS = "line_of_business"
    POLICY_AREA = "policy_area"
    OBJECTIVE = "objective"
    KIND = "kind"
    REGION = "region"
    MARKET = "market"
    TAGS = "tags"
    STATUS = "status"
    STAGE = "stage"
    PRIORITY = "priority"
    DURATION = "duration"
    OPTIMISTIC = "optimistic"
    LIKELY = "likely"
    PESSIMISTIC = "pessimistic"
    EFFORT = "effort"
    FTE = "fte"
    SKILL = "skill"
    START = "start"
    FINISH = "finish"
    ACTUAL_START = "actual_start"
    ACTUAL_FINISH = "actual_finish"
    DEADLINE = "deadline"
    QUARTER = "quarter"
    PERCENT = "percent"
    REMAINING = "remaining"
    MILESTONE = "milestone"
    PREDECESSORS = "predecessors"
    SUCCESSORS = "successors"
    LINK_TYPE = "link_type"
    LAG = "lag"
    CONSTRAINT_TYPE = "constraint_type"
    CONSTRAINT_DATE = "constraint_date"
    EXTERNAL_ID = "external_id"
    CALENDAR = "calendar"
    PERSON = "person"
    SITE = "site"
    WORKFORCE = "workforce"
    PERIOD = "period"
    AMOUNT = "amount"
    """How much of a team, person or period: in capacity sheets only."""
    FOCUS_FACTOR = "focus_factor"
    RESERVE = "reserve"
    LEAVE_DAYS = "leave_days"
    UNPLANNED_ABSENCE = "unplanned_absence"
    ATTRITION = "attrition"
    WELLBEING_HOURS = "wellbeing_hours"
    SENSITIVE_LIMIT = "sensitive_limit"
    PROFILE = "profile"
    """How a demand is loaded: flat, to the front or to the back; in capacity sheets only, as what is above it."""
    LEARNER = "learner"
    ROLE = "role"
    LANGUAGE = "language"
    JOINED = "joined"
    LEFT = "left"
    COURSE = "course"
    COURSE_VERSION = "course_version"
    COMPLETION = "completion"
    """Whether, when or how well a course was passed, as each cell says: in rosters with a column per course."""
    PASSED_ON = "passed_on"
    EXPIRES_ON = "expires_on"
    SCORE = "score"
    SCORE_BEFORE = "score_before"
    PROFICIENCY = "proficiency"
    OTHER = "other"
    """Left alone: the plan has no place for it, or it means nothing that is known."""

    @property
    def content(self) -> Content:
        """Return what its cells look like."""
        return _CONTENT.get(self, Content.TEXT)


_CONTENT: Mapping[Field, Content] = {
    Field.NAME: Content.NAME,
    Field.CODE: Content.CODE,
    Field.WBS: Content.CODE,
    Field.OUTLINE_LEVEL: Content.NUMBER,
    Field.DURATION: Content.DURATION,
    Field.OPTIMISTIC: Content.DURATION,
    Field.LIKELY: Content.DURATION,
    Field.PESSIMISTIC: Content.DURATION,
    Field.REMAINING: Content.DURATION,
    Field.EFFORT: Content.DURATION,
    Field.LAG: Content.DURATION,
    Field.FTE: Content.NUMBER,
    Field.START: Content.DATE,
    Field.FINISH: Content.DATE,
    Field.ACTUAL_START: Content.DATE,
    Field.ACTUAL_FINISH: Content.DATE,
    Field.DEADLINE: Content.DATE,
    Field.CONSTRAINT_DATE: Content.DATE,
    Field.QUARTER: Content.PERIOD,
    Field.PERCENT: Content.PERCENT,
    Field.MILESTONE: Content.FLAG,
    Field.PREDECESSORS: Content.REFERENCE,
    Field.SUCCESSORS: Content.REFERENCE,
    Field.PARENT: Content.ANY,
    Field.PRIORITY: Content.ANY,
    Field.EXTERNAL_ID: Content.ANY,
    Field.AMOUNT: Content.NUMBER,
    Field.FOCUS_FACTOR: Content.NUMBER,
    Field.RESERVE: Content.NUMBER,
    Field.LEAVE_DAYS: Content.NUMBER,
    Field.UNPLANNED_ABSENCE: Content.NUMBER,
    Field.ATTRITION: Content.NUMBER,
    Field.WELLBEING_HOURS: Content.NUMBER,
    Field.SENSITIVE_LIMIT: Content.NUMBER,
    Field.OTHER: Content.ANY,
}

TEAM_SHARES = (
    Field.FOCUS_FACTOR, Field.RESERVE, Field.UNPLANNED_ABSENCE, Field.ATTRITION, Field.SENSITIVE_LIMIT,
)  # fmt: skip
"""Shares that a sheet may give of a team, as per cent or parts of one; each is the team's field of that name."""

TEAM_NUMBERS = (*TEAM_SHARES, Field.LEAVE_DAYS, Field.WELLBEING_HOURS)
"""All numbers that a sheet may give of a team beside its size."""

REPEATABLE = frozenset({Field.PREDECESSORS, Field.SUCCESSORS, Field.TAGS, Field.MARKET, Field.EXTERNAL_ID})
"""Fields that several columns of one table may hold together."""

STRONG = frozenset(
    {
        Field.PREDECESSORS,
        Field.SUCCESSORS,
        Field.START,
        Field.FINISH,
        Field.DURATION,
        Field.OPTIMISTIC,
        Field.LIKELY,
        Field.PESSIMISTIC,
        Field.PERCENT,
        Field.DEADLINE,
        Field.ACTUAL_START,
        Field.ACTUAL_FINISH,
        Field.QUARTER,
        Field.EFFORT,
    }
)
"""Fields that make a table a plan as soon as one of them is filled in beside names."""

SUPPORTING = frozenset(
    {Field.STATUS, Field.STAGE, Field.OWNER, Field.TEAM, Field.PRIORITY, Field.PARENT, Field.LEVEL, Field.WBS}
)
"""Fields of which two together make a table of names a plan."""

DURATIONS = (Field.DURATION, Field.OPTIMISTIC, Field.LIKELY, Field.PESSIMISTIC, Field.REMAINING)
DATES = (
    Field.START,
    Field.FINISH,
    Field.ACTUAL_START,
    Field.ACTUAL_FINISH,
    Field.DEADLINE,
    Field.CONSTRAINT_DATE,
)
