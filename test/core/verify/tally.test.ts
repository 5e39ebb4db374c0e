import { expect, it } from "vitest";
import type { Policy } from "../../../src/core/files/policy.ts";
import { emptyLedger } from "../../../src/core/ledger/ledger.ts";
import type { ProvenGrant } from "../../../src/core/verify/judge-grant.ts";
import { createTally } from "../../../src/core/verify/tally.ts";
import { policy, rulesWith } from "../../support/builders/evidence.ts";
import { intentEntry, lease, proof, START } from "../../support/builders/ledger.ts";

const grantUnder = (more: Partial<Policy>): ProvenGrant => ({
  intent: intentEntry(lease({ policy: { name: "orders-readonly", blob: "b", commit: "t" } }), {
    proof: { ...proof, reviews: [] },
  }),
  facts: {
    merge: { at: START, blob: proof.blob },
    reviewed: { blob: proof.blob },
    request: undefined,
    rules: rulesWith({ policies: [policy(more)] }),
  },
});

function listUnproven(more: Partial<Policy>): string[] {
  const tally = createTally();
  tally.add({ sha: "c", at: START, entries: [] }, [grantUnder(more)], emptyLedger);
  return tally
    .listUnproven({ withdrawn: 0, unsigned: 0, stepped: 0, unreviewed: 0 })
    .map(({ what, count }) => `${what}: ${count}`);
}

it("counts the grants whose policy asked for a signed request among what a clone cannot prove", () => {
  expect(listUnproven({ proof: { signedRequest: true } })).toEqual([
    "that the requester signed the request, where the policy asked for it: 1",
  ]);
  expect(listUnproven({ proof: { signedRequest: false } })).toEqual([]);
  expect(listUnproven({})).toEqual([]);
});
