/** A box beside the pointer and inside the plot. */
import { useStore } from "zustand";
import { HEADER_HEIGHT } from "../paint/header";
import type { BoardStore } from "./board";
import classes from "./timeline.module.css";

export function Beside({ store, children, refused, chip = false }: {
  store: BoardStore;
  children: React.ReactNode;
  refused?: boolean;
  chip?: boolean;
}) {
  const { x, y, width, height } = useStore(store);
  const right = x > width - 320;
  const below = y < height * 0.6;
  const style = {
    ...(right ? { right: width - x + 14 } : { left: x + 16 }),
    ...(below ? { top: y + HEADER_HEIGHT + 18 } : { bottom: height - y + 14 }),
  };
  return (
    <div className={`${classes["floating"]} ${chip ? classes["chip"] : ""}`} data-refused={refused || undefined} style={style} data-testid={chip ? "chip" : "tip"}>
      {children}
    </div>
  );
}
