/** Working days of each row, by the calendar in force for it. */
import { useMemo } from "react";
import { TICKS_PER_DAY, ticksOf } from "~/model/instants";
import type { PlanOfDates } from "~/model/networkFrame";
import { Surroundings } from "~/model/planNetwork";
import { useNetwork } from "~/model/ripple";
import { nextBegin } from "~/model/worktime";
import { mondayToFriday, type IsWorkingDay } from "../gesture/working";

/** Returns the test of a row's working days; Monday to Friday until the calendars are there. */
export function useWorkingDays(): (row: number) => IsWorkingDay {
  const data = useNetwork();
  return useMemo(() => (data === undefined ? () => mondayToFriday : workingDaysOf(data)), [data]);
}

function workingDaysOf(plan: PlanOfDates): (row: number) => IsWorkingDay {
  const surroundings = new Surroundings(plan);
  return (row) => {
    const calendar = row < plan.count ? plan.calendars[surroundings.calendar(row)] : undefined;
    if (calendar === undefined || !calendar.works) return mondayToFriday;
    return (day) => nextBegin(calendar, ticksOf(day)) < ticksOf(day) + TICKS_PER_DAY;
  };
}
