/** Commands of the page: what the palette offers, what the help sheet lists, what keys do. */
import { useEffect, useId, useRef } from "react";
import { create } from "zustand";

/** One thing that a user can do. */
export interface Command {
  id: string;
  label: string;
  /** Keys that run it, such as `mod+K` (mod is Ctrl or Command), `?` or the sequence `G T`; none: palette only. */
  keys?: string;
  /** Heading in the palette and in the help sheet. */
  group: string;
  run: () => void;
  /** Listed in the help sheet, but its keys are heard by the view itself. */
  listedOnly?: boolean;
}

interface Registry {
  groups: ReadonlyMap<string, readonly Command[]>;
  set: (owner: string, commands: readonly Command[]) => void;
  remove: (owner: string) => void;
}

export const useRegistry = create<Registry>()((change) => ({
  groups: new Map(),
  set: (owner, commands) => change(({ groups }) => ({ groups: new Map(groups).set(owner, commands) })),
  remove: (owner) =>
    change(({ groups }) => {
      const left = new Map(groups);
      left.delete(owner);
      return { groups: left };
    }),
}));

/** Offers these commands while the component is mounted. They need not be the same objects at each rendering. */
export function useCommands(commands: readonly Command[]): void {
  const owner = useId();
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  const shape = JSON.stringify(commands.map(({ id, label, keys, group, listedOnly }) => [id, label, keys, group, listedOnly]));
  useEffect(() => {
    const run = (id: string) => latest.current.find((command) => command.id === id)?.run();
    const { set, remove } = useRegistry.getState();
    set(
      owner,
      latest.current.map((command) => ({ ...command, run: () => run(command.id) })),
    );
    return () => remove(owner);
  }, [owner, shape]);
}

/** Returns commands by their group, in the order in which the groups first occur. */
export function grouped(commands: readonly Command[]): [string, Command[]][] {
  const groups = new Map<string, Command[]>();
  for (const command of commands) {
    const group = groups.get(command.group);
    if (group === undefined) groups.set(command.group, [command]);
    else group.push(command);
  }
  return [...groups];
}

/** Returns all commands on offer, those registered last at the end. */
export function commandsOf(groups: ReadonlyMap<string, readonly Command[]>): Command[] {
  return [...groups.values()].flat();
}
