/** Adds the ten shipped gates to the plan. */
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { renew } from "~/api/answers";
import { ask } from "~/api/client";
import { graphql } from "~/api/graphql";
import { noteRevision } from "~/api/live";
import { useTranslation } from "~/locales/translation";

const ADD = graphql(`
  mutation AddDefaultGates($input: AddDefaultGatesInput!) {
    addDefaultGates(input: $input) {
      applied
      revision
      userErrors {
        message
        hint
      }
    }
  }
`);

export function useAddDefaultGates(): { add: () => void; pending: boolean } {
  const { t } = useTranslation("readiness");
  const run = useMutation({
    mutationFn: async () => {
      const { addDefaultGates } = await ask(ADD, { input: { message: t("none.message") } });
      if (!addDefaultGates.applied) throw new Error(addDefaultGates.userErrors.map(({ message }) => message).join(" "));
      return addDefaultGates.revision;
    },
    onSuccess: (revision) => {
      noteRevision(revision);
      void renew();
    },
    onError: (error) => notifications.show({ message: error.message, color: "red" }),
  });
  return { add: () => run.mutate(), pending: run.isPending };
}
