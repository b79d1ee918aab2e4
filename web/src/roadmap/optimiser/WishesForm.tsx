/** What the choice must keep: quarters, values, limits, what is in and what is out. */
import { Checkbox, MultiSelect, SegmentedControl, Select, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useAnswer } from "~/api/answers";
import { graphql } from "~/api/graphql";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import type { Board } from "../board";
import { type Wishes, firstQuarters } from "./wishes";

const MODELS = graphql(`
  query ScoreModelsToChoose {
    scoreModels(first: 50) {
      nodes {
        code
        name
      }
    }
  }
`);

interface WishesFormProps {
  board: Board;
  wishes: Wishes;
  put: (change: Partial<Wishes>) => void;
}

export function WishesForm({ board, wishes, put }: WishesFormProps) {
  const { t } = useTranslation("roadmap");
  const format = useFormat();
  const { data } = useAnswer(MODELS, {});
  const models = data?.scoreModels.nodes ?? [];
  const open = board.cards.filter(({ begun, status }) => !begun && status !== "CANCELLED").map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }));
  return (
    <Stack gap="xs">
      <SimpleGrid cols={2} spacing="xs">
        <Select
          label={t("select.first")}
          data={firstQuarters(board).map((value) => ({ value, label: format.quarter(value) }))}
          value={wishes.first}
          allowDeselect={false}
          onChange={(value) => value !== null && put({ first: value })}
        />
        <Whole label={t("select.quarters")} value={wishes.quarters} least={1} most={12} set={(quarters) => put({ quarters })} />
        <Whole label={t("select.committedQuarters")} value={wishes.committed} least={0} most={12} set={(committed) => put({ committed })} />
        <Whole label={t("select.wip")} placeholder={t("select.wipNone")} value={wishes.most} least={0} most={9999} set={(most) => put({ most })} />
      </SimpleGrid>
      <Select
        label={t("select.model")}
        data={[{ value: "", label: t("select.models.usual") }, ...models.map(({ code, name }) => ({ value: code, label: name === "" ? code : `${code}: ${name}` }))]}
        value={wishes.model}
        allowDeselect={false}
        onChange={(value) => put({ model: value ?? "" })}
      />
      {(["forceIn", "forceOut"] as const).map((name) => (
        <MultiSelect
          key={name}
          size="xs"
          label={t(`select.${name}`)}
          placeholder={wishes[name].length === 0 ? t("select.pick") : ""}
          data={open.filter(({ value }) => !wishes[name === "forceIn" ? "forceOut" : "forceIn"].includes(value))}
          value={[...wishes[name]]}
          searchable
          comboboxProps={{ position: "top-start", width: 340 }}
          limit={40}
          nothingFoundMessage={t("select.noneFound")}
          onChange={(values) => put({ [name]: values })}
        />
      ))}
      <Checkbox label={t("select.locked")} checked={wishes.locked} onChange={(event) => put({ locked: event.currentTarget.checked })} />
      <Checkbox label={t("select.nextFte")} checked={wishes.nextFte} onChange={(event) => put({ nextFte: event.currentTarget.checked })} />
      <div>
        <Text size="xs" fw={500} mb={3}>
          {t("select.seconds")}
        </Text>
        <SegmentedControl
          fullWidth
          aria-label={t("select.seconds")}
          data={[2, 5, 10, 30].map((count) => ({ value: String(count), label: t("select.secondsValue", { count }) }))}
          value={String(wishes.seconds)}
          onChange={(value) => put({ seconds: Number(value) })}
        />
      </div>
    </Stack>
  );
}

interface WholeProps {
  label: string;
  placeholder?: string;
  value: number;
  least: number;
  most: number;
  set: (value: number) => void;
}

/** A whole number within bounds; with a placeholder, zero is none. What is typed is kept until it is one. */
function Whole({ label, placeholder = "", value, least, most, set }: WholeProps) {
  const none = placeholder !== "" && value === 0;
  const [typed, type] = useState(none ? "" : String(value));
  return (
    <TextInput
      type="number"
      {...{ label, placeholder, min: least, max: most, value: typed }}
      onChange={({ currentTarget: { value: text } }) => {
        type(text);
        const number = text === "" && placeholder !== "" ? 0 : Number(text);
        if ((text !== "" || placeholder !== "") && Number.isInteger(number) && number >= least && number <= most) set(number);
      }}
    />
  );
}
