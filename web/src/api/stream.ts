/** Answers that come bit by bit: a subscription over a WebSocket of its own, which ends with it. */
import { createClient } from "graphql-ws";
import type { TadaDocumentNode } from "gql.tada";
import { ApiError } from "./client";
import { textOf } from "./graphql";

interface Listener<Data> {
  heard: (data: Data) => void;
  /** The last has come; without an error it was all. */
  ended: (error?: ApiError) => void;
}

/** Hears all answers until the last has come or the returned function is called, which also stops the server's work. */
export function stream<Data, Variables extends Record<string, unknown>>(
  document: TadaDocumentNode<Data, Variables>,
  variables: Variables,
  { heard, ended }: Listener<Data>,
): () => void {
  const client = createClient({ url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/graphql`, retryAttempts: 0 });
  let over = false;
  const end = (error?: ApiError) => {
    if (over) return;
    over = true;
    void client.dispose();
    ended(error);
  };
  client.subscribe<Data>(
    { query: textOf(document), variables },
    {
      next: ({ data, errors }) => {
        const problem = errors?.[0];
        if (problem !== undefined) end(errorOf(problem));
        else if (data != null && !over) heard(data);
      },
      error: (reason) => end(Array.isArray(reason) ? errorOf(reason[0] as Problem) : new ApiError("The server cannot be reached.", "NETWORK")),
      complete: () => end(),
    },
  );
  return () => {
    over = true;
    void client.dispose();
  };
}

interface Problem {
  message: string;
  extensions?: Record<string, unknown>;
}

function errorOf({ message, extensions }: Problem): ApiError {
  const text = (name: string) => (typeof extensions?.[name] === "string" ? extensions[name] : "");
  return new ApiError(message, text("code") || "GRAPHQL", text("hint"));
}
