/** What the address says of the board. */
import { useParam } from "~/app/view";
import { GROUPINGS, SPANS, type Grouping, type Span } from "./board";

const SEPARATOR = "~";

export interface Settings {
  from: string;
  span: Span;
  group: Grouping;
  /** Cards without a quarter stand aside. */
  aside: boolean;
  done: boolean;
  text: string;
  allTeams: boolean;
  closed: ReadonlySet<string>;
}

export type Setting = "from" | "span" | "group" | "unplanned" | "done" | "q" | "teams";
export type SetSetting = (name: Setting, value: string) => void;

export function useSettings(): { settings: Settings; set: SetSetting; toggle: (group: string) => void } {
  const [from, setFrom] = useParam("from");
  const [span, setSpan] = useParam("span", "4q");
  const [group, setGroup] = useParam("group", "lineOfBusiness");
  const [unplanned, setUnplanned] = useParam("unplanned", "dates");
  const [done, setDone] = useParam("done", "hidden");
  const [text, setText] = useParam("q");
  const [teams, setTeams] = useParam("teams", "fullest");
  const [closed, setClosed] = useParam("closed");
  const setters: Record<Setting, (value: string) => void> = {
    ...{ from: setFrom, span: setSpan, group: setGroup, unplanned: setUnplanned, done: setDone, q: setText, teams: setTeams },
  };
  const shut = new Set(closed === "" ? [] : closed.split(SEPARATOR));
  return {
    settings: {
      ...{ from, text, closed: shut, aside: unplanned === "aside", done: done === "shown", allTeams: teams === "all" },
      span: SPANS.find((one) => one === span) ?? "4q",
      group: GROUPINGS.find((one) => one === group) ?? "lineOfBusiness",
    },
    set: (name, value) => setters[name](value),
    toggle: (key) => {
      if (!shut.delete(key)) shut.add(key);
      setClosed([...shut].join(SEPARATOR));
    },
  };
}

/** Returns how many quarters a span asks for. */
export function quartersIn(span: Span): number {
  return span === "3y" ? 12 : Number(span.charAt(0));
}
