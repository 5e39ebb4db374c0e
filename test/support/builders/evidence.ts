import { addMinutes } from "date-fns";
import type { Person } from "../../../src/core/access/lease.ts";
import type {
  AdoptedRules,
  Evidence,
  KnownTeam,
  MergeEvidence,
} from "../../../src/core/decision/evidence.ts";
import type { Review } from "../../../src/core/decision/github-facts.ts";
import { parseCodeowners } from "../../../src/core/files/codeowners.ts";
import type { Policy } from "../../../src/core/files/policy.ts";
import { parseRequest } from "../../../src/core/files/request.ts";
import type { Settings } from "../../../src/core/files/settings.ts";

export const NOW = new Date("2026-11-20T14:00:00.000Z");
export const ALICE = { id: 1001, login: "alice" };
export const CAROL = { id: 1003, login: "carol" };
export const DAVE = { id: 1004, login: "dave" };
export const EVE = { id: 1005, login: "eve" };
const REPOSITORY = 77;
export const PATH = "access-requests/payments/2026-11-20-alice-orders.yaml";

/** A request as alice would write it. */
export const requestText = (overrides: Readonly<Record<string, string>> = {}): string => {
  const fields = {
    subject: "alice",
    entitlements: "[{ provider: orders-db, resource: orders, role: readonly }]",
    duration: "2h",
    reason: "Investigate stuck refunds for INC-1234",
    ...overrides,
  };
  return Object.entries(fields)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join("");
};

export const policy = (overrides: Partial<Policy> = {}): Policy => ({
  name: "orders-readonly",
  folders: ["payments"],
  entitlements: [{ provider: "orders-db", resource: "orders", roles: ["readonly"] }],
  requesters: { teams: [{ slug: "payments", id: 301 }] },
  duration: { maximum: "8h" },
  approvals: { teams: [{ slug: "payments-leads", id: 302 }] },
  ...overrides,
});

const CODEOWNERS =
  "/access-requests/payments/ @acme/payments-leads\n/access-requests/friends/ @acme/friends\n/policies/ @acme/security\n";

export const settings = (overrides: Partial<Settings> = {}): Settings => ({
  profile: "strict",
  merge: "automatic",
  ledger: { publicKey: "" },
  rules: { approvals: { teams: [{ slug: "security", id: 303 }] } },
  people: [ALICE, CAROL, DAVE, EVE].map((person) => ({
    ...person,
    principals: { "orders-db": person.login },
  })),
  ...overrides,
});

export const rulesWith = (
  overrides: Partial<AdoptedRules> & { codeownersText?: string } = {},
): AdoptedRules => {
  const { codeownersText = CODEOWNERS, ...rest } = overrides;
  return {
    commit: "t",
    adopted: true,
    policies: [policy()],
    codeowners: parseCodeowners(codeownersText, ".github/CODEOWNERS"),
    settings: settings(),
    findings: [],
    ids: { policies: "p1", codeowners: "c1", settings: "s1" },
    ...rest,
  };
};

/** Members since before Hallpass looked. */
export const team = (id: number, slug: string, ...members: readonly Person[]): [string, KnownTeam] => [
  slug,
  { id, slug, members: members.map((member) => ({ ...member, since: undefined, leased: false })) },
];

export const teams = new Map([
  team(301, "payments", ALICE, CAROL),
  team(302, "payments-leads", CAROL),
  team(303, "security", DAVE),
  team(304, "friends", EVE),
]);

export const review = (
  reviewer: { id: number; login: string },
  state: Review["state"] = "APPROVED",
  overrides: Partial<Review> = {},
): Review => ({
  id: 7000 + reviewer.id,
  reviewer: { ...reviewer, type: "User" },
  state,
  commit: "h1",
  submittedAt: addMinutes(NOW, -5),
  ...overrides,
});

const addition = (path: string) => ({
  path,
  status: "added" as const,
  mode: "100644",
  blob: `blob:${path}`,
  size: 200,
});

export interface Twist extends Partial<Evidence> {
  readonly text?: string;
  readonly path?: string;
}

/** Whom the request names, of the people there are. */
function resolveSubject(text: string): Pick<Evidence, "subject"> {
  const found = [ALICE, CAROL, DAVE, EVE].find(({ login }) => text.startsWith(`subject: ${login}\n`));
  return found === undefined ? {} : { subject: { ...found, type: "User" } };
}

/** An open pull request by alice that asks for what she may have, before anybody reviewed it. */
export function evidence({ text = requestText(), path = PATH, ...overrides }: Twist = {}): Evidence {
  return {
    now: NOW,
    repository: {
      id: REPOSITORY,
      owner: "acme",
      defaultBranch: "main",
      private: true,
      page: "https://github.com/acme/access",
      pin: { id: REPOSITORY, defaultBranch: "main", visibility: "private" },
    },
    pull: {
      number: 12,
      title: "Orders",
      state: "open",
      draft: false,
      author: { ...ALICE, type: "User" },
      head: { sha: "h1", ref: "alice-orders", repositoryId: REPOSITORY },
      base: { ref: "main", repositoryId: REPOSITORY },
    },
    changes: [addition(path)],
    commits: [{ sha: "h1", author: ALICE, committer: ALICE }],
    pushers: [ALICE],
    ...resolveSubject(text),
    ownersErrors: [],
    powers: [],
    unreviewed: [],
    stops: [],
    tested: { cases: 0, findings: [] },
    file: { path, blob: `blob:${path}`, parsed: parseRequest(text, path) },
    rules: rulesWith(),
    reviews: [],
    teams,
    entitlementFindings: [],
    ...overrides,
  };
}

export const added = addition;

/** The same, approved by carol and squashed a minute ago. */
export function merged(twist: Twist = {}, overrides: Partial<MergeEvidence> = {}): Evidence {
  const open = evidence({ reviews: [review(CAROL)], ...twist });
  const { file, changes, rules } = open;
  return {
    ...open,
    merge: {
      commit: "m1",
      at: addMinutes(NOW, -1),
      parents: ["p1"],
      onDefaultBranch: true,
      changes,
      atTip: file && { path: file.path, blob: file.blob, mode: "100644", size: 200 },
      rulesBefore: rules,
      ownersErrorsBefore: [],
      belongsToPull: true,
      checkPassed: true,
      checkExpected: "x1",
      ...overrides,
    },
  };
}
