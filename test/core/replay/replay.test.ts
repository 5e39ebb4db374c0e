import { addHours, addMinutes } from "date-fns";
import { describe, expect, it } from "vitest";
import type { Lease } from "../../../src/core/access/lease.ts";
import { parseCodeowners } from "../../../src/core/files/codeowners.ts";
import type { Policy } from "../../../src/core/files/policy.ts";
import { parseRequest } from "../../../src/core/files/request.ts";
import type { Settings } from "../../../src/core/files/settings.ts";
import { applyEntries, emptyLedger } from "../../../src/core/ledger/ledger.ts";
import type { LedgerEntry } from "../../../src/core/ledger/ledger-entry.ts";
import { listPastRequests } from "../../../src/core/replay/past-request.ts";
import { createReplay, type ReplayedRules } from "../../../src/core/replay/replay.ts";
import { policy, requestText } from "../../support/builders/evidence.ts";
import { intentEntry, lease, START } from "../../support/builders/ledger.ts";

const settings: Settings = {
  profile: "standard",
  merge: "automatic",
  ledger: { publicKey: "" },
  people: [
    { id: 1001, login: "alice", principals: { "orders-db": "alice" } },
    { id: 1003, login: "carol", principals: {} },
    { id: 1004, login: "dave", principals: {} },
  ],
};

const owners = (text = "/access-requests/payments/ @acme/payments-leads\n") =>
  parseCodeowners(text, ".github/CODEOWNERS");

const rules = (overrides: Partial<Policy> = {}, others: Partial<ReplayedRules> = {}): ReplayedRules => ({
  policies: [policy(overrides)],
  ...{ codeowners: owners(), settings, findings: [] },
  ...others,
});

const observed: LedgerEntry = {
  kind: "observed",
  team: { id: 302, slug: "payments-leads" },
  members: [
    { id: 1003, login: "carol" },
    { id: 1004, login: "dave" },
  ],
  first: true,
  at: START,
};

interface History {
  readonly leases?: readonly Partial<Lease>[];
  readonly others?: readonly LedgerEntry[];
  readonly text?: string;
}

/** Each change of the decisions about this history, by request. */
function replayed(
  before: ReplayedRules,
  after: ReplayedRules,
  { leases = [{}], others = [], text = requestText() }: History = {},
) {
  const intents = leases.map((each, index) =>
    intentEntry(lease({ request: `payments/a${index}`, pull: index + 1, ...each })),
  );
  const state = applyEntries(emptyLedger, [observed, ...others, ...intents]);
  const requests = listPastRequests(state);
  const replay = createReplay({ before, after }, state, requests);
  const changes = requests.flatMap(
    (request) => replay.judge(request, parseRequest(text, request.path)) ?? [],
  );
  return { changes, requests, unknown: replay.listUnknownTeams() };
}

const differences = (...given: Parameters<typeof replayed>) =>
  replayed(...given).changes.map(({ request, difference }) => [request, difference]);

describe("the replay of past requests under other rules", () => {
  it("finds nothing where the rules are the same", () => {
    expect(differences(rules(), rules())).toEqual([]);
  });

  it("tells what is denied by the proposed rules, and why", () => {
    expect(replayed(rules(), rules({ duration: { maximum: "1h" } })).changes).toEqual([
      {
        request: "payments/a0",
        pull: 1,
        at: START,
        subject: "alice",
        granted: true,
        difference: "denied",
        because: [
          {
            rule: "The duration is within the policy's bounds",
            says: 'DURATION_TOO_LONG: 2h is longer than the 1h that policy "orders-readonly" allows.',
          },
        ],
      },
    ]);
  });

  it("tells what was refused, and would be allowed", () => {
    const refused: LedgerEntry = {
      kind: "refused",
      refusal: {
        ...{ path: "access-requests/payments/long.yaml", blob: "c".repeat(40), pull: 9 },
        ...{ codes: ["DURATION_TOO_LONG"], at: START },
      },
      at: START,
    };
    const { changes } = replayed(rules({ duration: { maximum: "1h" } }), rules(), {
      leases: [],
      others: [refused],
    });
    expect(changes).toMatchObject([{ request: "payments/long", granted: false, difference: "allowed" }]);
  });

  it("tells what needs more approvals, and what fewer", () => {
    const two = { teams: [{ slug: "payments-leads", id: 302 }], count: 2 };
    expect(differences(rules(), rules({ approvals: two }))).toEqual([["payments/a0", "more approvals"]]);
    expect(differences(rules({ approvals: two }), rules())).toEqual([["payments/a0", "fewer approvals"]]);
  });

  it("counts for a step of a team that nobody ever looked at as an approval that is missing", () => {
    const stepped = {
      teams: [{ slug: "payments-leads", id: 302 }],
      steps: [{ teams: [{ slug: "security", id: 303 }] }],
    };
    expect(differences(rules(), rules({ approvals: stepped }))).toEqual([["payments/a0", "more approvals"]]);
    expect(differences(rules({ approvals: stepped }), rules({ approvals: stepped }))).toEqual([]);
  });

  it("tells what becomes automatic, and what no longer is", () => {
    const automatic = { maximum: "4h" };
    expect(differences(rules(), rules({ automatic }), { leases: [{ approvers: [] }] })).toEqual([
      ["payments/a0", "automatic"],
    ]);
    const free = { approvers: [], basis: "automatic" as const };
    expect(differences(rules({ automatic }), rules(), { leases: [free] })).toEqual([
      ["payments/a0", "reviewed"],
    ]);
  });

  it("judges a condition of `automatic` by what the person had had by then", () => {
    const leases = [0, 1, 2].map((hours) => ({
      ...{ approvers: [], startsAt: addHours(START, hours), endsAt: addHours(START, hours + 1) },
      policy: { name: "orders-readonly", blob: "e".repeat(40), commit: "t" },
    }));
    const when = [{ condition: "history.week < 1", says: "Once a week." }];
    expect(differences(rules(), rules({ automatic: { maximum: "4h", when } }), { leases })).toEqual([
      ["payments/a0", "automatic"],
    ]);
  });

  it("counts the caps of `automatic` by what the proposed rules would have let through", () => {
    const leases = [0, 1, 2, 30].map((hours) => ({ approvers: [], startsAt: addHours(START, hours) }));
    const automatic = { maximum: "4h", perPerson: 2 };
    expect(differences(rules(), rules({ automatic }), { leases })).toEqual([
      ["payments/a0", "automatic"],
      ["payments/a1", "automatic"],
      ["payments/a3", "automatic"],
    ]);
  });

  it("judges a pause after access by what had ended by then", () => {
    const leases = [0, 90].map((minutes) => ({
      startsAt: addMinutes(START, minutes),
      endsAt: addMinutes(START, minutes + 60),
      policy: { name: "orders-readonly", blob: "", commit: "" },
    }));
    expect(differences(rules(), rules({ coolDown: "4h" }), { leases })).toEqual([["payments/a1", "waits"]]);
  });

  it("judges duties by what the person had by then", () => {
    const side = (provider: string) => [{ provider, resource: "*", roles: ["*"] }];
    const duties = [{ name: "apart", apart: [side("orders-db"), side("audit-db")] }];
    const after = rules({}, { settings: { ...settings, duties } });
    const entitlement = { provider: "audit-db", resource: "log", role: "cleaner" };
    const later = { startsAt: addMinutes(START, 1), endsAt: addMinutes(START, 2) };
    const leases = [{ entitlement, endsAt: addMinutes(START, 90) }, later];
    expect(differences(rules(), after, { leases })).toEqual([["payments/a1", "waits"]]);
    expect(differences(rules(), after, { leases: [{}, later] })).toEqual([]);
  });

  it("tells of another owner of the folder", () => {
    const after = rules({}, { codeowners: owners("/access-requests/ @acme/security\n") });
    expect(differences(rules(), after)).toEqual([["payments/a0", "denied"]]);
  });

  it("supposes on both sides who is in neither identity map, and tells who is in one alone", () => {
    const nobody = { settings: { ...settings, people: [] } };
    expect(differences(rules({}, nobody), rules({}, nobody))).toEqual([]);
    expect(differences(rules(), rules({}, nobody))).toEqual([["payments/a0", "denied"]]);
    const lost = { settings: { ...settings, people: [{ id: 1001, login: "alice", principals: {} }] } };
    expect(differences(rules({}, lost), rules({ duration: { maximum: "1h" } }, lost))).toEqual([
      ["payments/a0", "denied"],
    ]);
  });

  it("counts the approval of a person who has left the team", () => {
    const left = { approvers: [{ id: 1009, login: "erin" }] };
    expect(differences(rules(), rules({ description: "New" }), { leases: [left] })).toEqual([]);
    expect(differences(rules(), rules({ automatic: { maximum: "1h" } }), { leases: [left] })).toEqual([]);
  });

  it("names the teams of which nobody knows who was in them", () => {
    const { changes, unknown } = replayed(
      rules(),
      rules({ requesters: { teams: [{ slug: "core", id: 400 }] } }),
    );
    expect([changes, unknown]).toEqual([[], ["core"]]);
  });

  it("judges by a team that the ledger observed", () => {
    const after = rules({ requesters: { teams: [{ slug: "payments-leads", id: 302 }] } });
    expect(differences(rules(), after)).toEqual([["payments/a0", "denied"]]);
  });

  it.each([
    { approvals: { teams: [{ slug: "nobody-knows", id: 6 }], count: 3 } },
    { requesters: { teams: [{ slug: "payments-leads", id: 999 }] } },
    { breakGlass: { teams: [{ slug: "oncall", id: 7 }], maximum: "1h" } },
    { folders: ["other"] },
    { duration: { maximum: "1h" }, concurrency: 1, coolDown: "1d", automatic: { maximum: "1h" } },
  ] satisfies Partial<Policy>[])(
    "never tells of a difference between rules and themselves: %j",
    (overrides) => {
      for (const breakGlass of ["true", "false"])
        expect(
          differences(rules(overrides), rules(overrides), {
            leases: [{}, { startsAt: addMinutes(START, 5) }],
            text: requestText({ breakGlass }),
          }),
        ).toEqual([]);
    },
  );
});
