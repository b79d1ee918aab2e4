/** Builds the model of the grid: what is shown, where the cursor is, what is ticked. */
import { useCallback, useMemo, useState } from "react";
import { useAskedRevision } from "~/model/portfolio";
import { usePreview, type Preview } from "~/editing/draft";
import type { Frame } from "../data/frame";
import { useSay, useTitle } from "../data/useSay";
import { useSheet, useTongue } from "../data/useSheet";
import { between, clamped, type Place } from "../edit/range";
import { useArranged } from "../view/useArranged";
import { useViewState } from "../view/useViewState";
import type { Cursor } from "./cursor";
import type { Editing, Model } from "./model";
import { chosen, narrowed, tracksOf } from "./tracks";

const START: Cursor = { active: { row: 0, column: 0 }, anchor: { row: 0, column: 0 } };

export function useGridModel(frame: Frame, announce: (text: string) => void): Model {
  const [view, change] = useViewState();
  const sheet = useSheet(frame);
  const tongue = useTongue(sheet);
  const say = useSay(tongue);
  const title = useTitle();
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>({});
  const tracks = useMemo(() => tracksOf(frame.kind, frame.columns, view.columns, widths), [frame, view.columns, widths]);
  const columns = useMemo(() => tracks.map((track) => track.column), [tracks]);
  const arranged = useArranged(sheet, view, columns, say);
  const errors = useErrors();
  const readOnly = useAskedRevision() !== null;

  const [wanted, select] = useState<Cursor>(START);
  const cursor = useMemo(() => within(wanted, arranged.lines.length, tracks.length), [wanted, arranged, tracks]);
  const selection = useMemo(() => between(atRow(cursor.anchor), atRow(cursor.active)), [cursor]);
  const [editing, setEditing] = useState<Editing>();
  const [ticked, tick] = useState<ReadonlySet<string>>(new Set());

  const place = useCallback((to: Place, extend = false) => select((before) => ({ active: to, anchor: extend ? before.anchor : to })), []);
  const resize = useCallback(
    (column: string, width: number, done: boolean) => {
      setWidths((before) => (done ? without(before, column) : { ...before, [column]: width }));
      if (!done) return;
      const shown = chosen(frame.kind, frame.columns, view.columns);
      change({ columns: shown.map((one) => (one.name === column ? { name: column, width: narrowed(width) } : one)) });
    },
    [frame, view.columns, change],
  );
  return {
    ...{ sheet, view, change, tracks, arranged, say, title, tongue, readOnly, errors, cursor, selection, place, select, announce },
    ...{ editing, ticked, tick, resize },
    edit: (seed) => setEditing({ ...cursor.active, seed }),
    stopEditing: () => setEditing(undefined),
  };
}

/** The cursor, moved back into the table if that has shrunk. */
function within({ active, anchor }: Cursor, rows: number, columns: number): Cursor {
  const kept = (place: Place) => (place.row < 0 ? { ...clamped(place, rows, columns), row: -1 } : clamped(place, rows, columns));
  return { active: kept(active), anchor: kept(anchor) };
}

function atRow(place: Place): Place {
  return place.row < 0 ? { ...place, row: 0 } : place;
}

function without(widths: Readonly<Record<string, number>>, column: string): Record<string, number> {
  return Object.fromEntries(Object.entries(widths).filter(([name]) => name !== column));
}

function useErrors(): Model["errors"] {
  const preview = usePreview();
  return useMemo(() => errorsOf(preview), [preview]);
}

function errorsOf({ answer, sent }: Preview): Map<string, Map<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const { operation, field, message, hint } of answer?.userErrors ?? []) {
    const target = operation === null ? undefined : sent[operation]?.target;
    const name = field?.at(-1);
    if (target === undefined || name === undefined) continue;
    const ofRow = found.get(target) ?? new Map<string, string>();
    found.set(target, ofRow.set(name, [message, hint].filter((part) => part !== "").join(" ")));
  }
  return found;
}
