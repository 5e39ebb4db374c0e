import type { Signal } from "../signal.ts";

/** Text files of the access repository by path: policies/, inventory/ and the settings. */
export type Files = ReadonlyMap<string, string>;

/** A file as it would be. */
export interface Edit {
  readonly path: string;
  /** `undefined`: it goes. */
  readonly text: string | undefined;
}

/** What would answer a signal: a change of one file, for people to judge. */
export interface Change {
  /** The same for the same signal: `idle-policy:orders`. */
  readonly id: string;
  readonly rule: string;
  /** An imperative for the pull request: `Take the policy orders away`. */
  readonly title: string;
  /** What the file does not do by itself, as a sentence. */
  readonly besides?: string;
  readonly says: string;
  readonly edit: Edit;
}

/** One kind of change: the rule whose signals it answers, and how. */
export interface ChangeMaker {
  readonly rule: string;
  /** What the signal is about, as its id ends: `orders`, `alice/orders-db/orders/readonly`. */
  name(signal: Signal): string;
  /** `undefined` where the files leave nothing to change, or leave open what to change. */
  make(signal: Signal, files: Files): Pick<Change, "title" | "besides" | "edit"> | undefined;
}
