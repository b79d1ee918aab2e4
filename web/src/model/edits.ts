/**
 * Operations laid over the plan: the plan that they lead to, as far as dates depend on it.
 *
 * What the page does not follow (calendars, settings, people on work, dates that move the start of the whole plan or
 * lie outside the years with known holidays) is marked as `confirming`: only the server's preview knows.
 */
import type { Operation } from "~/editing/operations";
import type { Portfolio } from "./columns";
import { TICKS_PER_DAY } from "./instants";
import type { Link } from "./network";
import { PLAIN_LINK, type PlanOfDates, type Work, kindOf, lagCalendarOf, lagOf } from "./networkFrame";
import { DATE_FIELDS, type Said, instantOf, yearOf } from "./said";
import { NONE } from "./worktime";

type Values = Readonly<Record<string, unknown>>;

/** What an operation says: of a deletion its id alone. */
interface Call {
  readonly id?: string;
  readonly ref?: string | null;
  readonly changes?: Values;
  readonly values?: Values;
}

/** How the portfolio's rows and links are called. */
export interface Names extends Pick<Portfolio, "indexOf" | "rowOf"> {
  readonly links: { readonly ids: readonly string[] };
}

/** The plan after some operations. `changed` are works whose values differ, `shape` says that more than that does. */
export interface Edited {
  readonly plan: PlanOfDates;
  readonly changed: ReadonlySet<number>;
  readonly shape: boolean;
  /** Whether work has another parent or calendar. */
  readonly placed: boolean;
  readonly confirming: boolean;
  /** Position of each initiative or launch that is created, by its ref. */
  readonly created: ReadonlyMap<string, number>;
  /** Positions of works that are gone. */
  readonly gone: ReadonlySet<number>;
}

const WORK = new Set(["Initiative", "Launch"]);

/** Fields of work that change more than its own values. */
const PLACING = ["parent", "calendar"] as const;

/** Fields that change how the people on work date it, in a way that only the server knows. */
const STAFFING = ["effortRule", "ignoresResourceCalendars"] as const;

const SAID_FIELDS: readonly (keyof Said)[] = [
  "level", "status", "active", "optimistic", "duration", "pessimistic", "percentComplete", "remaining", "resume",
  "constraint", "secondConstraint", "milestoneInstant", "activityType", "levellingDelay", "interruptions", ...DATE_FIELDS,
];

export function edited(plan: PlanOfDates, names: Names, operations: readonly Operation[]): Edited {
  const edit = new Edit(plan, names);
  for (const operation of operations) {
    for (const [name, given] of Object.entries(operation)) if (given != null) edit.apply(name, given);
  }
  return edit.done();
}

class Edit {
  private readonly plan: PlanOfDates;
  private readonly names: Names;
  private works: Work[];
  private links: (Link | undefined)[];
  private deliveries: PlanOfDates["deliveries"];
  private readonly changed = new Set<number>();
  private readonly created = new Map<string, number>();
  private readonly codes = new Map<string, number>();
  private readonly newLinks = new Map<string, number>();
  private readonly gone = new Set<number>();
  private shape = false;
  private placed = false;
  private confirming = false;

  constructor(plan: PlanOfDates, names: Names) {
    this.plan = plan;
    this.names = names;
    this.works = plan.works.slice();
    this.links = plan.links as Link[];
    this.deliveries = plan.deliveries;
  }

  apply(name: string, given: unknown): void {
    const [, action = "", kind = ""] = /^(create|update|delete)(\w+)$/.exec(name) ?? [];
    const call = typeof given === "string" ? { id: given } : (given as Call);
    if (WORK.has(kind)) this.applyToWork(action, kind, call);
    else if (kind === "Dependency") this.applyToLink(action, call);
    else if (!this.plan.frame.silentKinds.includes(kind)) this.confirming = true;
  }

  private applyToWork(action: string, kind: string, { id = "", ref, changes = {}, values = {} }: Call): void {
    if (action === "create") this.create(kind === "Launch", ref ?? "", values);
    else if (action === "update") this.update(this.find(id), changes);
    else this.remove(this.find(id));
  }

  private applyToLink(action: string, { id = "", ref, changes = {}, values = {} }: Call): void {
    if (action === "create") this.link(ref ?? "", values);
    else if (action === "update") this.relink(this.findLink(id), changes);
    else this.unlink(this.findLink(id));
  }

  done(): Edited {
    const links = this.links.filter((link) => link !== undefined);
    return {
      plan: { ...this.plan, works: this.works, links, deliveries: this.deliveries },
      changed: this.changed,
      shape: this.shape,
      placed: this.placed,
      confirming: this.confirming,
      created: this.created,
      gone: this.gone,
    };
  }

  /** Returns the position of the work that an id, a code or a ref names, -1 if the page does not know it. */
  private find(text: string): number {
    if (text.startsWith("ref:")) return this.created.get(text.slice(4)) ?? this.unknown();
    const row = this.names.rowOf(text);
    if (row >= 0) return row;
    const { hidden } = this.plan.frame;
    const behind = Math.max(hidden.ids.indexOf(text), hidden.codes.indexOf(text));
    if (behind >= 0) return this.plan.count + behind;
    const byCode = this.codes.get(text) ?? this.names.indexOf(text);
    return byCode >= 0 ? byCode : this.unknown();
  }

  private unknown(): number {
    this.confirming = true;
    return -1;
  }

  private create(launch: boolean, ref: string, values: Values): void {
    const position = this.works.length;
    this.created.set(ref, position);
    if (typeof values["code"] === "string") this.codes.set(values["code"], position);
    this.works.push({ launch, said: {}, parent: -1, calendar: -1 });
    this.changed.add(position);
    this.shape = true;
    this.update(position, values);
  }

  private update(position: number, changes: Values): void {
    if (position < 0) return;
    const before = this.works[position]!;
    const given = Object.keys(changes).filter((name) => (SAID_FIELDS as readonly string[]).includes(name));
    const placed = PLACING.filter((name) => name in changes);
    if (given.length + placed.length === 0 && !STAFFING.some((name) => name in changes)) return;
    const said: Said = { ...before.said, ...Object.fromEntries(given.map((name) => [name, changes[name]])) };
    this.check(before.said, said, given);
    this.works[position] = {
      ...before,
      said,
      parent: "parent" in changes ? this.place(changes["parent"]) : before.parent,
      calendar: "calendar" in changes ? this.calendar(changes["calendar"]) : before.calendar,
    };
    this.changed.add(position);
    if (placed.length > 0) this.shape = this.placed = true;
    if (STAFFING.some((name) => name in changes) || (placed.length > 0 && this.plan.staffed.size > 0)) {
      this.confirming = true;
    }
  }

  private place(parent: unknown): number {
    return typeof parent === "string" ? this.find(parent) : -1;
  }

  private calendar(given: unknown): number {
    if (typeof given !== "string") return -1;
    const { calendarIds, calendarCodes } = this.plan.frame;
    return calendarIds[given] ?? calendarCodes[given] ?? this.unknown();
  }

  /** Notes dates that reach further than the work they are said of. */
  private check(before: Said, after: Said, given: readonly string[]): void {
    const { frame, projects } = this.plan;
    const fields = DATE_FIELDS.filter((name) => given.includes(name));
    const said = [before, after].flatMap((values) => fields.map((name) => instantOf(values[name])));
    for (const at of said) {
      if (at === NONE) continue;
      const year = yearOf(at);
      if (year <= frame.years[0] || year >= frame.years[1] - 1) this.confirming = true;
      const begin = projects[0]!.start + TICKS_PER_DAY;
      if (frame.begins === "guessed" || (frame.begins === "earliest" && at < begin)) this.confirming = true;
    }
  }

  private remove(position: number): void {
    if (position < 0) return;
    const { works, links } = this;
    if (works.some((work, i) => work.parent === position && !this.gone.has(i)) || this.plan.roots.has(position)) {
      this.confirming = true;
    }
    this.gone.add(position);
    this.works[position] = { launch: true, said: { status: "CANCELLED" }, parent: -1, calendar: -1 };
    this.links = links.map((link) => (link?.from === position || link?.to === position ? undefined : link));
    this.deliveries = this.deliveries.filter((delivery) => delivery.to !== position);
    this.shape = true;
    if (this.plan.frame.begins !== "given") this.confirming = true;
  }

  private findLink(text: string): number {
    if (text.startsWith("ref:")) return this.newLinks.get(text.slice(4)) ?? this.unknown();
    const drawn = this.names.links.ids.indexOf(text);
    if (drawn >= 0) return drawn;
    const { hiddenIds, from } = this.plan.frame.links;
    const hidden = hiddenIds.indexOf(text);
    return hidden < 0 ? this.unknown() : from.length - hiddenIds.length + hidden;
  }

  private link(ref: string, values: Values): void {
    if (values["predecessor"] == null) {
      this.deliver(values);
      return;
    }
    const from = this.find(values["predecessor"] as string);
    const to = this.find(values["successor"] as string);
    if (from < 0 || to < 0) return;
    this.newLinks.set(ref, this.links.length);
    this.links = [...this.links, this.lagged({ ...PLAIN_LINK, from, to }, values)];
    this.shape = true;
  }

  /** Adds what someone outside delivers; without a day it binds nothing. */
  private deliver(values: Values): void {
    const day = (values["deliveredOn"] ?? values["promisedFor"]) as string | null | undefined;
    if (day == null) return;
    const to = this.find(values["successor"] as string);
    if (to < 0) return;
    const at = instantOf(day, true);
    this.check({}, { deadline: day }, ["deadline"]);
    this.deliveries = [...this.deliveries, { to, at }];
    this.shape = true;
  }

  private relink(position: number, changes: Values): void {
    const before = this.links[position];
    if (before === undefined) return;
    const ends = { ...before };
    if ("predecessor" in changes) {
      if (changes["predecessor"] == null) this.confirming = true;
      else ends.from = this.find(changes["predecessor"] as string);
    }
    if ("successor" in changes) ends.to = this.find(changes["successor"] as string);
    if (ends.from < 0 || ends.to < 0) return;
    this.links = this.links.slice();
    this.links[position] = this.lagged(ends, changes);
    this.shape = true;
  }

  private unlink(position: number): void {
    if (position < 0) return;
    this.links = this.links.slice();
    this.links[position] = undefined;
    this.shape = true;
  }

  /** Returns a link with what is said of its type and lag; null gives back the default. */
  private lagged(link: Link, values: Values): Link {
    const said = (name: string): string => (values[name] as string | null) ?? "";
    return {
      ...link,
      ...("lag" in values && lagOf(said("lag"), this.plan.amounts)),
      ...("type" in values && { kind: kindOf(said("type")) }),
      ...("lagCalendar" in values && { lagCalendar: lagCalendarOf(said("lagCalendar")) }),
    };
  }
}
