import { expect, test } from "vitest";
import { formatOf } from "~/parts/format";
import { dayNear } from "./near";

const format = formatOf("en-US", (key) => key);

test("a day says its year unless it is near the other", () => {
  expect(dayNear(format, "2027-01-05", "2026-12-02")).toBe("Jan 5");
  expect(dayNear(format, "2026-11-27", "2027-11-17")).toBe("Nov 27, 2026");
  expect(dayNear(format, "2026-11-27", null)).toBe("Nov 27, 2026");
});
