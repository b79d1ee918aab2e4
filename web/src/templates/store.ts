/** Whether the form for a template, or for translations, is open, and with what in it. */
import { create } from "zustand";

/** What the form for a template begins with. */
export interface TemplateStart {
  readonly template?: string;
  /** Global id of the launch that the work leads to or follows. */
  readonly launch?: string;
  readonly prefix?: string;
  readonly name?: string;
}

interface LaunchNamed {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

interface Opened {
  readonly templates: TemplateStart | undefined;
  readonly localise: LaunchNamed | undefined;
}

export const useOpened = create<Opened>(() => ({ templates: undefined, localise: undefined }));

/** Opens the form for work from a template. */
export function openTemplates(start: TemplateStart = {}): void {
  useOpened.setState({ templates: start });
}

/** Opens the proposal of translations for a launch. */
export function openLocalise({ id, code, name }: LaunchNamed): void {
  useOpened.setState({ localise: { id, code, name } });
}

export function closeAll(): void {
  useOpened.setState({ templates: undefined, localise: undefined });
}
