/** Files over plain HTTP: an import with its progress, and exports to save. The other place that asks the server. */
import { ApiError } from "./client";
import { JsonLines } from "./jsonLines";

/** What hears of an import under way. */
export interface UploadNews {
  /** Share of the file that has been sent, 0 to 1. */
  uploaded: (share: number) => void;
  /** The server begins a step: reading, checking, dating, saving. */
  step: (name: string) => void;
}

interface Refusal {
  code: string;
  message: string;
  hint: string;
}

interface Line<Answer> {
  step?: string;
  answer?: Answer;
  refusal?: Refusal;
}

/** Sends a form to `/imports` and returns the answer; throws ApiError with the reason, code ABORTED if `signal` ends it. */
export function sendImport<Answer>(form: FormData, news: UploadNews, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch cannot say how much it has sent
    const lines = new JsonLines<Line<Answer>>();
    const hear = () => {
      for (const line of lines.upTo(request.responseText)) {
        if (line.step !== undefined) news.step(line.step);
        else if (line.answer !== undefined) resolve(line.answer);
        else if (line.refusal !== undefined) reject(problemOf(line.refusal));
      }
    };
    const lost = () => reject(new ApiError("The server cannot be reached.", "NETWORK"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.upload.onprogress = ({ loaded, total }) => news.uploaded(total > 0 ? loaded / total : 1);
    request.upload.onload = () => news.uploaded(1);
    request.onprogress = () => request.status === 200 && hear();
    request.onload = () => {
      if (request.status === 200) hear();
      else reject(refusalOf(request.responseText, request.status));
      lost(); // of an answer without an end; no effect after one that has it
    };
    request.onerror = lost;
    request.onabort = () => reject(new ApiError("Given up.", "ABORTED"));
    request.open("POST", "/imports");
    request.setRequestHeader("accept", "application/x-ndjson");
    request.send(form);
  });
}

/** Returns an export; throws ApiError with the server's reason. */
export async function exported(address: string, signal?: AbortSignal): Promise<Blob> {
  let response: Response;
  try {
    response = await fetch(address, { signal: signal ?? null });
  } catch (reason) {
    if (signal?.aborted) throw reason;
    throw new ApiError("The server cannot be reached.", "NETWORK");
  }
  if (!response.ok) throw refusalOf(await response.text(), response.status);
  return response.blob();
}

/** Hands a file to the browser to keep. */
export function keep(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function refusalOf(text: string, status: number): ApiError {
  try {
    return problemOf(JSON.parse(text) as Refusal);
  } catch {
    return new ApiError(`The server answered ${status}.`, "NETWORK");
  }
}

function problemOf({ message, code, hint }: Refusal): ApiError {
  return new ApiError(message, code, hint);
}
