/** The state of the command palette: open or not, and what Enter runs. */
import { createSpotlight } from "@mantine/spotlight";

export const [paletteStore, palette] = createSpotlight();

/** Makes the first entry of the list the one that Enter runs. */
export function selectFirst(): void {
  const list = document.getElementById(paletteStore.getState().listId);
  if (list === null) return;
  for (const entry of list.querySelectorAll("[data-selected]")) entry.removeAttribute("data-selected");
  list.querySelector("[data-action]")?.setAttribute("data-selected", "true");
  paletteStore.updateState((state) => ({ ...state, selected: 0 }));
}
