import { describe, expect, it } from "vitest";
import { graphql, textOf } from "./graphql";

const Revision = graphql(`
  fragment Revision on Plan {
    revision
  }
`);
const Twice = graphql(
  `
    fragment Twice on Query {
      plan {
        ...Revision
      }
    }
  `,
  [Revision],
);

describe("a document", () => {
  it("is sent with its fragments, each once", () => {
    const document = graphql("query Both { plan { ...Revision } ...Twice }", [Twice, Revision]);
    const words = textOf(document).split(/\s+/).join(" ");
    expect(words.trim()).toBe(
      "query Both { plan { ...Revision } ...Twice } " +
        "fragment Twice on Query { plan { ...Revision } } fragment Revision on Plan { revision }",
    );
  });
});
