"""Other schedulers over the same network, each as one function that schedules it anew.

networkx does both passes on node attributes in minutes, without calendars. MPXJ's Microsoft scheduler does the
same work as the engine: the same thirty calendars to the minute, in a running Java machine. trueppm-scheduler has
a calendar per task too, of whole days: it gets the same days off and durations rounded up to days.

None of them is a dependency. One that cannot be loaded, or refuses a network, raises `AbsentError` with the reason.
"""

from __future__ import annotations

import importlib
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import networkx as nx

from benchmarks._networks import START
from planner.schedule.network import Network
from planner.schedule.solution import moments
from planner.schedule.solve import solve
from planner.worktime.pattern import WorkingCalendar

DAY_TICKS = 4_800
"""Working ticks of a day of eight hours."""


class AbsentError(Exception):
    """A scheduler that is not there or does not take the network; the message says why."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A network loaded into a scheduler: `work` schedules it, `agrees` compares the last result with the engine.

    `agrees` gives the share of activities with equal early start and finish, 0 to 1; None where another
    granularity makes the comparison meaningless.
    """

    work: Callable[[], object]
    agrees: Callable[[], float] | None = None


def by_networkx(net: Network) -> Prepared:
    """Return both passes over networkx attributes."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from((i, {"duration": a.duration}) for i, a in enumerate(net.activities))
    graph.add_edges_from((link.predecessor, link.successor) for link in net.links)

    def passes() -> None:
        order = list(nx.topological_sort(graph))
        nodes = graph.nodes
        for v in order:
            start = max((nodes[u]["finish"] for u in graph.predecessors(v)), default=0)
            nodes[v]["start"], nodes[v]["finish"] = start, start + nodes[v]["duration"]
        end = max(nodes[v]["finish"] for v in order)
        for v in reversed(order):
            late = min((nodes[w]["late_start"] for w in graph.successors(v)), default=end)
            nodes[v]["late_finish"], nodes[v]["late_start"] = late, late - nodes[v]["duration"]

    return Prepared(passes)


def by_mpxj(net: Network) -> Prepared:
    """Return MPXJ's Microsoft scheduler over the network with its calendars."""
    try:
        jpype: Any = importlib.import_module("jpype")
        importlib.import_module("mpxj")
        if not jpype.isJVMStarted():
            jpype.startJVM()
        java = jpype.JPackage("org").mpxj
        scheduler = java.cpm.MicrosoftScheduler()
    except Exception as error:  # no package, no Java, or one that does not start: all the same to the reader
        raise AbsentError(f"it needs the packages mpxj and JPype1 and a Java runtime ({error})") from error
    file = java.ProjectFile()
    start = jpype.JClass("java.time.LocalDateTime").parse(START.isoformat())
    known = [_java_calendar(jpype, file, calendar) for calendar in net.calendars]
    file.getProjectProperties().setDefaultCalendar(known[0])
    file.getProjectProperties().setStartDate(start)
    tasks = _java_tasks(java, file, net, known)

    def agrees() -> float:
        solution = solve(net)
        ours = zip(moments(solution.early_start), moments(solution.early_finish), strict=True)
        same = 0
        for task, pair in zip(tasks, ours, strict=True):
            theirs = (str(task.getEarlyStart()), str(task.getEarlyFinish()))
            same += theirs == tuple("null" if at is None else at.isoformat(timespec="minutes") for at in pair)
        return same / len(tasks)

    return Prepared(lambda: scheduler.schedule(file, start), agrees)


def _java_calendar(jpype: Any, file: Any, calendar: WorkingCalendar) -> Any:
    """Return the calendar as MPXJ has it."""
    java = jpype.JPackage("org").mpxj
    day_of_week, time = jpype.JClass("java.time.DayOfWeek"), jpype.JClass("java.time.LocalTime")
    made = file.addCalendar()
    made.setName(calendar.name)
    for number, periods in enumerate(calendar.week, 1):
        day = day_of_week.of(number)
        made.setCalendarDayType(day, java.DayType.WORKING if periods else java.DayType.NON_WORKING)
        hours = made.addCalendarHours(day)
        for begin, end in periods:
            hours.add(java.LocalTimeRange(time.ofSecondOfDay(begin * 60), time.ofSecondOfDay(end * 60)))
    local_date = jpype.JClass("java.time.LocalDate")
    for off in calendar.exceptions:
        made.addCalendarException(local_date.parse(off.day.isoformat()))
    return made


def _java_tasks(java: Any, file: Any, net: Network, known: list[Any]) -> list[Any]:
    """Return the activities and links as MPXJ has them."""
    zero = java.Duration.getInstance(0, java.TimeUnit.MINUTES)
    tasks = []
    for activity in net.activities:
        task = file.addTask()
        length = java.Duration.getInstance(activity.duration / 10, java.TimeUnit.MINUTES)
        task.setDuration(length)
        task.setRemainingDuration(length)
        task.setActualDuration(zero)
        task.setCalendar(known[activity.calendar or 0])
        tasks.append(task)
    for link in net.links:
        builder = java.Relation.Builder().predecessorTask(tasks[link.predecessor])
        tasks[link.successor].addPredecessor(builder)
    return tasks


def by_trueppm(net: Network) -> Prepared:
    """Return trueppm-scheduler over the network, in whole days."""
    try:
        peer: Any = importlib.import_module("trueppm_scheduler")
    except ImportError as error:
        raise AbsentError(f"it needs the package trueppm-scheduler ({error})") from error
    known = {
        calendar.name: peer.Calendar(
            working_days=sum(1 << day for day, periods in enumerate(calendar.week) if periods),
            exceptions=tuple(peer.DateRange(off.day, off.day) for off in calendar.exceptions),
        )
        for calendar in net.calendars
    }
    names = list(known)
    tasks = [
        peer.Task(
            id=str(i), name=str(i), duration=timedelta(days=math.ceil(a.duration / DAY_TICKS)),
            calendar_id=names[a.calendar or 0],
        )
        for i, a in enumerate(net.activities)
    ]  # fmt: skip
    links = [peer.Dependency(str(link.predecessor), str(link.successor)) for link in net.links]
    project = peer.Project(
        id="p", name="p", start_date=START.date(), tasks=tasks, dependencies=links,
        calendar=known[names[0]], calendars=known,
    )  # fmt: skip

    def work() -> object:
        try:
            return peer.schedule(project)
        except peer.SchedulerError as error:
            raise AbsentError(f"it refuses the network: {error}") from error

    return Prepared(work)
