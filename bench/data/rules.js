// Rules for the requests of sketch.js: 200 policies, of which one offers each access, and 300 lines of owners. The same each time.
import { createHash } from "node:crypto";
import { parseCodeowners } from "../../dist/core/files/codeowners.js";
import { parsePolicy } from "../../dist/core/files/policy.js";
import { applyEntries, emptyLedger } from "../../dist/core/ledger/ledger.js";
import { entriesOf, leaseOf, NOW, numbers, requestText } from "./sketch.js";

const TEAMS = 50;
const LEADS = 40;
const roles = ["readonly", "readwrite", "owner", "auditor"];

/** Four for each team's folder: one for each role, on every resource. `longest`: the longest access by team. */
const policyTexts = (longest) =>
  numbers(TEAMS).flatMap((team) =>
    roles.map((role) =>
      [
        `name: team-${team}-${role}`,
        `folders: [team-${team}]`,
        `entitlements: [{ provider: orders-db, resource: "resource-*", roles: [${role}] }]`,
        `requesters: { teams: [{ slug: team-${team}, id: ${2000 + team} }] }`,
        `duration: { minimum: 1m, maximum: ${longest(team)} }`,
        `approvals: { teams: [{ slug: leads, id: 9 }] }`,
        "",
      ].join("\n"),
    ),
  );

/** The six lines of each team's folder: only the last of them decides. */
const ownersText = numbers(TEAMS)
  .flatMap((team) => [
    `/docs/team-${team}/ @acme/writers`,
    `/tools/**/team-${team}/*.md @acme/writers`,
    `*.team-${team} @acme/writers`,
    `/notes/team-${team}/* @acme/writers`,
    `/plans/team-${team}.md @acme/writers`,
    `/access-requests/team-${team}/ @acme/leads`,
  ])
  .join("\n");

export const people = numbers(5000).map((index) => ({
  ...{ id: 1000 + index, login: `user-${index}` },
  principals: { "orders-db": `account-${index}` },
}));

const leads = numbers(LEADS).map((index) => ({ id: 900_000 + index, login: `lead-${index}` }));

const settings = {
  ...{ profile: "standard", merge: "automatic", ledger: { publicKey: "" } },
  people: [...people, ...leads.map((lead) => ({ ...lead, principals: {} }))],
};

const codeowners = parseCodeowners(ownersText, ".github/CODEOWNERS");

export const rulesOf = (longest) => ({
  policies: policyTexts(longest).map((text, index) => parsePolicy(text, `policies/${index}.yaml`).value),
  codeowners,
  findings: [],
  settings,
});

const blobOf = (text) =>
  createHash("sha1")
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest("hex");

/** A ledger on which so many requests were granted, whose files are those of `clone(size)`. */
export function replayedLedger(size) {
  const observed = {
    ...{ kind: "observed", team: { id: 9, slug: "leads" }, members: leads, first: true },
    at: new Date(0),
  };
  const entries = numbers(size).map((index) => {
    const startsAt = new Date(NOW.getTime() - (size - index) * 60_000);
    const lease = { ...leaseOf(index), startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000) };
    const [intent] = entriesOf(lease, index);
    return { ...intent, of: 1, proof: { ...intent.proof, blob: blobOf(requestText(index)) } };
  });
  return applyEntries(emptyLedger, [observed, ...entries]);
}
