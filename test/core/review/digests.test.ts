import { addHours } from "date-fns";
import { describe, expect, it } from "vitest";
import type { Lease } from "../../../src/core/access/lease.ts";
import type { Policy } from "../../../src/core/files/policy.ts";
import { listDigests } from "../../../src/core/review/digests.ts";
import { describeMessage } from "../../../src/notify/delivery/message.ts";
import { CAROL, DAVE, EVE, policy } from "../../support/builders/evidence.ts";
import { granted, lease, START } from "../../support/builders/ledger.ts";

const DAY = "2026-11-20";
const applied = { name: "orders-readonly", blob: "e".repeat(40), commit: "t" };

const free = (more: Partial<Lease> = {}): Lease =>
  lease({ basis: "automatic", approvers: [], owners: [CAROL], policy: applied, ...more });

/** The digests of a ledger with these leases, each at a resource of its own. */
function digest(leases: readonly Lease[], policies: readonly Policy[] = [policy()], day = DAY) {
  const holdings = leases.flatMap((each, index) => {
    const entitlement = { ...each.entitlement, resource: `orders-${index}` };
    return [...granted({ ...each, entitlement, request: `payments/${index}` }).holdings];
  });
  return listDigests({ holdings: new Map(holdings) }, policies, day);
}

describe("a digest", () => {
  it("has what began on the day and nobody approved, in order", () => {
    const emergency = free({ basis: "break-glass", startsAt: addHours(START, -1), owners: [CAROL, DAVE] });
    const approved = lease({ policy: applied });
    const [first, ...others] = digest([free(), emergency, approved]);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      kind: "digest",
      id: "digest 2026-11-20 payments-leads",
      approvers: [CAROL, DAVE],
      access: [{ basis: "break-glass" }, { basis: "automatic" }],
    });
  });

  it("is there for no day without such access", () => {
    expect(digest([])).toEqual([]);
    expect(digest([lease({ policy: applied })])).toEqual([]);
    expect(digest([free()], [policy()], "2026-11-21")).toEqual([]);
    expect(digest([free({ startsAt: new Date("2026-11-21T00:00:00Z") })])).toEqual([]);
  });

  it("goes to each team that approves by the policy, or by its folder where the policy is gone", () => {
    const teams = [
      { slug: "payments-leads", id: 302 },
      { slug: "security", id: 303 },
    ];
    const teamsOf = (leases: readonly Lease[]) =>
      digest(leases, [policy({ approvals: { teams } })]).map(({ team }) => team);
    expect(teamsOf([free()])).toEqual(["payments-leads", "security"]);
    expect(teamsOf([free({ policy: { ...applied, name: "gone" } })])).toEqual(["payments-leads", "security"]);
  });

  it("counts both kinds, names each access, and ends before it is too long for a chat", () => {
    const [notice] = digest([free({ basis: "break-glass" }), ...Array.from({ length: 25 }, () => free())]);
    if (notice === undefined) throw new Error("No digest.");
    const { title, facts, pull, concerned } = describeMessage(notice, (number) => `u/${number}`);
    expect(title).toBe(
      "payments-leads, 2026-11-20: 1 emergency and 25 automatic approvals, without a review before",
    );
    expect([facts.length, facts.at(-1)?.value, pull]).toEqual([21, "6 more", 0]);
    expect(concerned).toEqual({ approvers: [CAROL] });
    expect(JSON.stringify(facts)).not.toContain(EVE.login);
  });
});
