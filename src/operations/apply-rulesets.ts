import { listDifferences, type Ruleset } from "../core/diagnosis/rulesets.ts";
import type { Rulesets } from "../core/ports/rulesets.ts";

/** The result for one ruleset. */
export interface AppliedRuleset {
  readonly name: string;
  readonly id: number;
  readonly outcome: "created" | "updated" | "unchanged";
  /** Its differences before. */
  readonly changes: readonly string[];
}

/** Creates or updates the rulesets with these names, and touches no others. A second run changes nothing. */
export async function applyRuleset(rulesets: Rulesets, wanted: Ruleset): Promise<AppliedRuleset> {
  const { name } = wanted;
  const found = await rulesets.find(name);
  if (found === undefined)
    return { name, id: (await rulesets.create(wanted)).id, outcome: "created", changes: [] };
  const { id, ruleset } = found;
  const changes = listDifferences(wanted, ruleset);
  if (changes.length === 0) return { name, id, outcome: "unchanged", changes };
  await rulesets.update(id, wanted);
  return { name, id, outcome: "updated", changes };
}
