import type { Grant } from "../../core/access/grant.ts";

/** Access at the system, by its ids. */
export type Held = Omit<Grant, "origin">;

/** A way to the system: does the work there and brings its answer back. */
export type Reach = <Result>(work: () => Result) => Promise<Result>;

/** The system behind a memory provider. A test looks at it, and changes it as its administrator would. */
export interface MemorySystem {
  readonly ours: Map<string, Held>;
  /** Access that Hallpass did not give. Where grants cannot be told apart, all access is here. */
  readonly others: Map<string, Held>;
  /** The ids of deleted principals and entitlements. */
  readonly deleted: Set<string>;
  readonly reach: Reach;
}

/** A system without access. A test gives it a way that fails, or loses answers. */
export const createMemorySystem = (reach: Reach = async (work) => work()): MemorySystem => ({
  ours: new Map(),
  others: new Map(),
  deleted: new Set(),
  reach,
});
