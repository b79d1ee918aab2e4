/** Which fields the panel shows of each kind, in which group, and how each is edited. */

export type FieldType =
  | "text"
  | "longText"
  | "choice"
  | "day"
  | "instant"
  | "duration"
  | "number"
  | "percent"
  | "flag"
  | "words"
  | "work"
  | "calendar"
  | "markets"
  | "objectives";

export interface FieldSpec {
  readonly name: string;
  readonly type: FieldType;
  readonly choices?: readonly string[];
  /** Whether the value may be taken away. */
  readonly clearable?: boolean;
  /** Name of the field with the value in force, for those that are inherited. */
  readonly inherited?: string;
}

export interface FieldGroup {
  readonly name: string;
  readonly fields: readonly FieldSpec[];
  /** Closed at first: rarely needed. */
  readonly rare?: boolean;
}

const STATUS = ["IDEA", "PROPOSED", "APPROVED", "IN_PROGRESS", "DONE", "ON_HOLD", "CANCELLED"];
const CONSTRAINTS = ["ASAP", "ALAP", "SNET", "SNLT", "FNET", "FNLT", "MSO", "MFO", "START_ON", "FINISH_ON"];
const KINDS = [
  "POLICY",
  "PROCESS",
  "TRAINING",
  "INFRASTRUCTURE",
  "MIGRATION",
  "LOCALISATION",
  "REGULATORY",
  "LAUNCH",
  "RESEARCH",
  "PLANNING",
  "KEEP_THE_LIGHTS_ON",
];
const STAGES = ["DEVELOPMENT", "TESTING", "TRAINING", "DEPLOYMENT", "ENFORCEMENT", "REVIEW"];
const PRIORITIES = ["REGULATORY_MUST_DO", "RISK_REDUCTION", "ENABLER", "IMPROVEMENT", "KEEP_THE_LIGHTS_ON"];

const text = (name: string, inherited?: string): FieldSpec => ({ name, type: "text", ...(inherited && { inherited }) });
const instant = (name: string): FieldSpec => ({ name, type: "instant", clearable: true });
const duration = (name: string): FieldSpec => ({ name, type: "duration", clearable: true });
const choice = (name: string, choices: readonly string[], clearable = false, inherited?: string): FieldSpec => ({
  name,
  type: "choice",
  choices,
  clearable,
  ...(inherited && { inherited }),
});

const INITIATIVE: readonly FieldGroup[] = [
  {
    name: "work",
    fields: [
      choice("status", STATUS),
      { name: "percentComplete", type: "percent" },
      duration("duration"),
      instant("deadline"),
      text("owner", "effectiveOwner"),
      { name: "parent", type: "work", clearable: true },
    ],
  },
  {
    name: "place",
    fields: [
      text("lineOfBusiness", "effectiveLineOfBusiness"),
      text("policyArea", "effectivePolicyArea"),
      choice("kind", KINDS, true, "effectiveKind"),
      choice("stage", STAGES, true),
      choice("priorityClass", PRIORITIES, true, "effectivePriorityClass"),
      { name: "objectives", type: "objectives" },
      { name: "markets", type: "markets" },
      { name: "regions", type: "words" },
      { name: "tags", type: "words" },
      { name: "description", type: "longText" },
    ],
  },
  {
    name: "dates",
    fields: [
      choice("constraint", CONSTRAINTS),
      instant("constraintDate"),
      instant("actualStart"),
      instant("actualFinish"),
      duration("remaining"),
      duration("optimistic"),
      duration("pessimistic"),
      { name: "calendar", type: "calendar", clearable: true, inherited: "effectiveCalendar" },
    ],
  },
  {
    name: "rare",
    rare: true,
    fields: [
      text("code"),
      choice("level", ["PROGRAMME", "INITIATIVE", "WORK_ITEM", "MILESTONE"]),
      choice("secondConstraint", CONSTRAINTS),
      instant("secondConstraintDate"),
      instant("manualStart"),
      instant("manualFinish"),
      instant("resume"),
      choice("milestoneInstant", ["RAW", "START_OF_WORK", "END_OF_WORK"]),
      duration("levellingDelay"),
      { name: "levellingPriority", type: "number" },
      choice("effortRule", ["FIXED_UNITS", "FIXED_DURATION", "FIXED_WORK"]),
      { name: "ignoresResourceCalendars", type: "flag" },
      { name: "active", type: "flag" },
    ],
  },
];

const LAUNCH: readonly FieldGroup[] = [
  {
    name: "work",
    fields: [
      choice("status", STATUS),
      choice("tier", ["TIER_1", "TIER_2", "TIER_3"]),
      instant("targetDate"),
      instant("notBefore"),
      instant("launchedOn"),
      text("owner"),
    ],
  },
  { name: "place", fields: [text("lineOfBusiness"), text("policyArea"), { name: "description", type: "longText" }] },
  { name: "rare", rare: true, fields: [text("code")] },
];

/** The fields of a dependency, for the row of a link. */
export const LINK_FIELDS: readonly FieldSpec[] = [
  choice("promise", ["NONE", "REQUESTED", "PROMISED", "DECLINED", "DELIVERED"]),
  choice("lagCalendar", ["SUCCESSOR", "PREDECESSOR", "PROJECT", "ALWAYS"]),
  text("externalParty"),
  text("promisedBy"),
  { name: "requestedOn", type: "day", clearable: true },
  { name: "neededBy", type: "day", clearable: true },
  { name: "promisedFor", type: "day", clearable: true },
  { name: "deliveredOn", type: "day", clearable: true },
  { name: "note", type: "longText" },
];

/** Returns the groups of fields of a kind of work. */
export function groupsOf(kind: "Initiative" | "Launch"): readonly FieldGroup[] {
  return kind === "Launch" ? LAUNCH : INITIATIVE;
}
