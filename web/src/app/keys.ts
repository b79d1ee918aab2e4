/** Keys of commands: `mod+K`, `?`, `Shift+Delete`, or a sequence such as `G T` typed within a second. */

/** The part of a keyboard event that matters here. */
export interface Stroke {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** Returns a stroke as a step of keys: `mod+k`, `?`, `shift+delete`; Shift is left out where it makes a sign. */
export function stepOf(stroke: Stroke): string {
  const key = stroke.key.toLowerCase();
  const shifts = stroke.shiftKey && (key.length > 1 || stroke.ctrlKey || stroke.metaKey || /[a-z]/.test(key));
  const parts = [
    stroke.ctrlKey || stroke.metaKey ? "mod" : "",
    stroke.altKey ? "alt" : "",
    shifts ? "shift" : "",
    key === " " ? "space" : key,
  ];
  return parts.filter((part) => part !== "").join("+");
}

/** Returns keys as the steps to type, in the form of `stepOf`. */
export function stepsOf(keys: string): string[] {
  return keys
    .trim()
    .split(/\s+/)
    .map((step) => {
      if (step === "+") return step;
      const parts = step.toLowerCase().split("+");
      const key = parts.at(-1) ?? "";
      return [...["mod", "alt", "shift"].filter((name) => parts.includes(name) && name !== key), key].join("+");
    });
}

/** What typed steps are to keys: `whole` runs the command, `begun` waits for more, `other` is neither. */
export function compare(typed: readonly string[], keys: string): "whole" | "begun" | "other" {
  const wanted = stepsOf(keys);
  if (typed.length > wanted.length || typed.some((step, place) => step !== wanted[place])) return "other";
  return typed.length === wanted.length ? "whole" : "begun";
}

/** Keys that edit text where there is a text field: they stay the field's. */
const EDITING = /^mod\+(shift\+)?[zyacvx]$/;

/** Whether a step typed into a text field is for the page all the same. */
export function leavesField(step: string): boolean {
  return step.startsWith("mod+") && !EDITING.test(step);
}

/** Returns the keys as caps for people, one list per step: [["Ctrl", "K"]]. */
export function capsOf(keys: string, apple: boolean): string[][] {
  const names: Record<string, string> = {
    mod: apple ? "⌘" : "Ctrl",
    alt: apple ? "⌥" : "Alt",
    shift: apple ? "⇧" : "Shift",
    escape: "Esc",
    delete: "Del",
    enter: "Enter",
    space: "Space",
    tab: "Tab",
    home: "Home",
    end: "End",
    pageup: "PgUp",
    pagedown: "PgDn",
    arrowleft: "←",
    arrowright: "→",
    arrowup: "↑",
    arrowdown: "↓",
  };
  return stepsOf(keys).map((step) =>
    (step === "+" ? ["+"] : step.split("+")).map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part)),
  );
}
