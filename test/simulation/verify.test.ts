// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AU2: The audit is edited.

import { beforeAll, describe, expect, it } from "vitest";
import { applyEntries, emptyLedger } from "../../src/core/ledger/ledger.ts";
import type { Intent, LedgerEntry } from "../../src/core/ledger/ledger-entry.ts";
import { drawHistory } from "./draw.ts";
import type { LedgerCommit } from "./ledger.ts";
import { play } from "./play.ts";
import { verifyWorld } from "./verify.ts";
import type { World } from "./world.ts";

const MOST_SEEDS = 400;

const isIntent = (entry: LedgerEntry): entry is Intent => entry.kind === "intent";

/** Histories that were proven, in which something was granted. */
const proven: World[] = [];
beforeAll(async () => {
  for (let seed = 1; seed <= MOST_SEEDS && proven.length < 3; seed++) {
    const played = await play(drawHistory(seed));
    const entries = played.world.ledger.commits.flatMap((commit) => commit.entries);
    if (played.proven && entries.some(isIntent)) proven.push(played.world);
  }
});

/** The same history with other entries on its ledger, by somebody who has its key. */
function forge(world: World, change: (entry: LedgerEntry) => LedgerEntry[]): World {
  let state = emptyLedger;
  const commits = world.ledger.commits.map((commit): LedgerCommit => {
    const entries = commit.entries.flatMap(change);
    state = applyEntries(state, entries);
    return { ...commit, entries, state };
  });
  return { ...world, ledger: { commits } };
}

const changeLeases = (change: (lease: Intent["lease"]) => Partial<Intent["lease"]>) => (entry: LedgerEntry) =>
  isIntent(entry) ? [{ ...entry, lease: { ...entry.lease, ...change(entry.lease) } }] : [entry];

describe("AU2: in a history that was proven, it is named that", () => {
  it.each<[string, string, (entry: LedgerEntry) => LedgerEntry[]]>([
    ["the subject approved", "APPROVER_BARRED", changeLeases(({ subject }) => ({ approvers: [subject] }))],
    [
      "a lease is longer",
      "TERMS_CHANGED",
      changeLeases(({ endsAt }) => ({ endsAt: new Date(endsAt.getTime() + 1) })),
    ],
    ["a revocation is missing", "RAN_OVER", (entry) => (entry.kind === "revoked" ? [] : [entry])],
    [
      "other content was granted",
      "CONTENT_CHANGED",
      (entry) => [isIntent(entry) ? { ...entry, proof: { ...entry.proof, blob: "f".repeat(40) } } : entry],
    ],
    [
      "nobody was seen in the approving team",
      "APPROVER_NOT_OWNER",
      (entry) => (entry.kind === "observed" ? [] : [entry]),
    ],
  ])("%s", async (_name, code, change) => {
    expect(proven).toHaveLength(3);
    for (const world of proven) {
      const { unexplained } = await verifyWorld(forge(world, change));
      expect(unexplained.map((each) => each.code)).toContain(code);
    }
  });

  it("a request has no entry", async () => {
    const isOfRules = ({ kind }: LedgerEntry): boolean => kind === "observed" || kind === "adopted";
    const found = await Promise.all(
      proven.map((world) => verifyWorld(forge(world, (entry) => (isOfRules(entry) ? [entry] : [])))),
    );
    // Where its file is gone, too, it may have been withdrawn.
    expect(found.flatMap(({ unexplained }) => unexplained.map(({ code }) => code))).toContain("UNRECORDED");
  });
});
