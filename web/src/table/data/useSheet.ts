/** The sheet on screen, and the tongue that reads and writes its cells. */
import { useMemo } from "react";
import { useTranslation } from "~/locales/translation";
import { CREATED, useOverlay, type Overlay } from "~/editing/draft";
import { useDraftedPortfolio } from "~/model/drafted";
import { dayOf } from "~/model/instants";
import type { Portfolio } from "~/model/portfolio";
import { regional } from "~/parts/format";
import { inWords } from "~/parts/inWords";
import type { Tongue } from "../entry/entry";
import type { Frame } from "./frame";
import { sheetOf, type Computed, type Sheet } from "./sheet";
import { useTargets, type Target } from "./useFrame";

/** Returns the frame with the draft on top; dates follow the draft as the page's own schedule has them. */
export function useSheet(frame: Frame): Sheet {
  const overlay = useOverlay();
  const { portfolio, ripple } = useDraftedPortfolio();
  const computed = useMemo(() => (portfolio && ripple ? computedOf(portfolio) : undefined), [portfolio, ripple]);
  return useMemo(() => sheetOf(frame, overlay, computed), [frame, overlay, computed]);
}

function computedOf(portfolio: Portfolio): Computed {
  const day = (minutes: number | undefined) => (minutes === undefined || Number.isNaN(minutes) ? null : dayOf(minutes));
  return (id, column) => {
    const row = portfolio.rowOf(id);
    if (row < 0) return undefined;
    switch (column) {
      case "start":
        return day(portfolio.start[row]);
      case "finish":
        return day(portfolio.finish[row]);
      case "critical":
        return portfolio.critical[row] === 1;
      case "nearCritical":
        return portfolio.nearCritical[row] === 1;
      case "totalFloatDays": {
        const days = portfolio.totalFloatDays[row];
        return days === undefined || Number.isNaN(days) ? null : Math.round(days * 10) / 10;
      }
      default:
        return undefined;
    }
  };
}

export interface Tongues extends Tongue {
  /** What a column may refer to. */
  readonly targets: (types: readonly string[]) => readonly Target[];
}

/** Returns the function with its answers kept: it is asked for each cell of ten thousand rows. */
function remembered(say: (column: string, name: string) => string): (column: string, name: string) => string {
  const known = new Map<string, string>();
  return (column, name) => {
    const place = `${column}.${name}`;
    const said = known.get(place) ?? say(column, name);
    known.set(place, said);
    return said;
  };
}

/** Returns the tongue of the language shown; it knows what the sheet's columns refer to, drafted things too. */
export function useTongue(sheet: Sheet): Tongues {
  const { t, i18n } = useTranslation("panel");
  const overlay = useOverlay();
  const { frame } = sheet;
  const types = useMemo(() => [...new Set(frame.columns.flatMap((column) => (column.editable ? (column.refersTo ?? []) : [])))], [frame]);
  const targets = useTargets(types);
  const choice = useMemo(
    () =>
      remembered((column, name) => {
        const key = [`panel:choices.${plainName(column)}.${name}`, `panel:choices.${name}`].find((one) => i18n.exists(one));
        return key === undefined ? inWords(name) : t(key);
      }),
    [t, i18n],
  );
  return useMemo(() => {
    const made = createdIn(overlay);
    const ids = new Map<string, Map<string, string>>();
    for (const type of types) {
      const all = [...(targets.get(type) ?? []), ...(made.get(type) ?? [])];
      ids.set(type, new Map(all.map(({ code, id }) => [code.toLowerCase(), id])));
    }
    const codes = new Map([...targets.values(), ...made.values()].flat().map(({ id, code }) => [id, code]));
    return {
      ...{ locale: regional(i18n.language), choice, yes: t("yes"), no: t("no") },
      label: (id) => frame.labels.get(id) ?? codes.get(id) ?? id,
      find: (code, wanted) => wanted.map((type) => ids.get(type)?.get(code.toLowerCase())).find((id) => id !== undefined),
      targets: (wanted) => wanted.flatMap((type) => [...(targets.get(type) ?? []), ...(made.get(type) ?? [])]),
    };
  }, [overlay, types, targets, frame, choice, t, i18n.language]);
}

/** effectiveKind is said like kind. */
function plainName(column: string): string {
  return column.startsWith("effective") ? column.charAt(9).toLowerCase() + column.slice(10) : column;
}

function createdIn(overlay: Overlay): ReadonlyMap<string, readonly Target[]> {
  const found = new Map<string, Target[]>();
  for (const [id, values] of overlay) {
    const type = values[CREATED];
    const { code, name } = values;
    if (typeof type !== "string" || typeof code !== "string") continue;
    found.set(type, [...(found.get(type) ?? []), { id, code, name: typeof name === "string" ? name : "" }]);
  }
  return found;
}
