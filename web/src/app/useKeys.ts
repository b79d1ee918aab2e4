/** Hears the keys of all commands on offer and runs them. */
import { useEffect } from "react";
import { type Command, commandsOf, useRegistry } from "./commands";
import { compare, leavesField, stepOf } from "./keys";

const PATIENCE = 1000;
const MODIFIERS = new Set(["Control", "Shift", "Alt", "Meta", "AltGraph", "Dead", "CapsLock"]);

/** Listens while the component is mounted. Keys that a view took, and keys beneath a dialog, are left alone. */
export function useKeys(): void {
  useEffect(() => {
    const hear = listener();
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, []);
}

/** Returns what hears one stroke after the other and remembers how far a sequence has come. */
function listener(): (event: KeyboardEvent) => void {
  let typed: string[] = [];
  let last = 0;
  return (event) => {
    if (!concernsPage(event)) return;
    const step = stepOf(event);
    const before = event.timeStamp - last > PATIENCE ? [] : typed;
    last = event.timeStamp;
    const offered = commandsOf(useRegistry.getState().groups).filter((command) => !command.listedOnly);
    typed = [...before, step];
    let found = match(typed, offered);
    if (found === undefined && before.length > 0) {
      typed = [step];
      found = match(typed, offered);
    }
    if (found === "begun") return;
    typed = [];
    if (found === undefined) return;
    event.preventDefault();
    found.run();
  };
}

function concernsPage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || MODIFIERS.has(event.key)) return false;
  return !inDialog() && (!inField(event.target) || leavesField(stepOf(event)));
}

/** The command that the typed steps run (of several, the one registered last), or whether one has begun. */
function match(typed: readonly string[], offered: readonly Command[]): Command | "begun" | undefined {
  const results = offered.map((command) => [command, compare(typed, command.keys ?? "\0")] as const);
  const whole = results.findLast(([, result]) => result === "whole");
  if (whole !== undefined) return whole[0];
  return results.some(([, result]) => result === "begun") ? "begun" : undefined;
}

function inField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "range"].includes(target.type);
}

function inDialog(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}
