import { type Examination, examine } from "../examination.ts";
import type { InstallationFacts } from "../installation.ts";
import { nameOf } from "./gate.ts";

const rules = [
  {
    type: "creation",
    code: "LEDGER_CREATION",
    name: "Ledger: creating it is restricted",
    box: "Restrict creations",
  },
  {
    type: "update",
    code: "LEDGER_UPDATE",
    name: "Ledger: writing it is restricted",
    box: "Restrict updates",
  },
  {
    type: "non_fast_forward",
    code: "LEDGER_FORCE_PUSH",
    name: "Ledger: force pushes are blocked",
    box: "Block force pushes",
  },
  {
    type: "deletion",
    code: "LEDGER_DELETION",
    name: "Ledger: deletion is blocked",
    box: "Restrict deletions",
  },
] as const;

/** Only the app writes the ledger branch, and no account rewrites it. */
export const examineLedgerBranch = ({ github: { ledger } }: InstallationFacts): Examination[] =>
  rules.map(({ type, code, name, box }) =>
    examine(
      {
        code,
        name,
        should: "yes",
        fix: `Settings → Rules → Rulesets → ${nameOf(ledger)} (target: ${ledger.branch}) → tick "${box}".`,
      },
      { right: ledger.types.has(type), is: ledger.types.has(type) ? "yes" : "no" },
    ),
  );
