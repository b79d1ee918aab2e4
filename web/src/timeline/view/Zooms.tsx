/** Zoom, fit, today and export: side by side, or in one menu where there is no room. */
import { Group, Menu } from "@mantine/core";
import {
  IconArrowAutofitWidth, IconCalendarDot, IconDots, IconDownload, IconMinus, IconPhoto, IconPlus, IconPrinter, IconVector,
} from "@tabler/icons-react";
import { useTranslation } from "~/locales/translation";
import { MenuButton } from "./MenuButton";

export interface ZoomsProps {
  zoomBy: (factor: number) => void;
  fit: () => void;
  today: () => void;
  saveAs: (kind: "svg" | "png") => void;
  /** Whether there is room for all of them. */
  wide: boolean;
}

const STEP = 1.5;

export function Zooms({ zoomBy, fit, today, saveAs, wide }: ZoomsProps) {
  const { t } = useTranslation("timeline");
  const tools = [
    { label: t("zoomOut"), icon: <IconMinus size={16} />, run: () => zoomBy(1 / STEP) },
    { label: t("zoomIn"), icon: <IconPlus size={16} />, run: () => zoomBy(STEP) },
    { label: t("fit"), icon: <IconArrowAutofitWidth size={17} />, run: fit },
    { label: t("today"), icon: <IconCalendarDot size={17} />, run: today },
  ];
  return (
    <Group gap={4} wrap="nowrap" flex="none">
      {wide && tools.map(({ label, icon, run }) => <MenuButton key={label} named={false} {...{ label, icon }} onClick={run} />)}
      <Menu position="bottom-end">
        <Menu.Target>
          <MenuButton
            label={t(wide ? "export.title" : "more")}
            icon={wide ? <IconDownload size={16} /> : <IconDots size={16} />}
            named={false}
          />
        </Menu.Target>
        <Menu.Dropdown>
          {!wide &&
            tools.map(({ label, icon, run }) => (
              <Menu.Item key={label} leftSection={icon} onClick={run}>
                {label}
              </Menu.Item>
            ))}
          {!wide && <Menu.Divider />}
          <Menu.Item leftSection={<IconVector size={16} />} onClick={() => saveAs("svg")}>
            {t("export.svg")}
          </Menu.Item>
          <Menu.Item leftSection={<IconPhoto size={16} />} onClick={() => saveAs("png")}>
            {t("export.png")}
          </Menu.Item>
          <Menu.Item leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
            {t("export.print")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
