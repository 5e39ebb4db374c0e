import { describe, expect, it } from "vitest";
import type { Person } from "../../../src/core/access/lease.ts";
import { parseAskMessage } from "../../../src/core/asking/asked.ts";
import type { AdoptedRules } from "../../../src/core/decision/evidence.ts";
import { applyEntries, emptyLedger, type LedgerState } from "../../../src/core/ledger/ledger.ts";
import type { AskBranch, Asking, NewAskPull } from "../../../src/core/ports/asking.ts";
import { createApplicationRequests } from "../../../src/operations/opening/application-requests.ts";
import { depsWith } from "../../support/builders/deps.ts";
import { ALICE, NOW, policy, rulesWith } from "../../support/builders/evidence.ts";
import { at, grantedEntry, intentEntry, lease } from "../../support/builders/ledger.ts";

const question = {
  subject: { type: "user", id: "alice" },
  action: { name: "readonly" },
  resource: { type: "orders-db", id: "orders" },
};
const wish = {
  caller: "shop",
  task: "7b8d0f0d-65a1-4af1-9fd3-a684f08a5d13",
  question,
  reason: "Stuck refunds",
};

/** A requests under these rules, and what it pushed and opened. */
function open({
  rules = rulesWith(),
  members = [ALICE],
  state = emptyLedger,
  merged = false,
}: {
  readonly rules?: AdoptedRules;
  readonly members?: readonly Person[];
  readonly state?: LedgerState;
  readonly merged?: boolean;
} = {}) {
  const pushed: AskBranch[] = [];
  const opened: NewAskPull[] = [];
  const asking: Asking = {
    readOwnId: async () => 1,
    readSource: async () => undefined,
    readSigned: async () => pushed[0]?.message,
    withdraw: async () => expect.fail("Nobody asks for this."),
    push: async (branch) => {
      pushed.push(branch);
      return "c".repeat(40);
    },
    find: async () =>
      opened.length === 0
        ? undefined
        : {
            number: 12,
            url: "https://github.example.com/pull/12",
            state: merged ? ("merged" as const) : ("open" as const),
          },
    open: async (each) => {
      opened.push(each);
      return {
        number: 12,
        url: "https://github.example.com/pull/12",
        state: merged ? ("merged" as const) : ("open" as const),
      };
    },
  };
  const deps = depsWith({
    now: () => NOW,
    repository: { fetch: async () => undefined, defaultTip: async () => "t".repeat(40) },
    github: {
      readTeam: async (slug) => ({
        id: 301,
        slug,
        members: members.map((each) => ({ ...each, since: undefined })),
      }),
    },
  });
  return {
    pushed,
    opened,
    requests: createApplicationRequests({ ...deps, asking }, () => ({ rules, state })),
  };
}

describe("requests of applications", () => {
  it("opens the pull request of the person, from a record that names the application", async () => {
    const { requests, opened, pushed } = open();
    expect(await requests.open(wish)).toMatchObject({ number: 12 });
    expect(parseAskMessage(pushed[0]?.message ?? "")).toMatchObject({
      asker: ALICE,
      source: { kind: "authzen", caller: "shop", task: wish.task },
    });
    expect(pushed[0]?.text).toContain("subject: alice\n");
    expect(pushed[0]?.text).toContain("duration: 1h\n");
    expect(opened[0]?.title).toBe("Access for alice: orders-db/orders:readonly");
  });

  it.each([
    ["a person in no team that may ask", { members: [] }, {}, "No policy lets alice ask"],
    ["an access that nobody offers", { rules: rulesWith({ policies: [] }) }, {}, "No policy lets alice ask"],
    [
      "a person who is nobody",
      {},
      { question: { ...question, subject: { type: "user", id: "mallory" } } },
      "not known",
    ],
    ["a reason that says nothing", {}, { reason: "x" }, "The reason has 1 character;"],
    ["a reason with hidden characters", {}, { reason: "Stuck refunds \u202e" }, "cannot be seen"],
    ["a password in the reason", {}, { reason: "use ghp_0123456789abcdefghijABCDEFGHIJ012345" }, "password"],
  ])("opens nothing for %s", async (_what, given, more, says) => {
    const { requests, opened, pushed } = open(given);
    expect(await requests.open({ ...wish, ...more })).toEqual({ refused: expect.stringContaining(says) });
    expect([...opened, ...pushed]).toEqual([]);
  });

  it("offers what a policy has, for the people of the identity map", () => {
    const { requests } = open();
    expect(requests.isOffered(question)).toBe(true);
    expect(requests.isOffered({ ...question, action: { name: "admin" } })).toBe(false);
    expect(requests.isOffered({ ...question, subject: { type: "user", id: "mallory" } })).toBe(false);
  });

  it("asks in the folder of the person's own team", async () => {
    const other = policy({
      name: "other",
      folders: ["friends"],
      requesters: { teams: [{ slug: "friends", id: 9 }] },
    });
    const { requests, pushed } = open({ rules: rulesWith({ policies: [other, policy()] }) });
    await requests.open(wish);
    expect(pushed[0]?.path).toMatch(/^access-requests\/payments\/2026-11-20-alice-orders-readonly-a7b8d/u);
  });

  it("tells how far a request is, by GitHub and the ledger", async () => {
    const granted = applyEntries(emptyLedger, [intentEntry(lease()), grantedEntry(lease(), at(1), at(60))]);
    const waiting = open();
    expect(await waiting.requests.read("shop", wish.task)).toBeUndefined();
    await waiting.requests.open(wish);
    expect(await waiting.requests.read("shop", wish.task)).toMatchObject({ progress: { state: "waiting" } });
    const done = open({ state: granted, merged: true });
    await done.requests.open(wish);
    expect(await done.requests.read("shop", wish.task)).toMatchObject({ progress: { state: "granted" } });
  });
});
