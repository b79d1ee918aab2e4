/** The subscription `revisions` over a WebSocket, connected again after a growing pause when it is lost. */
import { createClient } from "graphql-ws";

interface Listener {
  heard: (revision: number) => void;
  connected: () => void;
  lost: () => void;
}

const LONGEST_MS = 30_000;

/** Hears of each new revision until the returned function is called. */
export function subscribe({ heard, connected, lost }: Listener): () => void {
  const client = createClient({
    url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/graphql`,
    lazy: false,
    keepAlive: 15_000,
    retryAttempts: Infinity,
    shouldRetry: () => true,
    retryWait: (tried) => new Promise((go) => setTimeout(go, pause(tried, Math.random()))),
    onNonLazyError: lost,
    on: { connected, closed: lost },
  });
  const end = client.subscribe<{ revisions: { number: number } }>(
    { query: "subscription { revisions { number } }" },
    {
      next: ({ data }) => data && heard(data.revisions.number),
      error: lost,
      complete: () => undefined,
    },
  );
  return () => {
    end();
    void client.dispose();
  };
}

/** Returns how many milliseconds to wait before the next attempt; `chance` in 0..1 spreads clients apart. */
export function pause(tried: number, chance: number): number {
  return Math.min(LONGEST_MS, 500 * 2 ** Math.min(tried, 10)) * (0.75 + 0.5 * chance);
}
