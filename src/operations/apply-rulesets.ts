import { listDifferences, type Ruleset } from "../core/diagnosis/rulesets.ts";
import type { Rulesets } from "../core/ports/rulesets.ts";

/** What became of one ruleset. */
export interface AppliedRuleset {
  readonly name: string;
  readonly id: number;
  readonly outcome: "created" | "updated" | "unchanged";
  /** How it differed before. */
  readonly changes: readonly string[];
}

/** Makes the repository's rulesets of these names what they should be; others are left alone. A second run changes nothing. */
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
