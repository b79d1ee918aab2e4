/** Addresses of exports. */

/** Kinds of which there is a csv of their own. */
export const KINDS = [
  "initiative",
  "launch",
  "launch_market",
  "dependency",
  "obligation",
  "market",
  "team",
  "resource",
  "staffing_change",
  "capacity_return",
  "demand",
  "assignment",
  "review_queue",
  "review_request",
  "score_model",
  "score",
  "choice_group",
  "baseline",
  "baseline_item",
  "project",
  "calendar",
  "portfolio",
  "artefact",
  "artefact_version",
  "gate_template",
  "gate",
  "sign_off",
  "evidence",
  "waiver",
  "decision",
  "course",
  "curriculum",
  "requirement",
  "learner",
  "certificate",
  "cohort",
  "language",
  "translation",
  "common_cause",
  "risk",
  "plan_template",
] as const;

/** Returns the address of an export; what is null or empty is left out. */
export function addressOfExport(name: string, query: Record<string, string | number | null>): string {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== "");
  const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return `/exports/${name}${text === "" ? "" : `?${text}`}`;
}
