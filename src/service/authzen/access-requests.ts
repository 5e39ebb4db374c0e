import type { Progress } from "../../core/asking/progress.ts";
import type { Question } from "./contract/question.ts";

/** A request that a caller asked for, as it is now. */
export interface AskedTask {
  /** Its pull request. */
  readonly url: string;
  readonly progress: Progress;
}

export interface NewTask {
  readonly caller: string;
  readonly task: string;
  readonly question: Question;
  readonly reason: string;
}

/** Asks for people. The endpoint knows nothing of pull requests. */
export interface AccessRequests {
  /** Whether a policy offers this, and the subject is a person of the identity map. By what is known already: waits for nothing. */
  isOffered(question: Question): boolean;
  /** `refused`: why nothing was asked for. Throws when GitHub or git fails. */
  open(
    task: NewTask,
  ): Promise<{ readonly url: string; readonly number: number } | { readonly refused: string }>;
  /** `undefined`: this caller asked for no such thing. Throws when GitHub fails. */
  read(caller: string, task: string): Promise<AskedTask | undefined>;
  /** The numbers of all that still wait for people. Throws when GitHub fails. */
  listOpen(): Promise<readonly number[]>;
}
