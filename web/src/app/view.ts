/** The state of a view lives in its address: group, sort, filter, zoom and selection can be sent as a link. */
import { useCallback } from "react";
import { useLocation, useSearchParams } from "wouter";

/** Returns one parameter of the address and a function that sets it; the default is left out of the address. */
export function useParam(name: string, fallback = ""): [string, (value: string) => void] {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (value: string) => {
      setParams(
        (previous) => {
          const next = new URLSearchParams(previous);
          if (value === fallback) next.delete(name);
          else next.set(name, value);
          return next;
        },
        { replace: true },
      );
    },
    [name, fallback, setParams],
  );
  return [params.get(name) ?? fallback, set];
}

/** Returns the code of the selected item (empty: none) and the function that selects. The side panel shows it. */
export function useSelection(): [string, (code: string) => void] {
  return useParam("item");
}

/** Returns a function that goes to a view, keeping the selected item. */
export function useOpen(): (path: string, item?: string) => void {
  const [, navigate] = useLocation();
  return useCallback(
    (path, item) => navigate(item ? `${path}?item=${encodeURIComponent(item)}` : path),
    [navigate],
  );
}
