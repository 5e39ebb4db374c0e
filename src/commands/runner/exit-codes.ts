/** The exit codes of every command, so that a script can tell "access is overdue" from "the ledger cannot be read". */
export const exitCode = {
  well: 0,
  found: 1,
  usage: 2,
  /** Something cannot be read, reached or trusted: the answer is missing or incomplete. */
  unanswered: 3,
} as const;

/** The meaning of each code, for commands that say no more. */
export const exitCodeMeanings = {
  0: "all is well",
  1: "something was found, as the command says",
  2: "the arguments or the configuration cannot be used",
  3: "no full answer: something cannot be read, reached or trusted",
} as const;

/** An incomplete answer outranks what it found. */
export const chooseExitCode = (isFound: boolean, isComplete: boolean): number =>
  isComplete ? (isFound ? exitCode.found : exitCode.well) : exitCode.unanswered;
