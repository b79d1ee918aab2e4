/** One card of the graph: an item with its dates, or a delivery from outside the plan. */
import { IconBuilding, IconDiamond, IconRocket } from "@tabler/icons-react";
import { type KeyboardEvent, memo } from "react";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import type { Tone } from "./drawing";
import classes from "./graph.module.css";
import type { Box } from "./pose";

export interface CardData {
  id: string;
  box: Box;
  kind: "item" | "launch" | "milestone" | "outside";
  tone: Tone;
  code: string;
  name: string;
  start: number | null;
  finish: number | string | null;
  float: number | null;
  promise: string;
  isRoot: boolean;
  isSelected: boolean;
  label: string;
}

interface Props {
  card: CardData;
  select: (code: string) => void;
  centre: (code: string) => void;
  /** Called when the keyboard comes to the card. */
  reached: (box: Box) => void;
}

export const GraphCard = memo(function GraphCard({ card, select, centre, reached }: Props) {
  const { kind, code, box, label } = card;
  const shown = {
    className: classes["card"],
    style: { left: box.x, top: box.y, width: box.width, height: box.height },
    "aria-label": label,
    "data-kind": kind,
    "data-tone": card.tone,
    "data-root": card.isRoot || undefined,
    "data-selected": card.isSelected || undefined,
  };
  if (kind === "outside") {
    return (
      <div role="group" {...shown}>
        <CardText card={card} />
      </div>
    );
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !event.shiftKey) return;
    event.preventDefault();
    centre(code);
  };
  return (
    <button
      type="button"
      {...shown}
      aria-pressed={card.isSelected}
      aria-describedby="graph-keys"
      onClick={() => select(code)}
      onDoubleClick={() => centre(code)}
      onKeyDown={onKeyDown}
      onFocus={(event) => event.currentTarget.matches(":focus-visible") && reached(box)}
    >
      <CardText card={card} />
    </button>
  );
});

const ICONS = { launch: IconRocket, milestone: IconDiamond, outside: IconBuilding };

function CardText({ card: { kind, code, name, start, finish, float, promise } }: { card: CardData }) {
  const { t } = useTranslation("graph");
  const format = useFormat();
  const Icon = kind === "item" ? undefined : ICONS[kind];
  const isPoint = kind === "launch" || kind === "milestone";
  return (
    <>
      <span className={classes["line"]}>
        <span className={classes["code"]}>
          {Icon && <Icon size={13} aria-hidden />}
          {code}
        </span>
        {float !== null && <span className={classes["dim"]}>{t("float", { days: format.days(float) })}</span>}
        {kind === "outside" && <span className={classes["dim"]}>{t(`promise.${promise}`)}</span>}
      </span>
      <span className={classes["name"]}>{name}</span>
      <span className={classes["dim"]}>
        {isPoint || start === null ? format.day(finish) : `${format.shortDay(start)} – ${format.day(finish)}`}
      </span>
    </>
  );
}
