/** The state of the table in the address, and how it is changed. */
import { useCallback, useMemo } from "react";
import { useLocation, useSearch } from "wouter";
import { PARAMETERS, parametersOf, stateOf, type ViewState } from "./state";

export type Change = (change: Partial<ViewState>) => void;

/** Returns the state that the address says and a function that changes part of it; another kind begins anew. */
export function useViewState(): [ViewState, Change] {
  const search = useSearch();
  const [, navigate] = useLocation();
  const own = useMemo(() => ownPart(search), [search]);
  const state = useMemo(() => stateOf(own), [own]);
  const change = useCallback<Change>(
    (part) => {
      const before = stateOf(window.location.search);
      const isOther = part.kind !== undefined && part.kind !== before.kind;
      navigate(addressOf({ ...(isOther ? stateOf("") : before), ...part }), { replace: true });
    },
    [navigate],
  );
  return [state, change];
}

/** Returns the parameters of this view in an address, in a fixed order. */
export function ownPart(search: string): string {
  const all = new URLSearchParams(search);
  const own = new URLSearchParams();
  for (const name of PARAMETERS) if (all.get(name)) own.set(name, all.get(name) ?? "");
  return own.toString();
}

/** Returns the address of the table in a state; what belongs to the whole page stays. */
export function addressOf(state: ViewState): string {
  const params = new URLSearchParams(window.location.search);
  for (const [name, value] of Object.entries(parametersOf(state))) {
    params.delete(name);
    if (value !== "") params.set(name, value);
  }
  const text = params.toString();
  return `~${window.location.pathname}${text === "" ? "" : `?${text}`}`;
}
