import { expect, it } from "vitest";
import { addOwnersLine } from "../../../src/core/additions/owners-line.ts";

const legal = { folder: "legal", owner: "@Acme/legal-leads" };
const line = "/access-requests/legal/ @Acme/legal-leads\n";

it.each([
  ["an empty file", "", line],
  ["a file without a last line end", "/policies/ @acme/security", `/policies/ @acme/security\n${line}`],
  [
    "the lines of other folders",
    "* @acme/all\n/access-requests/payments/ @acme/leads\n\n# Rules\n/policies/ @acme/security\n",
    `* @acme/all\n/access-requests/payments/ @acme/leads\n${line}\n# Rules\n/policies/ @acme/security\n`,
  ],
  [
    "a later line that would win",
    "/access-requests/payments/ @acme/leads\n* @acme/all\n",
    `/access-requests/payments/ @acme/leads\n* @acme/all\n${line}`,
  ],
])("writes into %s", (_what, before, after) => {
  const { files, steps } = addOwnersLine(".github/CODEOWNERS", before, legal);
  expect([files, steps.map(({ action }) => action)]).toEqual([
    [{ path: ".github/CODEOWNERS", text: after }],
    ["create"],
  ]);
});

it.each([
  ["keep", `* @acme/all\n/access-requests/legal/ @acme/Legal-Leads\n`],
  ["differs", `/access-requests/legal/ @acme/security\n`],
  ["differs", `access-requests/legal/ @acme/legal-leads @acme/security\n`],
  ["differs", `/access-requests/legal/\n`],
])("answers %s, and changes nothing: %s", (action, text) => {
  const { files, steps } = addOwnersLine("CODEOWNERS", text, legal);
  expect([files, steps.map((step) => step.action)]).toEqual([[], [action]]);
});
