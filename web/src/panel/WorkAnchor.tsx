/** A code that selects its item. */
import { Anchor } from "@mantine/core";
import { useSelection } from "~/app/view";
import classes from "./Panel.module.css";

export function WorkAnchor({ code, name }: { code: string; name?: string }) {
  const [, select] = useSelection();
  return (
    <Anchor component="button" type="button" size="sm" fw={600} ta="start" className={classes["numbers"] ?? ""} onClick={() => select(code)} title={name}>
      {code}
    </Anchor>
  );
}
