/** Offers the templates that come with the program where the plan has none. */
import { Button } from "@mantine/core";
import { IconTemplate } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { renew } from "~/api/answers";
import { ask } from "~/api/client";
import { graphql } from "~/api/graphql";
import { noteRevision } from "~/api/live";
import { useTranslation } from "~/locales/translation";
import { Empty, Failed } from "~/parts/states";

const ADD = graphql(`
  mutation AddShippedTemplates($input: AddShippedTemplatesInput!) {
    addShippedTemplates(input: $input) {
      applied
      revision
      userErrors {
        message
      }
    }
  }
`);

export function AddShipped({ close }: { close: () => void }) {
  const { t } = useTranslation("templates");
  const add = useMutation({
    mutationFn: async () => {
      const { addShippedTemplates: done } = await ask(ADD, { input: { message: t("shipped.message") } });
      if (!done.applied) throw new Error(done.userErrors.map(({ message }) => message).join(" "));
      noteRevision(done.revision);
      await renew();
    },
  });
  const action = (
    <Button leftSection={<IconTemplate size={16} />} loading={add.isPending} onClick={() => add.mutate()}>
      {t("shipped.add")}
    </Button>
  );
  return (
    <>
      <Empty title={t("shipped.title")} hint={t("shipped.hint")} action={action} />
      {add.error !== null && <Failed error={add.error} retry={close} />}
    </>
  );
}
