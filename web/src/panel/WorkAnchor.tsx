/** A code that selects its item. */
import { Anchor } from "@mantine/core";
import { useSelection } from "~/app/view";

export function WorkAnchor({ code, name }: { code: string; name?: string }) {
  const [, select] = useSelection();
  return (
    <Anchor component="button" type="button" size="sm" fw={600} ta="start" onClick={() => select(code)} title={name}>
      {code}
    </Anchor>
  );
}
