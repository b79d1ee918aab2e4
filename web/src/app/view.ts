/** The state of a view lives in its address: group, sort, filter, zoom and selection can be sent as a link. */
import { useCallback } from "react";
import { useLocation, useSearch } from "wouter";

/** Parameters that belong to the whole page: they stay when another view is opened. */
const LASTING = ["item", "revision", "lang"];

/**
 * Returns one parameter of the address and a function that sets it; the default is left out of the address.
 *
 * Setting several parameters one after the other in one handler keeps them all.
 */
export function useParam(name: string, fallback = ""): [string, (value: string) => void] {
  const search = useSearch();
  const [, navigate] = useLocation();
  const set = useCallback(
    (value: string) => {
      const params = new URLSearchParams(window.location.search);
      if (value === fallback) params.delete(name);
      else params.set(name, value);
      navigate(address(`~${window.location.pathname}`, params), { replace: true });
    },
    [name, fallback, navigate],
  );
  return [new URLSearchParams(search).get(name) ?? fallback, set];
}

/** Returns the code of the selected item (empty: none) and the function that selects. The side panel shows it. */
export function useSelection(): [string, (code: string) => void] {
  return useParam("item");
}

/** Returns a function that goes to a view (absolute path), keeping the selection unless another item is given. */
export function useOpen(): (path: string, item?: string) => void {
  const [, navigate] = useLocation();
  return useCallback((path, item) => navigate(`~${addressOf(path, window.location.search, item)}`), [navigate]);
}

/** Returns the address of a view, with its own parameters and the lasting ones of `search`; `item` replaces the selection. */
export function addressOf(to: string, search: string, item?: string): string {
  const [path = "", own] = to.split("?", 2);
  const present = new URLSearchParams(search);
  const next = new URLSearchParams(own);
  for (const name of LASTING) {
    const value = name === "item" ? (item ?? present.get(name)) : present.get(name);
    if (value) next.set(name, value);
  }
  return address(path, next);
}

function address(path: string, params: URLSearchParams): string {
  const text = params.toString();
  return text === "" ? path : `${path}?${text}`;
}
