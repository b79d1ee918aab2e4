/** A small table for tests, and the tongue that reads and writes its cells in English. */
import type { Overlay } from "~/editing/overlay";
import type { Column } from "./data/columns";
import { frameOf } from "./data/frame";
import { sheetOf, type Sheet } from "./data/sheet";
import type { Tongue } from "./entry/entry";

const PLAIN = { description: "", list: false, coded: false, required: false, editable: true, computed: false };

export function column(name: string, type: Column["type"], rest: Partial<Column> = {}): Column {
  return { name, title: name, type, ...PLAIN, ...rest };
}

const STATUS = ["IDEA", "APPROVED", "IN_PROGRESS", "DONE"];

export const COLUMNS = {
  code: column("code", "text", { required: true, longest: 8 }),
  name: column("name", "text"),
  status: column("status", "choice", { coded: true, values: STATUS }),
  percent: column("percentComplete", "number", { least: 0, most: 100, unit: "%" }),
  duration: column("duration", "duration"),
  deadline: column("deadline", "moment"),
  parent: column("parent", "reference", { coded: true, refersTo: ["Initiative"] }),
  markets: column("markets", "reference", { coded: true, list: true, refersTo: ["Market"] }),
  start: column("start", "date", { editable: false, computed: true }),
  float: column("totalFloatDays", "number", { editable: false, computed: true }),
};

const IDS = ["a", "b", "c", "d", "e"];
const CODES = ["PRG-1", "POL-2", "POL-10", "TRN-1", "TRN-2"];

export function sheet(overlay: Overlay = new Map()): Sheet {
  const frame = frameOf({
    revision: 1,
    kind: "INITIATIVE",
    count: 5,
    ids: IDS,
    columns: Object.values(COLUMNS),
    values: {
      code: CODES,
      name: ["Ads", "Write policy", "Ändern", "train", ""],
      status: { names: ["APPROVED", "IDEA"], index: [0, 1, 0, 1, -1] },
      percentComplete: [0, 50, 25, 100, 0],
      duration: [null, "2w", "3d", "1w", null],
      deadline: [null, "2027-01-29T23:59:00", "2027-01-04T09:00:00", null, null],
      parent: { ids: ["a"], names: ["PRG-1"], index: [-1, 0, 0, -1, -1] },
      markets: { ids: ["de", "fr"], names: ["DE", "FR"], index: [[], [0, 1], [1], [], []] },
      start: ["2027-01-04", "2027-01-04", "2027-02-01", "2027-01-18", null],
      totalFloatDays: [0, -2, 5, 3, null],
    },
  });
  return sheetOf(frame, overlay);
}

export const ENGLISH: Tongue = {
  locale: "en-GB",
  choice: (_, name) => name.charAt(0) + name.slice(1).toLowerCase().replace("_", " "),
  yes: "Yes",
  no: "No",
  label: (id) => CODES[IDS.indexOf(id)] ?? id.toUpperCase(),
  find: (code, types) => {
    const all = types.includes("Market") ? ["DE", "FR"].map((one) => [one, one.toLowerCase()]) : CODES.map((one, at) => [one, IDS[at]!]);
    return all.find(([one]) => one === code.toUpperCase())?.[1];
  },
};
