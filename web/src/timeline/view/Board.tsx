/** The two canvases: the header of time, and the drawing that the browser scrolls. */
import { useEffect, useLayoutEffect, useRef, type ReactNode, type RefObject } from "react";
import type { Scene } from "../paint/scene";
import { dutyAt } from "../paint/header";
import type { BoardStore } from "./board";
import { scaleOf, type Control } from "./control";
import { startPainter, type Painter, type Picture } from "./painter";
import { listen } from "./pointer";
import { listenToWheel } from "./wheel";
import classes from "./timeline.module.css";

interface BoardProps {
  store: BoardStore;
  scene: Scene;
  shown: readonly number[];
  origin: number;
  control: () => Control;
  scroller: RefObject<HTMLDivElement | null>;
  sizer: RefObject<HTMLDivElement | null>;
  /** What moves with the drawing, beside it. */
  moving: RefObject<HTMLDivElement | null>;
  label: string;
  children: ReactNode;
}

export function Board({ store, scene, shown, origin, control, scroller, sizer, moving, label, children }: BoardProps) {
  const header = useRef<HTMLCanvasElement>(null);
  const body = useRef<HTMLCanvasElement>(null);
  const picture = useRef<Picture>({ scene, shown, origin });
  const painter = useRef<Painter | undefined>(undefined);

  useLayoutEffect(() => {
    picture.current = { scene, shown, origin };
    painter.current?.request();
  }, [scene, shown, origin]);
  useEffect(() => {
    const started = startPainter(
      store,
      {
        header: header.current!,
        body: body.current!,
        painted: ({ top }) => {
          const element = moving.current;
          if (element === null) return;
          element.style.transform = `translateY(${-Math.round(top)}px)`;
          element.style.setProperty("--scrolled", `${Math.round(top)}px`);
        },
      },
      () => picture.current,
    );
    painter.current = started;
    started.request();
    return started.stop;
  }, [store, moving]);
  useEffect(() => listen(scroller.current!, body.current!, control), [control, scroller]);
  useEffect(() => listenToWheel(scroller.current!, control), [control, scroller]);
  useSize(scroller, store, control);
  useTreeWheel(moving, scroller);

  const overHeader = (event: React.PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const duty = y > 56 ? dutyAt(scene, scaleOf(control()), x + store.getState().left) : -1;
    store.setState({ hoverDuty: duty, x, y: 0 });
  };
  return (
    <div className={classes["plot"]}>
      <canvas
        ref={header}
        className={classes["headerCanvas"]}
        aria-hidden
        onPointerMove={overHeader}
        onPointerLeave={() => store.setState({ hoverDuty: -1 })}
      />
      <div
        ref={scroller}
        className={classes["scroller"]}
        tabIndex={0}
        role="region"
        aria-label={label}
        onScroll={(event) => {
          const { scrollLeft, scrollTop } = event.currentTarget;
          store.setState({ left: scrollLeft, top: scrollTop });
        }}
      >
        <div ref={sizer} style={{ position: "relative", minHeight: "100%" }}>
          <canvas ref={body} className={classes["bodyCanvas"]} aria-hidden />
        </div>
      </div>
      {children}
    </div>
  );
}

/** Follows the size of the window and the sharpness of the screen. */
function useSize(scroller: RefObject<HTMLDivElement | null>, store: BoardStore, control: () => Control): void {
  useLayoutEffect(() => {
    const element = scroller.current!;
    const measure = () => {
      if (element.clientWidth === 0) return; // on paper
      store.setState({ width: element.clientWidth, height: element.clientHeight });
      control().zoom(store.getState().perDay, 0);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    window.addEventListener("resize", measure);
    return () => {
      observer.disconnect();
      window.removeEventListener("resize", measure);
    };
  }, [scroller, store, control]);
}

/** The wheel over the tree scrolls the drawing. */
function useTreeWheel(moving: RefObject<HTMLDivElement | null>, scroller: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const tree = moving.current?.parentElement;
    if (tree == null) return;
    const wheel = (event: WheelEvent) => {
      scroller.current?.scrollBy({ top: event.deltaY });
      event.preventDefault();
    };
    tree.addEventListener("wheel", wheel, { passive: false });
    return () => tree.removeEventListener("wheel", wheel);
  }, [moving, scroller]);
}
