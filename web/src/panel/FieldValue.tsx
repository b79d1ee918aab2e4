/** The value of a field in words, with its giver where it is inherited. */
import { Text } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { useValueText } from "~/editing/ValueText";
import classes from "./Field.module.css";
import type { FieldSpec } from "./fields";
import { plainValue } from "./plainValue";
import { useNames } from "./useNames";

/** The value in force and who gives it; null: nobody. */
export interface Inherited {
  readonly value: unknown;
  readonly from: { readonly code: string } | null;
}

interface Props {
  spec: FieldSpec;
  value: unknown;
  /** Names of what the value refers to, by id. */
  known: ReadonlyMap<string, string>;
  inherited: Inherited | undefined;
}

export function FieldValue({ spec, value, known, inherited }: Props) {
  const { t } = useTranslation("panel");
  const own = value !== null && value !== undefined && value !== "";
  const given = own ? undefined : inherited;
  const from = given?.value ? given.from : null;
  const text = useText(spec, given === undefined ? value : plainValue(given.value), known);
  return (
    <>
      <span className={from === null ? undefined : classes["inherited"]}>{text}</span>
      {from !== null && (
        <Text component="span" size="xs" c="dimmed">
          {" "}
          {t("from", { code: from.code })}
        </Text>
      )}
    </>
  );
}

const REFERENCES = new Set(["work", "calendar", "markets", "objectives"]);

function useText(spec: FieldSpec, value: unknown, known: ReadonlyMap<string, string>): string {
  const say = useValueText();
  const ids = REFERENCES.has(spec.type) && value != null ? ([value].flat() as string[]) : [];
  const names = useNames(ids, known);
  if (names.length > 0) return names.join(", ");
  const text = say(spec.name, value);
  return spec.type === "percent" && typeof value === "number" ? `${text} %` : text;
}
