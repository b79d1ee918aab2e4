/** A field for the value of a column: text that is read by its type, with what may be meant below it. */
import { Popover } from "@mantine/core";
import { IconCalendar } from "@tabler/icons-react";
import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "~/locales/translation";
import type { Column } from "../data/columns";
import type { Tongues } from "../data/useSheet";
import classes from "./entry.module.css";
import { hasSuggestions, suggestionsFor, taken, type Suggestion } from "./suggestions";

export interface EntryInputProps {
  column: Column;
  tongue: Tongues;
  label: string;
  value: string;
  /** Why the entry cannot be taken. */
  wrong: string | undefined;
  /** Whether the user has typed: until then all suggestions are shown. */
  typed: boolean;
  autoFocus?: boolean;
  /** Whether suggestions show as soon as the field has the focus. */
  eager?: boolean;
  change: (entry: string) => void;
  /** A key that the suggestions do not use; `entry` is the one with the marked suggestion taken. */
  pressed?: (event: KeyboardEvent, entry: string) => void;
  /** A suggestion was clicked, or a day picked. */
  picked?: (entry: string) => void;
  left?: () => void;
}

const DATED = new Set(["date", "moment"]);

export function EntryInput(props: EntryInputProps) {
  const { column, tongue, label, value, wrong, typed, autoFocus = false, eager = false, change, picked, left } = props;
  const { t } = useTranslation("table");
  const [open, setOpen] = useState(eager && hasSuggestions(column));
  const [marked, setMarked] = useState<number>();
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useId();
  const suggestions = open ? suggestionsFor(column, value, typed, tongue) : [];
  const at = marked ?? (typed && !column.list ? 0 : suggestions.findIndex(({ text }) => text === value));
  const isLong = column.type === "text" && !column.list && (column.longest ?? 0) > 300;

  useLayoutEffect(() => {
    if (!autoFocus) return;
    field.current?.focus({ preventScroll: true });
    field.current?.setSelectionRange(typed ? value.length : 0, value.length);
    // Only when it appears: later the user's own selection counts.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const choose = (place: number): string => {
    const suggestion = suggestions[place];
    return suggestion === undefined ? value : taken(column, value, suggestion);
  };
  const pick = (entry: string) => {
    change(entry);
    setMarked(undefined);
    if (column.list) field.current?.focus();
    else picked?.(entry);
  };
  const press = (event: KeyboardEvent) => {
    if (suggestions.length > 0 && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setMarked((Math.max(at, step > 0 ? -1 : 0) + step + suggestions.length) % suggestions.length);
      return;
    }
    const isTaken = open && at >= 0 && (marked !== undefined || typed);
    if (column.list && isTaken && event.key === "Enter" && marked !== undefined) {
      event.preventDefault();
      pick(choose(at));
      return;
    }
    props.pressed?.(event, isTaken && !column.list ? choose(at) : value);
  };

  return (
    <Popover opened={suggestions.length > 0} position="bottom-start" offset={2} shadow="md" withinPortal trapFocus={false} returnFocus={false} width="target" middlewares={{ flip: true, shift: true }}>
      <Popover.Target>
        <div className={classes["entry"]} data-long={isLong || undefined}>
          <textarea
            ref={field}
            rows={1}
            className={classes["field"]}
            aria-label={label}
            aria-invalid={wrong !== undefined}
            {...(hasSuggestions(column) && comboboxOf(list, suggestions.length > 0, at))}
            placeholder={column.type === "duration" ? t("hint.duration") : undefined}
            value={value}
            onChange={(event) => {
              change(event.currentTarget.value);
              setMarked(undefined);
              setOpen(hasSuggestions(column));
            }}
            onFocus={() => setOpen(hasSuggestions(column))}
            onBlur={() => {
              setOpen(false);
              left?.();
            }}
            onKeyDown={press}
          />
          {DATED.has(column.type) && <DayPicker label={label} value={value} pick={pick} />}
          <Wrong text={wrong} />
        </div>
      </Popover.Target>
      <Popover.Dropdown p={4} className={classes["dropdown"] ?? ""}>
        <Options id={list} label={label} suggestions={suggestions} at={at} pick={(place) => pick(choose(place))} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Wrong({ text }: { text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <span className={classes["wrong"]} role="alert">
      {text}
    </span>
  );
}

interface OptionsProps {
  id: string;
  label: string;
  suggestions: readonly Suggestion[];
  at: number;
  pick: (place: number) => void;
}

function Options({ id, label, suggestions, at, pick }: OptionsProps) {
  return (
    <div role="listbox" id={id} aria-label={label}>
      {suggestions.map(({ text, about }, place) => (
        <div
          key={`${text} ${place}`}
          id={`${id}-${place}`}
          role="option"
          aria-selected={place === at}
          className={classes["option"]}
          ref={place === at ? seen : undefined}
          onPointerDown={(event) => {
            event.preventDefault();
            pick(place);
          }}
        >
          <span>{text}</span>
          <span className={classes["about"]}>{about}</span>
        </div>
      ))}
    </div>
  );
}

function comboboxOf(list: string, open: boolean, at: number) {
  return {
    role: "combobox",
    "aria-expanded": open,
    "aria-autocomplete": "list" as const,
    ...(open && { "aria-controls": list }),
    ...(open && at >= 0 && { "aria-activedescendant": `${list}-${at}` }),
  };
}

function seen(option: HTMLElement | null): void {
  option?.scrollIntoView({ block: "nearest" });
}

/** A calendar to pick from with the mouse; by keyboard a day is typed. */
function DayPicker({ label, value, pick }: { label: string; value: string; pick: (entry: string) => void }) {
  const { t } = useTranslation("table");
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        tabIndex={-1}
        className={classes["calendar"]}
        aria-label={t("pickDay", { field: label })}
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => input.current?.showPicker()}
      >
        <IconCalendar size={15} aria-hidden />
      </button>
      <input
        ref={input}
        type="date"
        className={classes["native"]}
        tabIndex={-1}
        aria-hidden
        value={/^\d{4}-\d\d-\d\d/.test(value) ? value.slice(0, 10) : ""}
        onChange={(event) => pick(event.currentTarget.value)}
      />
    </>
  );
}
