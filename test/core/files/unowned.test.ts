// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   SU2: A person with write access changes `inventory/` or `ACCESS.md` with the approval of anybody, to
//     accept standing access or to lead people to another page.

import { expect, it } from "vitest";
import { parseCodeowners } from "../../../src/core/files/codeowners.ts";
import { findUnowned } from "../../../src/core/files/unowned.ts";
import { listOwnersFile } from "../../../src/core/setup/rule-files.ts";

const judge = (text: string) =>
  findUnowned(parseCodeowners(text, ".github/CODEOWNERS")).map(({ message }) => message.split(":")[0]);

it("SU2: CODEOWNERS as init writes it owns what accepts standing access, and the page of links", () => {
  const answers = {
    ...{ repository: "acme/access", rules: "security", offers: [] },
    folders: [{ name: "payments", requesters: "payments", approvers: "payments-leads" }],
  };
  const { text } = listOwnersFile({
    answers,
    teams: new Map(),
    people: [],
    accounts: new Map(),
    ledgerKey: "",
  });
  expect(judge(text)).toEqual([]);
  expect(text).toContain("/inventory/ @acme/security\n/ACCESS.md @acme/security\n");
});

it.each([
  ["no line", "/policies/ @acme/security\n", ["Nobody owns inventory/", "Nobody owns ACCESS.md"]],
  ["a line without owners", "* @acme/all\n/inventory/\n", ["Nobody owns inventory/"]],
  ["a line for all", "* @acme/all\n", []],
])("SU2: check asks for an owner of both: %s", (_what, text, unowned) => {
  expect(judge(text)).toEqual(unowned);
});
