import { addMinutes } from "date-fns";
import type { AdoptedRules, Evidence, KnownTeam, MergeEvidence } from "../../src/core/decision/evidence.ts";
import { parseCodeowners } from "../../src/core/files/codeowners.ts";
import type { FileChange } from "../../src/core/files/file-change.ts";
import { parseRequest } from "../../src/core/files/request.ts";
import {
  ALICE,
  added,
  CAROL,
  DAVE,
  EVE,
  evidence,
  merged,
  NOW,
  PATH,
  policy,
  requestText,
  review,
  rulesWith,
  settings,
  team,
} from "../support/builders/evidence.ts";
import type { Case } from "./oracle.ts";

const FRANK = { id: 1006, login: "frank" };
const GRACE = { id: 1007, login: "grace" };
/** Another account of carol's. */
const CAROL_TOO = { id: 2003, login: "carol-too" };
/** Nobody the identity map knows. */
const MALLORY = { id: 1666, login: "mallory" };

export const EVERYBODY = [ALICE, CAROL, DAVE, EVE, FRANK, GRACE, CAROL_TOO, MALLORY];

/** Rules, and the CODEOWNERS they come with as text: undefined when there is none. */
export interface DraftRules extends Omit<AdoptedRules, "codeowners"> {
  readonly owners: string | undefined;
}

/** A case as it is before its texts are read: what a mutation changes. */
export interface Draft {
  readonly text: string | Uint8Array;
  readonly path: string;
  readonly now: DraftRules;
  readonly before: DraftRules;
  readonly evidence: Partial<Evidence>;
  readonly teams: readonly KnownTeam[];
  /** undefined while it is open. */
  readonly merge: Partial<MergeEvidence> | undefined;
  /** Set when it changes the rules. */
  readonly ruleChange?: readonly FileChange[];
}

const OPEN = evidence();
const MERGED = merged().merge;

/** Reads a draft's texts with the program's own readers, as gathering evidence does. */
export function buildCase({
  text,
  path,
  now,
  before,
  teams,
  merge,
  ruleChange,
  evidence: given,
}: Draft): Case {
  const parsed = readRequest(text, path);
  const subject = "subject" in given ? given.subject : findAccount(parsed.value?.subject);
  const changes = ruleChange ?? [added(path)];
  const {
    file: _file,
    subject: _subject,
    ...rest
  } = {
    ...OPEN,
    rules: readRules(now),
    teams: new Map(teams.map((team) => [team.slug, team])),
    changes,
    ...given,
  };
  const blob = added(path).blob;
  const proof = MERGED && {
    ...MERGED,
    changes,
    atTip: { path, blob, mode: "100644", size: 200 },
    rulesBefore: readRules(before),
    ...merge,
  };
  return {
    request: text,
    owners: now.owners ?? "",
    ownersBefore: before.owners ?? "",
    evidence: {
      ...rest,
      ...(ruleChange === undefined && { file: { path, blob, parsed } }),
      ...(ruleChange === undefined && subject && { subject }),
      ...(ruleChange !== undefined && { proposed: given.proposed ?? rest.rules }),
      ...(merge && proof && { merge: proof }),
    },
  };
}

function readRules({ owners, findings, ...rest }: DraftRules): AdoptedRules {
  const codeowners = owners === undefined ? undefined : readOwners(owners);
  return { ...rest, codeowners, findings: [...findings, ...(codeowners?.findings ?? [])] };
}

/** Most drafts share their texts. */
const readOwners = remember((text: string) => parseCodeowners(text, ".github/CODEOWNERS"));
const readText = remember((text: string) => parseRequest(text, PATH));

const readRequest = (text: string | Uint8Array, path: string) =>
  typeof text === "string" && path === PATH ? readText(text) : parseRequest(text, path);

function remember<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const value = known.get(text) ?? read(text);
    if (known.size < 50) known.set(text, value);
    return value;
  };
}

/** Whom GitHub knows by this name. */
function findAccount(name: string | undefined): Evidence["subject"] {
  const found = EVERYBODY.find(({ login }) => login === name?.toLowerCase());
  return found && { ...found, type: "User" };
}

const OWNERS = `# who reviews what
* @acme/friends
/access-requests/payments/ @acme/payments-leads
/access-requests/friends/ @acme/friends
/policies/ @acme/security
/.github/ @acme/security
`;

const known = (...entry: ReturnType<typeof team>): KnownTeam => entry[1];

const rules: DraftRules = (() => {
  const { codeowners: _, ...rest } = rulesWith({
    policies: [
      policy({ onBehalf: { teams: [{ slug: "friends", id: 304 }] } }),
      policy({
        name: "ledger-audit",
        folders: ["payments", "friends"],
        entitlements: [
          { provider: "orders-db", resource: "ledger", roles: ["readonly", "audit"] },
          { provider: "billing", resource: "invoices", roles: ["readonly"] },
        ],
        duration: { minimum: "30m", maximum: "1d" },
        reason: { minimum: 20 },
        approvals: {
          teams: [
            { slug: "payments-leads", id: 302 },
            { slug: "friends", id: 304 },
          ],
          memberFor: "2d",
          validFor: "1d",
        },
      }),
    ],
    settings: settings({
      externalIdentities: { billing: "nameId" },
      people: [ALICE, CAROL, DAVE, EVE, FRANK, GRACE].map((person) => ({
        ...person,
        ...(person.id === CAROL.id && { otherIds: [CAROL_TOO.id] }),
        principals: { "orders-db": person.login },
      })),
    }),
  });
  return { ...rest, owners: OWNERS };
})();

const open: Draft = {
  text: requestText(),
  path: PATH,
  now: rules,
  before: rules,
  evidence: { reviews: [review(CAROL)], externalIdentity: { nameId: "alice@acme.example" } },
  teams: [
    known(...team(301, "payments", ALICE, CAROL, GRACE)),
    known(...team(302, "payments-leads", CAROL, FRANK, CAROL_TOO)),
    known(...team(303, "security", DAVE, GRACE)),
    known(...team(304, "friends", EVE)),
  ],
  merge: undefined,
};

const byTwo = { ...policy(), approvals: { teams: [{ slug: "payments-leads", id: 302 }], count: 2 } };

const needsTwo: Draft = {
  ...open,
  now: { ...rules, policies: [byTwo] },
  before: { ...rules, policies: [byTwo] },
  evidence: { reviews: [review(CAROL), review(FRANK, "APPROVED", { submittedAt: addMinutes(NOW, -3) })] },
};

const twoThings: Draft = {
  ...open,
  text: requestText({
    entitlements:
      "[{ provider: orders-db, resource: ledger, role: audit }, { provider: billing, resource: invoices, role: readonly }]",
  }),
};

const changesRules: Draft = {
  ...open,
  evidence: { reviews: [review(DAVE)] },
  ruleChange: [
    { ...added("policies/orders.yaml"), status: "modified" },
    added(".github/CODEOWNERS"),
    added("README.md"),
  ],
};

const whileOpen = {
  "for herself": open,
  "for somebody else": { ...open, text: requestText({ subject: "eve" }) },
  "approved by two": needsTwo,
  "for two things": twoThings,
  "of the rules": changesRules,
} as const;

/** Requests and changes of the rules that everybody approved who has to, by name: open ones, and the same ones merged. */
export const approvedDrafts: ReadonlyMap<string, Draft> = new Map(
  Object.entries(whileOpen).flatMap(([name, draft]): [string, Draft][] => [
    [name, draft],
    [`${name}, merged`, { ...draft, merge: {} }],
  ]),
);
