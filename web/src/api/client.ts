/** The one place that asks the server: GraphQL over HTTP. Files travel in `files.ts`, live news in `live.ts`. */
import type { TadaDocumentNode } from "gql.tada";
import { textOf } from "./graphql";

/** A request that was not answered; `code` is the server's, or NETWORK where no answer came. */
export class ApiError extends Error {
  readonly code: string;
  readonly hint: string;

  constructor(message: string, code: string, hint = "") {
    super(message);
    this.name = "ApiError";
    this.code = code;
    this.hint = hint;
  }
}

interface Answer<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string; hint?: string } }[];
}

/** Returns the data of one query or mutation; throws ApiError if there is none or it is not whole. */
export async function ask<Data, Variables>(
  document: TadaDocumentNode<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Data> {
  const answer = await answerOf<Data>(JSON.stringify({ query: textOf(document), variables }), signal);
  const problem = answer.errors?.[0];
  if (problem !== undefined) {
    throw new ApiError(problem.message, problem.extensions?.code ?? "GRAPHQL", problem.extensions?.hint);
  }
  if (answer.data == null) throw new ApiError("The server sent no data.", "EMPTY");
  return answer.data;
}

async function answerOf<Data>(body: string, signal?: AbortSignal): Promise<Answer<Data>> {
  const headers = { "content-type": "application/json", accept: "application/graphql-response+json" };
  let response: Response;
  try {
    response = await fetch("/graphql", { method: "POST", headers, body, signal: signal ?? null });
  } catch (reason) {
    if (signal?.aborted) throw reason;
    throw new ApiError("The server cannot be reached.", "NETWORK");
  }
  try {
    return (await response.json()) as Answer<Data>;
  } catch {
    throw new ApiError(`The server answered ${response.status} without JSON.`, "NETWORK");
  }
}
