/** True if a path matches. */
export type Matches = (path: string) => boolean;

/**
 * The matcher of a CODEOWNERS pattern: gitignore's rules, but `folder/*` owns what lies directly in the folder and not
 * what lies deeper. Time grows with pattern length times path length for every pattern: there is no backtracking.
 * Paths and patterns are case-sensitive; a path has no leading slash. The caller has refused what GitHub does not
 * support.
 */
export function buildMatcher(pattern: string): Matches {
  const segments = pattern.split("/").filter((segment) => segment !== "");
  const isFolder = pattern.endsWith("/");
  const isRooted = pattern.startsWith("/") || segments.length > 1;
  if (isRooted && !/[*?]/u.test(pattern)) return matchPlain(segments.join("/"), isFolder);
  const all = isRooted ? segments : ["**", ...segments];
  // A name also owns everything below it, except a last `*`, which stays on its level.
  const isFlat = !isFolder && all.at(-1) === "*";
  const steps = all.map((segment) => ({ isDeep: segment === "**", matches: matchesName(segment) }));
  const needed = longestLiteral(pattern);
  return (path) => path.includes(needed) && matchSteps(steps, path.split("/"), { isFolder, isFlat });
}

/** The longest run of characters that stand for themselves: every path that matches has it. Most paths lack it, and are told apart so. */
const longestLiteral = (pattern: string): string =>
  pattern.split(/[*?/]+/u).reduce((longest, each) => (each.length > longest.length ? each : longest), "");

/** The matcher of a pattern without wildcards, as most lines of a CODEOWNERS file have. */
const matchPlain =
  (plain: string, isFolder: boolean): Matches =>
  (path) =>
    path.startsWith(`${plain}/`) || (!isFolder && path === plain);

/** One part of a pattern between slashes, made ready once. */
interface Step {
  /** It is `**`. */
  readonly isDeep: boolean;
  readonly matches: Matches;
}

/** Which of the steps may come next, kept as a set: each name of the path moves the whole set on by one. */
function matchSteps(
  steps: readonly Step[],
  names: readonly string[],
  { isFolder, isFlat }: { isFolder: boolean; isFlat: boolean },
): boolean {
  let reached = skipStars(new Set([0]), steps);
  for (const [index, name] of names.entries()) {
    reached = skipStars(advance(reached, steps, name), steps);
    const isLast = index === names.length - 1;
    // `folder/` and `folder/**` own the content of a folder, not a file of that name.
    if (hasEnded(reached, steps) && (isLast ? !isFolder : !isFlat)) return true;
  }
  return false;
}

function advance(reached: ReadonlySet<number>, steps: readonly Step[], name: string): Set<number> {
  const next = new Set<number>();
  for (const step of reached) {
    const part = steps[step];
    // `**` goes on, or ends with this name: read as a name it matches any. A closing one has to match at least one.
    if (part?.isDeep) next.add(step);
    if (part?.matches(name)) next.add(step + 1);
  }
  return next;
}

/** `**` may match no folder at all, unless it closes the pattern. */
function skipStars(reached: Set<number>, steps: readonly Step[]): Set<number> {
  for (const step of reached) if (steps[step]?.isDeep && step < steps.length - 1) reached.add(step + 1);
  return reached;
}

const hasEnded = (reached: ReadonlySet<number>, steps: readonly Step[]): boolean => reached.has(steps.length);

/** The matcher of a name: `*` is any run of characters, `?` is one. After a star only its last place is tried again: no more steps than both lengths multiplied. */
export function matchesName(glob: string): Matches {
  if (!/[*?]/u.test(glob)) return (name) => name === glob;
  const marks = [...glob];
  return (name) => matchMarks(marks, [...name]);
}

function matchMarks(marks: readonly string[], characters: readonly string[]): boolean {
  let [mark, character] = [0, 0];
  let [star, resume] = [-1, 0];
  while (character < characters.length) {
    if (marks[mark] === "*") {
      star = mark++;
      resume = character;
    } else if (mark < marks.length && (marks[mark] === "?" || marks[mark] === characters[character])) {
      mark++;
      character++;
    } else if (star >= 0) {
      mark = star + 1;
      character = ++resume;
    } else return false;
  }
  while (marks[mark] === "*") mark++;
  return mark === marks.length;
}
