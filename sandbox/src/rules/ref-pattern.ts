import type { Ruleset } from "../seed.ts";

type Conditions = Ruleset["conditions"]["ref_name"];

/** True if a ruleset's conditions include this full ref name. */
export function matchesRef({ include, exclude }: Conditions, ref: string, defaultBranch: string): boolean {
  const matches = (pattern: string): boolean => matchesPattern(pattern, ref, defaultBranch);
  return include.some(matches) && !exclude.some(matches);
}

function matchesPattern(pattern: string, ref: string, defaultBranch: string): boolean {
  if (pattern === "~ALL") return true;
  if (pattern === "~DEFAULT_BRANCH") return ref === `refs/heads/${defaultBranch}`;
  const full = pattern.startsWith("refs/") ? pattern : `refs/heads/${pattern}`;
  return toExpression(full).test(ref);
}

/** GitHub's patterns are Ruby's fnmatch: `*` stays within a folder; `**` and a slash cross folders. */
function toExpression(pattern: string): RegExp {
  const source = pattern
    .split(/(\*\*\/|\*|\?)/)
    .map((part) => {
      if (part === "**/") return "(?:.*/)?";
      if (part === "*") return "[^/]*";
      if (part === "?") return "[^/]";
      return part.replace(/[.+^${}()|[\]\\]/g, "\\$&");
    })
    .join("");
  return new RegExp(`^${source}$`);
}
