import { expect, it } from "vitest";
import { listClosing } from "../../../src/core/text/closing-keywords.ts";

it.each<[string, number[]]>([
  ["Fixes #17", [17]],
  ["This closes #17, and resolved: #18.\nfixed #17", [17, 18]],
  ["CLOSES: #17", [17]],
  ["close acme/access#17 and fix Acme/Access#18", [17, 18]],
  ["resolves https://github.com/acme/access/issues/17", [17]],
  ["Fixes https://github.com/acme/other/issues/17", []],
  ["Fixes acme/other#17", []],
  ["See #17; prefixes #18; fixes nothing, #19", []],
  ["fixes #", []],
  ["", []],
])("%s closes %s", (text, numbers) => {
  expect(listClosing(text, "acme/access")).toEqual(numbers);
});
