/** Languages of the page: which there are, which one is shown, and its words. */
import { type Words, showWords } from "./translation";

/** Name of each language in itself. */
export const LANGUAGES = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof LANGUAGES;

type Files = Record<string, Record<string, unknown>>;

const STORED = "planner.language";
const FILES: Record<Language, () => Promise<{ default: Files }>> = {
  en: () => import("./en"),
  de: () => import("./de"),
};

/** Returns the language to show: that of the address, else the one chosen before, else the browser's, else English. */
export function preferred(search: string, stored: string | null, browser: readonly string[]): Language {
  const wished = [new URLSearchParams(search).get("lang"), stored, ...browser.map((tag) => tag.slice(0, 2))];
  return wished.find(known) ?? "en";
}

function known(name: string | null | undefined): name is Language {
  return name != null && Object.hasOwn(LANGUAGES, name);
}

/** Loads the words of the preferred language. Namespace = name of the folder that holds `words/<language>.json`. */
export async function startLanguage(): Promise<void> {
  const language = preferred(window.location.search, localStorage.getItem(STORED), navigator.languages);
  showWords(language, await words(language));
  document.documentElement.lang = language;
}

/** Shows another language from now on, in this browser. */
export async function chooseLanguage(language: Language): Promise<void> {
  showWords(language, await words(language));
  localStorage.setItem(STORED, language);
  document.documentElement.lang = language;
}

async function words(language: Language): Promise<Words> {
  const files: Files = (await FILES[language]()).default;
  return Object.fromEntries(Object.entries(files).map(([path, texts]) => [path.split("/")[1] ?? "", texts]));
}
