import "~/nonce";
import "@mantine/core/styles.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "~/app/App";
import { viewAt } from "~/app/views";
import { expectPortfolio } from "~/model/portfolio";

const RELOADED = "planner:reloaded";

// A tab that was open while the server got a new page asks for parts that are gone: load the new page, but not in a circle.
window.addEventListener("vite:preloadError", (event) => {
  const last = Number(sessionStorage.getItem(RELOADED) ?? 0);
  if (Date.now() - last < 10_000) return;
  sessionStorage.setItem(RELOADED, String(Date.now()));
  event.preventDefault();
  window.location.reload();
});

// What the first view needs is asked for now, not once React has come to it; a failure shows there.
const first = viewAt(window.location.pathname);
first.load().catch(() => undefined);
if (first.dated === true) expectPortfolio(window.location.search);

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no root.");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
