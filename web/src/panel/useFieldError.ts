/** What the server has against drafted values of an item. */
import { usePreview } from "~/editing/draft";

/** Returns the server's message on one field of an entity of the draft; undefined if there is none. */
export function useFieldError(target: string, field: string): string | undefined {
  const { answer, sent } = usePreview();
  const found = answer?.userErrors.find(
    (error) => error.operation !== null && sent[error.operation]?.target === target && error.field?.at(-1) === field,
  );
  return found && [found.message, found.hint].filter((part) => part !== "").join(" ");
}
