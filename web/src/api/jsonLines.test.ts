import { expect, test } from "vitest";
import { JsonLines } from "./jsonLines";

test("each line is given once, when it is whole", () => {
  const lines = new JsonLines<{ step: string }>();
  expect(lines.upTo('{"step":"rea')).toEqual([]);
  expect(lines.upTo('{"step":"reading"}\n{"step"')).toEqual([{ step: "reading" }]);
  expect(lines.upTo('{"step":"reading"}\n{"step":"checking"}\n{}\n')).toEqual([{ step: "checking" }, {}]);
  expect(lines.upTo('{"step":"reading"}\n{"step":"checking"}\n{}\n')).toEqual([]);
});
