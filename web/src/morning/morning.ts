/** What changed on launches and what falls due, put together for reading: markets with the same news are one line. */
import { graphql } from "~/api/graphql";

export const MORNING = graphql(`
  query Morning($since: DateTime!, $to: String) {
    launchChanges(since: $since) {
      fromRevision
      toRevision
      fromDay
      toDay
      changes {
        topic
        launch {
          code
          name
          owner
          markets {
            owner
            market {
              code
            }
          }
        }
        market {
          code
        }
        template {
          code
          name
        }
        before
        after
        better
        sentence
        why
        byTime
        revisions {
          number
          author
          message
          at
        }
      }
    }
    notifications(since: $since, to: $to) {
      to
      cause
      launch {
        code
        name
      }
      market {
        code
      }
      template {
        code
        name
      }
      due
      sentence
      why
    }
  }
`);

interface Coded {
  code: string;
}

export interface Revision {
  number: number;
  author: string;
  message: string;
  at: string;
}

/** One change as the API gives it. */
export interface Change {
  topic: string;
  launch: { code: string; name: string; owner: string; markets: readonly { owner: string; market: Coded }[] } | null;
  market: Coded | null;
  template: { code: string; name: string } | null;
  before: string;
  after: string;
  better: boolean | null;
  sentence: string;
  why: readonly string[];
  byTime: boolean;
  revisions: readonly Revision[];
}

/** The same news for one or more markets of a launch. */
export interface News {
  key: string;
  topic: string;
  gate: string;
  markets: string[];
  better: boolean | null;
  text: string;
  why: string[];
  byTime: boolean;
  revisions: Revision[];
}

export interface LaunchNews {
  code: string;
  name: string;
  owner: string;
  worse: number;
  better: number;
  news: News[];
}

/** Returns the changes by launch, what got worse first; `person` (empty: anyone) keeps what they answer for. */
export function newsOf(changes: readonly Change[], person: string): LaunchNews[] {
  const launches = new Map<string, LaunchNews & { byKey: Map<string, News> }>();
  for (const change of changes) {
    if (person !== "" && !answersFor(change, person)) continue;
    const code = change.launch?.code ?? "";
    let launch = launches.get(code);
    if (launch === undefined) {
      const { name = "", owner = "" } = change.launch ?? {};
      launches.set(code, (launch = { code, name, owner, worse: 0, better: 0, news: [], byKey: new Map() }));
    }
    if (change.better !== null) launch[change.better ? "better" : "worse"] += 1;
    put(launch.byKey, change);
  }
  const found = [...launches.values()].map(({ byKey, ...launch }) => ({ ...launch, news: [...byKey.values()].sort(worstFirst) }));
  return found.sort((a, b) => b.worse - a.worse || (a.code < b.code ? -1 : 1));
}

/** Returns everyone who answers for a launch or a market that changed, by name. */
export function peopleOf(changes: readonly Change[]): string[] {
  const names = changes.flatMap(({ launch }) => [launch?.owner ?? "", ...(launch?.markets ?? []).map(({ owner }) => owner)]);
  return [...new Set(names)].filter((name) => name !== "").sort((a, b) => a.localeCompare(b));
}

/** Returns the sentence without the launch and market that head it. */
export function bare({ sentence, launch, market }: { sentence: string; launch: Coded | null; market: Coded | null }): string {
  const head = [launch?.code, market?.code].filter(Boolean).join(" ");
  const rest = head !== "" && sentence.startsWith(head) ? sentence.slice(head.length).replace(/^:?\s*/, "") : sentence;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

function answersFor({ launch, market }: Change, person: string): boolean {
  if (launch === null) return false;
  return launch.owner === person || launch.markets.some((one) => one.owner === person && one.market.code === market?.code);
}

function put(news: Map<string, News>, change: Change): void {
  const text = bare(change);
  const key = JSON.stringify([change.topic, change.template?.code, change.better, change.byTime, text]);
  let line = news.get(key);
  if (line === undefined) {
    const { topic, better, byTime } = change;
    const gate = change.template?.code ?? "";
    news.set(key, (line = { key, topic, gate, markets: [], better, text, why: [], byTime, revisions: [] }));
  }
  if (change.market !== null) line.markets.push(change.market.code);
  line.why.push(...change.why.filter((reason) => !line.why.includes(reason)));
  line.revisions.push(...change.revisions.filter(({ number }) => line.revisions.every((known) => known.number !== number)));
}

function worstFirst(a: News, b: News): number {
  return rank(a) - rank(b);
}

function rank({ better }: News): number {
  return better === false ? 0 : better === null ? 1 : 2;
}

/** One thing that falls due, as the API gives it. */
export interface Due {
  to: readonly string[];
  cause: string;
  launch: { code: string } | null;
  market: { code: string } | null;
  template: { code: string; name: string } | null;
  due: string | null;
  sentence: string;
  why: readonly string[];
}

/** The same for one or more markets. */
export interface Duty extends Omit<Due, "market"> {
  key: string;
  markets: string[];
}

/** Returns what falls due by day; what is the same in several markets is one. */
export function dutiesOf(due: readonly Due[]): Duty[] {
  const duties = new Map<string, Duty>();
  for (const { market, ...item } of due) {
    const place = [item.launch?.code, market?.code, item.template?.code].filter(Boolean).join(" ");
    const sentence = item.sentence.startsWith(`${place} `) ? item.sentence.slice(place.length + 1) : item.sentence;
    const key = JSON.stringify([item.cause, item.launch?.code, item.template?.code, item.due, item.to, sentence.replace(place, "")]);
    let duty = duties.get(key);
    if (duty === undefined) duties.set(key, (duty = { ...item, sentence, key, markets: [] }));
    if (market !== null && !duty.markets.includes(market.code)) duty.markets.push(market.code);
  }
  return [...duties.values()].sort((a, b) => (a.due ?? "9").localeCompare(b.due ?? "9"));
}
