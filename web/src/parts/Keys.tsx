/** Keys drawn as caps: Ctrl K, or G then T. */
import { Group, Kbd } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { capsOf } from "~/app/keys";

const APPLE = /Mac|iPhone|iPad/.test(navigator.platform);

export function Keys({ keys }: { keys: string }) {
  const { t } = useTranslation("parts");
  return (
    <Group component="span" gap={6} wrap="nowrap" display="inline-flex">
      {capsOf(keys, APPLE).map((step, place) => (
        <Group key={place} component="span" gap={3} wrap="nowrap" display="inline-flex">
          {step.map((cap) => (
            <Kbd key={cap} size="xs">
              {t(`cap.${cap}`, { defaultValue: cap })}
            </Kbd>
          ))}
        </Group>
      ))}
    </Group>
  );
}
