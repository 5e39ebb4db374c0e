import { readGit } from "../process/command.ts";
import type { Store } from "../process/store.ts";

/** The commit that a person named as git reads it: a branch, a tag, an id, `HEAD~2`. undefined: there is none, or several. */
export async function findNamedCommit(store: Store, name: string): Promise<string | undefined> {
  // What begins with a dash would be an option.
  if (!/^[^-\s][^\s]*$/u.test(name)) return undefined;
  const args = ["rev-parse", "--verify", "--quiet", `${name}^{commit}`];
  return (await readGit(store, args, { allow: [1, 128] })) || undefined;
}
