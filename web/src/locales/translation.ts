/**
 * The words of the language on screen, by area (folder) and key: `t("view.graph")` of area `app` is `view.graph` in
 * `app/words/en.json`, and `t("panel:fields.name")` asks another area. `{{name}}` takes a value; with a number as
 * `count`, the form of the text that the language wants for it (`rows_one`, `rows_other`) comes first.
 */
import { create } from "zustand";

export type Values = Readonly<Record<string, string | number | null | undefined>>;

/** Returns the text of a key with its values put in; without a text `defaultValue`, else the key. */
export type Translate = (key: string, values?: Values) => string;

/** Texts of all areas in one language. */
export type Words = Readonly<Record<string, unknown>>;

export interface Translation {
  t: Translate;
  i18n: { language: string; exists: (key: string) => boolean };
}

const useShown = create<{ language: string; words: Words }>(() => ({ language: "en", words: {} }));

/** Shows other words from now on. */
export function showWords(language: string, words: Words): void {
  useShown.setState({ language, words });
}

/** Returns the words of an area, of several the first; the same function until the language changes. */
export function useTranslation(area: string | readonly [string, ...string[]]): Translation {
  const { language, words } = useShown();
  return translationOf(language, words, typeof area === "string" ? area : area[0]);
}

const made = new WeakMap<Words, Map<string, Translation>>();

/** Returns the translation into one language; always the same for the same words and area. */
export function translationOf(language: string, words: Words, area: string): Translation {
  const known = made.get(words) ?? new Map<string, Translation>();
  made.set(words, known);
  let translation = known.get(area);
  if (translation === undefined) known.set(area, (translation = translationInto(language, words, area)));
  return translation;
}

function translationInto(language: string, words: Words, home: string): Translation {
  const forms = new Intl.PluralRules(language);
  const textOf = (key: string): string | undefined => {
    const [area, path] = key.includes(":") ? (key.split(":", 2) as [string, string]) : [home, key];
    let found = words[area];
    for (const part of path.split(".")) found = (found as Words | undefined)?.[part];
    return typeof found === "string" ? found : undefined;
  };
  const t: Translate = (key, values = {}) => {
    const form = typeof values["count"] === "number" ? textOf(`${key}_${forms.select(values["count"])}`) : undefined;
    const text = form ?? textOf(key);
    if (text === undefined) return String(values["defaultValue"] ?? key);
    return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => String(values[name] ?? ""));
  };
  return { t, i18n: { language, exists: (key) => textOf(key) !== undefined } };
}
