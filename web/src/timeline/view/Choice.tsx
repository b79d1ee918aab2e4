/** A setting with a few values: as a list that opens, or as segments side by side. */
import { SegmentedControl, Select, Text } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import type { Setting } from "./settings";

export type SetSetting = (name: Setting, value: string) => void;

interface ChoiceProps {
  name: Setting;
  word: string;
  values: readonly string[];
  value: string;
  set: SetSetting;
  width?: number;
}

export function Choice({ name, word, values, value, set, width }: ChoiceProps) {
  const { t } = useTranslation("timeline");
  return (
    <Select
      size="xs"
      w={width ?? "100%"}
      aria-label={t(word)}
      data={values.map((item) => ({ value: item, label: t(`${word}Value`, { what: t(`${name}.${item}`) }) }))}
      value={value}
      allowDeselect={false}
      checkIconPosition="right"
      comboboxProps={{ width: 220, position: "bottom-start" }}
      onChange={(chosen) => chosen !== null && set(name, chosen)}
    />
  );
}

export function Segments({ name, word, values, value, set }: ChoiceProps) {
  const { t } = useTranslation("timeline");
  return (
    <div>
      <Text size="xs" fw={500} mb={4}>
        {t(word)}
      </Text>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t(word)}
        data={values.map((item) => ({ value: item, label: t(`${name}.${item}`) }))}
        value={value}
        onChange={(chosen) => set(name, chosen)}
      />
    </div>
  );
}
