/** All that the parts of the grid share. */
import { createContext, use } from "react";
import type { Sort } from "../arrange/sorting";
import type { Group, Lines } from "../arrange/grouping";
import type { Column } from "../data/columns";
import type { Sheet } from "../data/sheet";
import type { Say } from "../data/useSay";
import type { Tongues } from "../data/useSheet";
import type { Place, Range } from "../edit/range";
import type { Change } from "../view/useViewState";
import type { ViewState } from "../view/state";
import type { Cursor } from "./cursor";
import type { Track } from "./tracks";

/** A cell under edit; `seed` is the sign that began it, undefined: with the value as it is. */
export interface Editing extends Place {
  readonly seed: string | undefined;
}

export interface Model {
  readonly sheet: Sheet;
  readonly view: ViewState;
  readonly change: Change;
  readonly tracks: readonly Track[];
  readonly arranged: Lines;
  readonly say: Say;
  readonly title: (column: Pick<Column, "name" | "title">) => string;
  readonly tongue: Tongues;
  readonly readOnly: boolean;
  /** What the server has against drafted values, by row id and column. */
  readonly errors: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly cursor: Cursor;
  readonly selection: Range;
  readonly place: (to: Place, extend?: boolean) => void;
  readonly select: (cursor: Cursor) => void;
  readonly editing: Editing | undefined;
  readonly edit: (seed?: string) => void;
  readonly stopEditing: () => void;
  readonly ticked: ReadonlySet<string>;
  readonly tick: (ids: ReadonlySet<string>) => void;
  readonly resize: (column: string, width: number, done: boolean) => void;
  /** Says something to screen readers, and briefly to everyone. */
  readonly announce: (text: string) => void;
}

export const ModelContext = createContext<Model | undefined>(undefined);

/** Returns the model of the grid around. */
export function useModel(): Model {
  const model = use(ModelContext);
  if (model === undefined) throw new Error("There is no grid around.");
  return model;
}

/** Returns the row of the sheet on a line; -1 for headings of groups and beyond the table. */
export function rowAt({ lines }: Lines, line: number): number {
  return Math.max(-1, lines[line] ?? -1);
}

/** Returns the group whose heading is on a line. */
export function groupAt({ lines, groups }: Lines, line: number): Group | undefined {
  const at = lines[line] ?? 0;
  return at < 0 ? groups[-1 - at] : undefined;
}

/** Returns the ids of the rows that are shown, closed groups left out. */
export function shownIds({ sheet, arranged }: Pick<Model, "sheet" | "arranged">): string[] {
  return Array.from(arranged.lines).flatMap((row) => (row < 0 ? [] : [sheet.id(row)]));
}

export function sortOf(view: ViewState, column: string): { sort: Sort; rank: number } | undefined {
  const at = view.sort.findIndex((sort) => sort.column === column);
  return at < 0 ? undefined : { sort: view.sort[at]!, rank: at + 1 };
}

/** Returns the id of a cell's element. */
export function cellId({ row, column }: Place): string {
  return `cell-${row}-${column}`;
}
