/** A walk through objects does not have the answer: an object is missing, unusual or large, or there are too many. Git has it. */
export class LeftToGit extends Error {
  constructor(what: string) {
    super(`${what} is left to git.`);
    this.name = "LeftToGit";
  }
}

/** The walk's answer, which starts no process; git's where the walk leaves it to git. Other errors of the walk are thrown. */
export async function orAskGit<T>(walk: () => Promise<T>, ask: () => Promise<T>): Promise<T> {
  try {
    return await walk();
  } catch (error) {
    if (error instanceof LeftToGit) return ask();
    throw error;
  }
}
