/** All keys that do something here, by group. */
import { Modal, SimpleGrid, Stack, Table, Text, Title } from "@mantine/core";
import { useTranslation } from "~/locales/translation";
import { Keys } from "~/parts/Keys";
import { type Command, commandsOf, grouped, useRegistry } from "./commands";
import { useHelp } from "./help";

export function HelpSheet() {
  const { t } = useTranslation("app");
  const { open, show } = useHelp();
  return (
    <Modal
      opened={open}
      onClose={() => show(false)}
      size="xl"
      title={t("help.title")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <Groups />
    </Modal>
  );
}

function Groups() {
  const { t } = useTranslation("app");
  const commands = commandsOf(useRegistry((registry) => registry.groups)).filter(({ keys }) => keys !== undefined);
    return (
    <Stack>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
        {grouped(commands).map(([group, listed]) => (
          <Group key={group} name={group} commands={listed} />
        ))}
      </SimpleGrid>
      <Text size="sm" c="dimmed">
        {t("help.hint")}
      </Text>
    </Stack>
  );
}

function Group({ name, commands }: { name: string; commands: readonly Command[] }) {
  return (
    <section>
      <Title order={3} mb={4}>
        {name}
      </Title>
      <Table verticalSpacing={5} horizontalSpacing={0} aria-label={name}>
        <Table.Tbody>
          {commands.map(({ id, label, keys }) => (
            <Table.Tr key={id}>
              <Table.Td>{label}</Table.Td>
              <Table.Td ta="end">
                <Keys keys={keys ?? ""} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
