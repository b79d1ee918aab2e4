/** The nonce that lets style elements of this page through its Content-Security-Policy; the server sets it anew each time. */
import { setNonce } from "get-nonce";

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";

if (nonce !== "") setNonce(nonce); // for the scroll lock of dialogs, which asks nobody else

/** Returns the nonce for style elements; empty in development, where there is no policy. */
export function styleNonce(): string {
  return nonce;
}
