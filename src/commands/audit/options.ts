import { OUTCOMES } from "../../core/audit/stories.ts";
import { branchOption, cloneOption, jsonOption, keyOption } from "../input/options.ts";
import type { Values } from "../runner/command.ts";

export const options = {
  at: {
    type: "string",
    value: "TIME",
    meaning: "who-can, what-can: a time in the past, such as 2026-11-20T16:02:00Z",
    unset: "now",
  },
  text: {
    type: "boolean",
    meaning: "show: with the request and the policy that applied, word by word",
  },
  person: {
    type: "string",
    value: "WHO",
    meaning: "history, ends, unused: this login, numeric id or account alone",
  },
  resource: {
    type: "string",
    value: "WHAT",
    meaning: "history, ends, unused: this provider, resource or access alone, such as orders-db/orders",
  },
  team: { type: "string", value: "NAME", meaning: "history, ends, unused: this folder's requests alone" },
  approver: {
    type: "string",
    value: "WHO",
    meaning: "history, ends, unused: those that this person approved",
  },
  outcome: {
    type: "string",
    value: "OUTCOME",
    choices: OUTCOMES,
    meaning: "history: those that came to this",
  },
  since: {
    type: "string",
    value: "TIME",
    meaning: "history, ends, unused, rules: from this time on, or from a duration such as 30d before --until",
    unset: "all on the ledger",
  },
  until: {
    type: "string",
    value: "TIME",
    meaning: "history, ends, unused, rules: up to this time",
    unset: "now",
  },
  repository: cloneOption,
  branch: branchOption,
  key: keyOption,
  json: jsonOption,
  ndjson: { type: "boolean", meaning: "print a line of JSON for each row" },
  csv: { type: "boolean", meaning: "print CSV, safe to open in a spreadsheet" },
} as const;

export type Given = Values<typeof options>;
