/** Whether a path matches. */
export type Matches = (path: string) => boolean;

/**
 * The matcher of a CODEOWNERS pattern: gitignore's rules, but `folder/*` owns what lies directly in the folder and not
 * what lies deeper. Time grows with pattern length times path length, whatever the pattern: there is no backtracking.
 * Paths and patterns are case-sensitive; a path has no leading slash. The caller has refused what GitHub does not
 * support.
 */
export function buildMatcher(pattern: string): Matches {
  const segments = pattern.split("/").filter((segment) => segment !== "");
  const isFolder = pattern.endsWith("/");
  const isRooted = pattern.startsWith("/") || segments.length > 1;
  if (isRooted && !/[*?]/u.test(pattern)) return matchPlain(segments.join("/"), isFolder);
  const steps = isRooted ? segments : ["**", ...segments];
  // A name also owns everything below it, except a last `*`, which stays on its level.
  const isFlat = !isFolder && steps.at(-1) === "*";
  return (path) => matchSteps(steps, path.split("/"), { isFolder, isFlat });
}

/** Nearly all lines of a CODEOWNERS file are plain: nothing in them stands for anything else. */
const matchPlain =
  (plain: string, isFolder: boolean): Matches =>
  (path) =>
    path.startsWith(`${plain}/`) || (!isFolder && path === plain);

/** Which of the steps may come next, kept as a set: each name of the path moves the whole set on by one. */
function matchSteps(
  steps: readonly string[],
  names: readonly string[],
  { isFolder, isFlat }: { isFolder: boolean; isFlat: boolean },
): boolean {
  let reached = skipStars(new Set([0]), steps);
  for (const [index, name] of names.entries()) {
    reached = skipStars(advance(reached, steps, name), steps);
    const isLast = index === names.length - 1;
    // `folder/` and `folder/**` own what is inside, not a file of that name.
    if (hasEnded(reached, steps) && (isLast ? !isFolder : !isFlat)) return true;
  }
  return false;
}

function advance(reached: ReadonlySet<number>, steps: readonly string[], name: string): Set<number> {
  const next = new Set<number>();
  for (const step of reached) {
    const segment = steps[step];
    // `**` goes on, or ends with this name: read as a name it matches any. A closing one has to match at least one.
    if (segment === "**") next.add(step);
    if (segment !== undefined && matchName(segment, name)) next.add(step + 1);
  }
  return next;
}

/** `**` may match no folder at all, unless it closes the pattern. */
function skipStars(reached: Set<number>, steps: readonly string[]): Set<number> {
  for (const step of reached) if (steps[step] === "**" && step < steps.length - 1) reached.add(step + 1);
  return reached;
}

const hasEnded = (reached: ReadonlySet<number>, steps: readonly string[]): boolean =>
  reached.has(steps.length);

/** `*` is any run of characters, `?` is one. The same set of positions, moved on character by character. */
function matchName(glob: string, name: string): boolean {
  const marks = [...glob];
  let reached = skipRuns(new Set([0]), marks);
  for (const character of name) {
    const next = new Set<number>();
    for (const position of reached) {
      const mark = marks[position];
      if (mark === "*") next.add(position);
      else if (mark === "?" || mark === character) next.add(position + 1);
    }
    reached = skipRuns(next, marks);
  }
  return reached.has(marks.length);
}

function skipRuns(reached: Set<number>, marks: readonly string[]): Set<number> {
  for (const position of reached) if (marks[position] === "*") reached.add(position + 1);
  return reached;
}
