import type { SetupFile } from "../setup/blueprint.ts";
import type { PlanStep } from "../setup/plan.ts";

/** The rules of an access repository and what is written from them: the text of each file, by path. */
export type RulesText = ReadonlyMap<string, string>;

/** What is added to the rules: the new text of each file that changes, and every step. */
export interface Addition {
  readonly steps: readonly PlanStep[];
  readonly files: readonly SetupFile[];
}

/** The rules as they are once these files are written. */
export const overlay = (rules: RulesText, files: readonly SetupFile[]): RulesText =>
  new Map([...rules, ...files.map(({ path, text }) => [path, text] as const)]);
