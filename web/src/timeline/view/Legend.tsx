/** What colours and signs mean: the colours on one line, the signs beside them or in a box that opens. */
import { Popover, UnstyledButton } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import type { Scene } from "../paint/scene";
import type { Settings } from "./settings";
import { signsOf, type Sign } from "./signs";
import { useWords } from "./useWords";
import classes from "./timeline.module.css";

const SHOWN = 8;
/** Least width at which the first signs have room beside the colours. */
const WIDE = 1100;
const BESIDE = 4;

export function Legend({ scene, settings, width }: { scene: Scene; settings: Settings; width: number }) {
  const { t } = useTranslation("timeline");
  const { valueName } = useWords();
  const { keys } = scene.colours;
  const signs = signsOf(scene);
  const beside = width >= WIDE && keys.length <= 5 ? signs.slice(0, BESIDE) : [];
  return (
    <div className={classes["legend"]} aria-label={t("legend.title")} role="group">
      <span className={classes["keys"]}>
        {keys.slice(0, SHOWN).map(({ value, fill }) => (
          <span key={value} className={classes["key"]}>
            <span className={classes["swatch"]} style={{ background: fill }} />
            {valueName(settings.colour, value)}
          </span>
        ))}
        {beside.map((sign) => (
          <SignKey key={sign.word} sign={sign} />
        ))}
      </span>
      <Popover position="top-end" shadow="md" trapFocus>
        <Popover.Target>
          <UnstyledButton className={classes["allSigns"] ?? ""}>
            <IconInfoCircle size={14} aria-hidden />
            {keys.length > SHOWN ? t("andMore", { count: keys.length - SHOWN }) : t("legend.all")}
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown className={classes["signs"] ?? ""}>
          {keys.length > SHOWN &&
            keys.map(({ value, fill }) => (
              <span key={value} className={classes["key"]}>
                <span className={classes["swatch"]} style={{ background: fill }} />
                {valueName(settings.colour, value)}
              </span>
            ))}
          {signs.map((sign) => (
            <SignKey key={sign.word} sign={sign} />
          ))}
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

function SignKey({ sign }: { sign: Sign }) {
  const { t } = useTranslation("timeline");
  return (
    <span className={classes["key"]}>
      <svg width={16} height={12} aria-hidden>
        {sign.parts.map(({ path, fill }) => (
          <path key={path} d={path} fill={fill} fillRule="evenodd" />
        ))}
      </svg>
      {t(`legend.${sign.word}`)}
    </span>
  );
}
