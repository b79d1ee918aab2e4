/** The view as a picture: saved as a file, and shown on paper while the browser prints. */
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "~/locales/translation";
import { timelineSvg } from "../paint/timelineSvg";
import { scaleOf, type Control } from "./control";
import { savePng, saveSvg } from "./exporting";
import { useWords } from "./useWords";

/** Returns what saves a picture of the period on screen, and the picture for paper, "" unless it is being printed. */
export function usePictures(control: () => Control): { saveAs: (kind: "svg" | "png") => void; paper: string } {
  const { t } = useTranslation("timeline");
  const { laneName } = useWords();
  const picture = () => {
    const now = control();
    const { left, width } = now.store.getState();
    const part = { scale: scaleOf(now), left: Math.round(left), width };
    return timelineSvg(now.scene, now.shown, part, t("title"), (key) => laneName(now.grouping, key));
  };
  const saveAs = (kind: "svg" | "png") => {
    if (kind === "svg") saveSvg(picture(), "timeline");
    else void savePng(picture(), "timeline");
  };
  return { saveAs, paper: usePaper(picture) };
}

/** Returns the picture while the browser prints, "" otherwise. */
function usePaper(make: () => string): string {
  const [picture, setPicture] = useState("");
  const latest = useRef(make);
  useEffect(() => {
    latest.current = make;
  });
  useEffect(() => {
    const before = () => setPicture(latest.current());
    const after = () => setPicture("");
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, []);
  return picture;
}
