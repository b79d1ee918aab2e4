/**
 * News of other people's revisions: a GraphQL subscription where the server has it, otherwise a question every three
 * seconds. A new revision marks every answer as stale; views ask again and keep their selection.
 */
import { useEffect } from "react";
import { create } from "zustand";
import { renew } from "./answers";
import { ask } from "./client";
import { graphql } from "./graphql";
import { subscribe } from "./revisions";

/** How news arrive: pushed, by asking, or not at all because the server cannot be reached. */
export type LiveState = "connecting" | "live" | "polling" | "offline";

interface Live {
  /** Newest revision known; 0: none yet. */
  revision: number;
  state: LiveState;
}

const REVISION = graphql(`
  query NewestRevision {
    plan {
      revision
    }
  }
`);

const EVERY_MS = 3000;

const useStore = create<Live>(() => ({ revision: 0, state: "connecting" }));

/** Returns the newest revision known, here or on the server; 0 before the first answer. */
export function useRevision(): number {
  useNews();
  return useStore((live) => live.revision);
}

/** Returns the newest revision known, and how news arrive. */
export function useLive(): Live {
  useNews();
  return useStore();
}

/** Returns the newest revision known, outside of a component. */
export function newestRevision(): number {
  return useStore.getState().revision;
}

/** Notes a revision that this page learned of; if it is new, every answer is asked again. */
export function noteRevision(revision: number): void {
  const before = newestRevision();
  if (revision <= before) return;
  useStore.setState({ revision });
  if (before > 0) void renew();
}

/** Calls back with each newer revision, as it becomes known; returns the function that ends it. */
export function onRevision(hear: (revision: number, before: number) => void): () => void {
  return useStore.subscribe((now, before) => {
    if (now.revision > before.revision && before.revision > 0) hear(now.revision, before.revision);
  });
}

let listeners = 0;
let stop: (() => void) | undefined;

function useNews(): void {
  useEffect(() => {
    listeners += 1;
    stop ??= listen();
    return () => {
      listeners -= 1;
      if (listeners > 0) return;
      stop?.();
      stop = undefined;
    };
  }, []);
}

function listen(): () => void {
  const ended = new AbortController();
  let pushed = false;
  const check = async () => {
    if (document.visibilityState === "hidden") return;
    try {
      const { plan } = await ask(REVISION, {}, ended.signal);
      if (!pushed) useStore.setState({ state: "polling" });
      noteRevision(plan.revision);
    } catch {
      if (!ended.signal.aborted && !pushed) useStore.setState({ state: "offline" });
    }
  };
  const seen = () => void check();
  const timer = setInterval(() => !pushed && void check(), EVERY_MS);
  const unsubscribe = subscribe({
    heard: noteRevision,
    connected: () => {
      pushed = true;
      useStore.setState({ state: "live" });
      void check(); // what was missed meanwhile
    },
    lost: () => {
      pushed = false;
      void check();
    },
  });
  document.addEventListener("visibilitychange", seen);
  void check();
  return () => {
    ended.abort();
    clearInterval(timer);
    document.removeEventListener("visibilitychange", seen);
    unsubscribe();
  };
}
