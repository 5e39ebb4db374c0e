import type { AlertCode } from "../../core/findings/catalogue/index.ts";

interface Failure {
  /** The git subcommand, without its arguments. */
  readonly command: string;
  readonly exitCode?: number;
  /** Already masked. */
  readonly detail: string;
  readonly retryable: boolean;
  /** The object that is not in the clone, where that is why. */
  readonly missing?: string;
  /** An operator has to act: it does not pass by itself. */
  readonly alert?: AlertCode;
  readonly cause?: unknown;
}

/** Git, or the server behind it, did not do as asked. Names the command, never its arguments. */
export class RepositoryError extends Error {
  readonly retryable: boolean;
  readonly command: string;
  readonly exitCode: number | undefined;
  readonly missing: string | undefined;
  readonly alert: AlertCode | undefined;

  constructor({ command, exitCode, detail, retryable, missing, alert, cause }: Failure) {
    const ended = exitCode === undefined ? "failed" : `failed (exit ${exitCode})`;
    super(`git ${command} ${ended}: ${detail}`, cause === undefined ? undefined : { cause });
    this.name = "RepositoryError";
    this.command = command;
    this.exitCode = exitCode;
    this.retryable = retryable;
    this.missing = missing;
    this.alert = alert;
  }
}
