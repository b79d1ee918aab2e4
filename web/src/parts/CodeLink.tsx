/** The code of an item; a click selects it, so that the side panel shows it. */
import { Anchor } from "@mantine/core";
import { useSelection } from "~/app/view";

export function CodeLink({ code, name }: { code: string; name?: string }) {
  const [selected, select] = useSelection();
  return (
    <Anchor
      component="button"
      type="button"
      ff="monospace"
      fz="xs"
      c="var(--planner-accent-text)"
      onClick={() => select(code)}
      aria-current={selected === code ? "true" : undefined}
      {...(name !== undefined && { title: name })}
      style={{ whiteSpace: "nowrap", verticalAlign: "baseline" }}
    >
      {code}
    </Anchor>
  );
}
