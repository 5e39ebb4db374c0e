import type { SetupFile } from "../setup/blueprint.ts";

/** The rules of an access repository and what is written from them: the text of each file, by path. */
export type RulesText = ReadonlyMap<string, string>;

/** One thing that an addition does, or finds done. */
export interface AdditionStep {
  readonly what: "file" | "owner" | "policy" | "person" | "account" | "team" | "configuration";
  readonly name: string;
  /** `differs`: something else is there, and stays as it is. */
  readonly action: "create" | "keep" | "differs";
}

/** What is added to the rules: the new text of each file that changes, and every step. */
export interface Addition {
  readonly steps: readonly AdditionStep[];
  readonly files: readonly SetupFile[];
}

/** The rules as they are once these files are written. */
export const overlay = (rules: RulesText, files: readonly SetupFile[]): RulesText =>
  new Map([...rules, ...files.map(({ path, text }) => [path, text] as const)]);
