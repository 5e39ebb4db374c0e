import type { FileStep } from "./files.ts";

/** One thing that `hallpass init` does, or finds done. */
export interface PlanStep {
  readonly what: "repository" | "file" | "team" | "labels" | "configuration";
  readonly name: string;
  /** `differs`: it is there, with other content, and stays as it is. */
  readonly action: "create" | "keep" | "differs";
}

export const planFiles = (files: readonly FileStep[]): PlanStep[] =>
  files.map(({ path, action }) => ({ what: "file", name: path, action }));
