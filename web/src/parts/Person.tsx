/** A person by name, with initials to find again at a glance. */
import { Avatar, Group, Text } from "@mantine/core";

export function Person({ name, size = 22 }: { name: string; size?: number }) {
  return (
    <Group component="span" gap={6} wrap="nowrap" display="inline-flex">
      <Initials name={name} size={size} />
      <Text component="span" inherit truncate>
        {name}
      </Text>
    </Group>
  );
}

/** The initials alone; said to nobody, as the name stands beside them. */
export function Initials({ name, size = 28 }: { name: string; size?: number }) {
  return (
    <Avatar size={size} color="accent" aria-hidden styles={{ placeholder: { fontSize: size * 0.4 } }}>
      {initialsOf(name)}
    </Avatar>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/[\s.@_-]+/).filter(Boolean);
  const last = words.length > 1 ? words.at(-1) : undefined;
  return `${words[0]?.charAt(0) ?? "?"}${last?.charAt(0) ?? ""}`.toUpperCase();
}
