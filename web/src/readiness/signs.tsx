/** Signs of states: a shape, a word and a colour, so that none of them is needed. */
import { Badge } from "@mantine/core";
import {
  type Icon,
  IconAlertTriangle,
  IconCheck,
  IconCircle,
  IconCircleDashed,
  IconCircleHalf2,
  IconClockExclamation,
  IconFlag,
  IconHelp,
  IconHandStop,
  IconMinus,
  IconRocket,
  IconShieldCheck,
  IconVersions,
  IconX,
} from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";

export const GATE_SIGNS: Record<string, Icon> = {
  NOT_APPLICABLE: IconMinus,
  NOT_STARTED: IconCircle,
  IN_PROGRESS: IconCircleHalf2,
  PASSED: IconCheck,
  FAILED: IconX,
  WAIVED: IconShieldCheck,
};

const CELL_SIGNS: Record<string, [Icon, string]> = {
  LIVE: [IconRocket, "green"],
  READY: [IconCheck, "green"],
  ON_TRACK: [IconCircleHalf2, "blue"],
  AT_RISK: [IconAlertTriangle, "orange"],
  LATE: [IconClockExclamation, "orange"],
  BLOCKED: [IconHandStop, "red"],
  DRIFT: [IconVersions, "red"],
  UNKNOWN: [IconHelp, "yellow"],
  NO_TARGET: [IconFlag, "gray"],
  NO_GATES: [IconCircleDashed, "gray"],
};

/** How a market of a launch stands. */
export function ReadinessBadge({ state }: { state: string }) {
  const { t } = useTranslation("readiness");
  const [Sign, color] = CELL_SIGNS[state] ?? [IconAlertTriangle, "gray"];
  return (
    <Badge color={color} leftSection={<Sign size={12} aria-hidden />} title={t(`cellHint.${state}`)}>
      {t(`cell.${state}`, { defaultValue: state })}
    </Badge>
  );
}

/** The state of one gate as shape and word. */
export function GateSign({ state, size = 15 }: { state: string; size?: number }) {
  const Sign = GATE_SIGNS[state] ?? IconHelp;
  return <Sign size={size} aria-hidden />;
}

/** The state of a market of a launch as shape. */
export function CellSign({ state }: { state: string }) {
  const [Sign] = CELL_SIGNS[state] ?? [IconAlertTriangle];
  return <Sign size={13} aria-hidden />;
}
