/** Undoes what the walk made, the latest first, whether the walk came to its end or not. */
export interface Cleanup {
  /** Remembers how to undo something. Say it before the thing is made: a call may fail and have its effect. */
  add(what: string, undo: () => Promise<unknown>): void;
  /** Undoes everything. Returns the leftovers with their reasons. */
  run(): Promise<string[]>;
}

/** `describe` says why something failed, without secrets. */
export function createCleanup(describe: (error: unknown) => string): Cleanup {
  const steps: { what: string; undo: () => Promise<unknown> }[] = [];
  return {
    add: (what, undo) => {
      steps.push({ what, undo });
    },
    run: async () => {
      const left: string[] = [];
      for (const { what, undo } of steps.splice(0).reverse()) {
        try {
          await undo();
        } catch (error) {
          left.push(`${what} (${describe(error)})`);
        }
      }
      return left;
    },
  };
}
