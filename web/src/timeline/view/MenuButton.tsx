/** A button that opens something; without room for its name it is a sign with a tooltip. */
import { ActionIcon, Button, Tooltip } from "@mantine/core";

interface MenuButtonProps extends Omit<React.ComponentPropsWithRef<"button">, "color" | "disabled" | "style"> {
  label: string;
  icon: React.ReactNode;
  named: boolean;
  /** Whether it stands out, because something is set. */
  lit?: boolean;
}

export function MenuButton({ label, icon, named, lit = false, ...rest }: MenuButtonProps) {
  const variant = lit ? "light" : "default";
  if (named) {
    return (
      <Button size="xs" flex="none" variant={variant} leftSection={icon} {...rest}>
        {label}
      </Button>
    );
  }
  return (
    <Tooltip label={label} openDelay={400}>
      <ActionIcon variant={variant} size={30} aria-label={label} {...rest}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
