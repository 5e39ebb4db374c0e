import type { FileStep } from "./files.ts";

/** One thing that `hallpass init` or `hallpass add` does, or finds done. */
export interface PlanStep {
  readonly what:
    | ("repository" | "labels" | "team" | "configuration")
    | ("file" | "policy" | "owner" | "person" | "account");
  readonly name: string;
  /** `differs`: something else is there, and stays as it is. `unread`: a rule that somebody else wrote, and a person has to read. */
  readonly action: "create" | "keep" | "differs" | "unread";
}

/** `unread`: the paths of rules that somebody else wrote. */
export const planFiles = (files: readonly FileStep[], unread: readonly string[]): PlanStep[] => {
  const step = (name: string, action: PlanStep["action"]): PlanStep => ({ what: "file", name, action });
  const others = unread.filter((path) => !files.some((file) => file.path === path));
  return [
    ...files.map(({ path, action }) =>
      step(path, action === "keep" && unread.includes(path) ? "unread" : action),
    ),
    ...others.map((path) => step(path, "unread")),
  ];
};
