/** A launch by code and name; a click opens its page. */
import { Anchor } from "@mantine/core";
import { useOpen } from "~/app/view";
import classes from "./launches.module.css";

export function LaunchLink({ code, name }: { code: string; name: string }) {
  const open = useOpen();
  const path = `/launches/${encodeURIComponent(code)}`;
  return (
    <Anchor
      href={path}
      fw={600}
      fz="sm"
      c="var(--planner-accent-text)"
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        open(path);
      }}
    >
      <span className={classes["code"]}>{code}</span> {name}
    </Anchor>
  );
}
