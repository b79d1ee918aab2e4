/** One card: what it is, how firm, when by its dates, and what is remarkable about it. */
import { IconAlertTriangle, IconArrowForward, IconCheck, IconGavel } from "@tabler/icons-react";
import { memo } from "react";
import { useTranslation } from "~/locales/translation";
import { useFormat } from "~/parts/format";
import { type Board, type Card, differs, isCarriedOver, isOverdue } from "./board";
import { CARD } from "./layout";
import { labelAt } from "./moves";
import classes from "./roadmap.module.css";

interface CardBoxProps {
  board: Board;
  card: Card;
  /** Position of the card and key of its group. */
  place: string;
  top: number;
  focused: boolean;
  selected: boolean;
  carried: boolean;
  position: number;
  size: number;
}

export const CardBox = memo(function CardBox({ board, card, place, top, focused, selected, carried, position, size }: CardBoxProps) {
  const { t } = useTranslation("roadmap");
  return (
    <div role="listitem" aria-posinset={position} aria-setsize={size} className={classes["spot"]} style={{ top, height: CARD }}>
      <button
        type="button"
        className={classes["card"]}
        data-card={place}
        data-tier={card.commitment ?? "NONE"}
        data-begun={card.begun || undefined}
        data-done={card.status === "DONE" || undefined}
        data-drafted={card.drafted || undefined}
        data-carried={carried || undefined}
        aria-pressed={selected}
        aria-describedby="roadmap-keys"
        tabIndex={focused ? 0 : -1}
      >
        <CardFace board={board} card={card} />
        <span className={classes["unseen"]}>{card.commitment === undefined ? "" : t(`tier.${card.commitment}`)}</span>
      </button>
    </div>
  );
});

export function CardFace({ board, card }: { board: Board; card: Card }) {
  const { t } = useTranslation("roadmap");
  const open = card.begun && card.status !== "DONE";
  return (
    <>
      <span className={classes["cardTop"]}>
        <span className={classes["code"]} data-critical={(card.critical && card.status !== "DONE") || undefined}>
          {card.code}
        </span>
        <Marks card={card} />
        <span className={classes["said"]} data-plain={card.said === "" || undefined}>
          {card.begun ? t("begun") : card.said === "" ? t("byDates") : card.said}
        </span>
      </span>
      <span className={classes["cardName"]} title={card.name}>
        {card.name}
      </span>
      <span className={classes["cardDates"]}>
        <Dates board={board} card={card} />
      </span>
      {open && card.percent > 0 && <span className={classes["progress"]} style={{ width: `${card.percent}%` }} aria-hidden />}
    </>
  );
}

function Marks({ card }: { card: Card }) {
  const { t } = useTranslation("roadmap");
  return (
    <>
      {card.must && <IconGavel size={13} aria-label={t("mark.must")} role="img" />}
      {isCarriedOver(card) && <IconArrowForward size={13} aria-label={t("mark.carried")} role="img" />}
      {card.late && <IconAlertTriangle size={13} aria-label={t("mark.late")} role="img" className={classes["warning"]} />}
      {card.status === "DONE" && <IconCheck size={13} aria-label={t("parts:status.DONE")} role="img" />}
      {card.status === "ON_HOLD" && <span className={classes["note"]}>{t("parts:status.ON_HOLD")}</span>}
    </>
  );
}

/** The dates, unless they contradict the quarter that is planned. */
function Dates({ board, card }: { board: Board; card: Card }) {
  const { t } = useTranslation("roadmap");
  const format = useFormat();
  if (isOverdue(card)) return <span className={classes["differs"]}>{t("overdue", { quarter: format.quarter(card.said) })}</span>;
  if (differs(card)) return <span className={classes["differs"]}>{t("datesSay", { quarter: format.quarter(labelAt(board, card.start!)) })}</span>;
  return card.startDay === null ? t("noDates") : `${format.shortDay(card.startDay)} – ${format.day(card.finishDay)}`;
}
