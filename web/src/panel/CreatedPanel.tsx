/** The panel of an item that the draft creates: its fields, until it is saved and has dates. */
import { Alert, Badge, Group, Text } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { FieldGroups } from "./Fields";
import classes from "./Panel.module.css";

interface Props {
  id: string;
  kind: "Initiative" | "Launch";
  values: Readonly<Record<string, unknown>>;
}

export function CreatedPanel({ id, kind, values }: Props) {
  const { t } = useTranslation("panel");
  const code = String(values["code"]);
  return (
    <div className={classes["panel"]}>
      <header className={classes["heading"]}>
        <Group gap={6}>
          <Text fw={700} className={classes["code"] ?? ""}>
            {code}
          </Text>
          <Badge color="accent">{t("created")}</Badge>
        </Group>
        <h2 className={classes["title"]}>{String(values["name"])}</h2>
      </header>
      <div className={classes["body"]}>
        <Alert variant="light" mb="sm">
          {t("createdHint")}
        </Alert>
        <FieldGroups entity={{ kind, id, label: code }} values={{}} readOnly={false} />
      </div>
    </div>
  );
}
