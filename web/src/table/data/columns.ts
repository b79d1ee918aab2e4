/** What the server says of the columns of a table, and which kinds of tables there are. */

export type ColumnType =
  | "text" | "integer" | "number" | "boolean" | "date" | "moment" | "duration" | "choice" | "reference" | "record";

/** A column as the `table` frame describes it. */
export interface Column {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly type: ColumnType;
  readonly list: boolean;
  readonly coded: boolean;
  readonly required: boolean;
  readonly editable: boolean;
  readonly computed: boolean;
  readonly unit?: string;
  readonly least?: number;
  readonly most?: number;
  readonly longest?: number;
  /** Names of a choice. */
  readonly values?: readonly string[];
  /** Types that a reference may refer to, such as Initiative. */
  readonly refersTo?: readonly string[];
  /** Name of the column with the value in force, for what is inherited. */
  readonly effective?: string;
}

/** Kinds in the order of the menu, as the API's EntityKind names them. */
export const KINDS = [
  "INITIATIVE", "LAUNCH", "DEPENDENCY", "DEMAND", "TEAM", "OBJECTIVE", "OBLIGATION", "LAUNCH_MARKET", "MARKET", "RESOURCE",
  "ASSIGNMENT", "CALENDAR", "PROJECT", "STAFFING_CHANGE", "CAPACITY_RETURN", "REVIEW_QUEUE", "REVIEW_REQUEST",
  "SCORE_MODEL", "SCORE", "CHOICE_GROUP", "BASELINE", "BASELINE_ITEM",
] as const;
export type Kind = (typeof KINDS)[number];

/** Returns the type of a kind's entities in the API: LaunchMarket of LAUNCH_MARKET. */
export function typeOf(kind: string): string {
  return kind.split("_").map((word) => word.charAt(0) + word.slice(1).toLowerCase()).join("");
}

/** Returns the kind of a type: LAUNCH_MARKET of LaunchMarket. */
export function kindOf(type: string): Kind {
  return type.replace(/(?<=[a-z])[A-Z]/g, "_$&").toUpperCase() as Kind;
}

/** Lists with a place for each entry, in which commas and blanks say something else. */
const PLACED = new Set(["week"]);

/** Whether cells of a column can be edited here: not what is computed, nor what is more than a line can say. */
export function isEditable(column: Column): boolean {
  return column.editable && column.type !== "record" && !PLACED.has(column.name);
}

/** Whether values of a column are numbers, which stand at the right. */
export function isNumeric({ type, list }: Column): boolean {
  return (type === "number" || type === "integer") && !list;
}

/** Whether a column's distinct values are few, so that they are chosen from a list. */
export function isChosen({ type, coded }: Column): boolean {
  return type === "choice" || type === "boolean" || type === "reference" || coded;
}

const FIRST: Partial<Record<Kind, readonly string[]>> = {
  INITIATIVE: [
    "code", "name", "status", "effectiveOwner", "start", "finish", "totalFloatDays", "duration", "percentComplete",
    "deadline", "programme", "effectiveObjectives", "effectiveLineOfBusiness", "effectivePolicyArea", "effectivePriorityClass", "markets",
  ],
  LAUNCH: ["code", "name", "tier", "status", "targetDate", "finish", "totalFloatDays", "critical", "owner", "lineOfBusiness", "policyArea", "notBefore"],
  TEAM: ["code", "name", "lineOfBusiness", "lead", "headcount", "site", "workforce", "calendar", "focusFactor", "reserve", "leaveDays"],
};
const MOST = 12;

/** Returns the names of the columns that are shown until the user chooses others. */
export function firstColumns(kind: string, columns: readonly Column[]): string[] {
  const known = new Set(columns.map((column) => column.name));
  const wished = FIRST[kind as Kind]?.filter((name) => known.has(name));
  return wished ?? columns.filter(({ type }) => type !== "record").slice(0, MOST).map((column) => column.name);
}

/** Returns the width of a column until the user gives it another, in pixels. */
export function firstWidth(column: Column): number {
  return WIDTHS[column.name] ?? TYPE_WIDTHS[column.type] ?? (column.list ? 170 : 148);
}

const WIDTHS: Readonly<Record<string, number>> = { code: 104, name: 264, instrument: 264, description: 260, duty: 260, note: 260 };
const TYPE_WIDTHS: Partial<Record<ColumnType, number>> = { boolean: 96, integer: 112, number: 112, duration: 104, date: 124, moment: 160 };
