import type { DigestNotice } from "../../core/plan/notices.ts";
import { listDigests } from "../../core/review/digests.ts";
import type { RulesSource } from "../evidence/in-force.ts";
import { readSnapshot } from "../evidence/snapshot.ts";

export type DigestDeps = RulesSource & Parameters<typeof readSnapshot>[0];

/** What no owner approved on this day, for the leads of each team, by the ledger and the rules of now. Throws when a read fails. */
export async function findDigests(deps: DigestDeps, day: string): Promise<DigestNotice[]> {
  const { state, rules } = await readSnapshot(deps);
  return listDigests(state, rules.policies, day);
}
