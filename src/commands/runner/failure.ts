import { ConfigError } from "../../configuration/read-variables.ts";
import type { CommandCode } from "../../core/findings/catalogue/index.ts";
import { ProviderError, type ProviderErrorCode } from "../../providers/adapter/error.ts";
import { describeNextStep } from "../output/failure-advice.ts";
import { complain, printJson } from "../output/terminal.ts";
import { exitCode } from "./exit-codes.ts";

/** The arguments cannot be used. The message ends with what to do, or `fix` says it. */
export class UsageError extends Error {
  readonly fix: string | undefined;

  constructor(message: string, options: ErrorOptions & { readonly fix?: string } = {}) {
    super(message, options);
    this.fix = options.fix;
  }
}

/** There is no answer: something cannot be read, reached or trusted. */
export class CannotAnswerError extends Error {
  readonly code: CommandCode;
  readonly fix: string;

  constructor(code: CommandCode, message: string, fix: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.fix = fix;
  }
}

/** An error as a script reads it with --json. */
export interface FailureReport {
  readonly code: CommandCode | ProviderErrorCode;
  readonly message: string;
  readonly fix: string;
}

interface Failure extends FailureReport {
  /** The line for people. */
  readonly line: string;
  readonly exitCode: number;
}

/** Tells of a failure, on standard error and for a script on standard output as well. Returns the exit code. */
export function tellFailure(error: unknown, help: string, isJson: boolean): number {
  const { code, message, fix, line, exitCode } = describeFailure(error, help);
  complain(`${line}\n`);
  if (isJson) printJson({ error: { code, message, fix } });
  return exitCode;
}

function describeFailure(error: unknown, help: string): Failure {
  const message = error instanceof Error ? error.message : String(error);
  const told = { message, line: message };
  if (error instanceof UsageError) {
    const { fix } = error;
    const line = fix === undefined ? message : `${message} ${fix}`;
    return { code: "USAGE", message, fix: fix ?? help, line, exitCode: exitCode.usage };
  }
  if (error instanceof ConfigError)
    return { ...told, code: "CONFIGURATION", fix: CORRECT_CONFIGURATION, exitCode: exitCode.usage };
  if (error instanceof CannotAnswerError) {
    const { code, fix } = error;
    return { code, message, fix, line: `${message} ${fix}`, exitCode: exitCode.unanswered };
  }
  const rest = { ...told, exitCode: exitCode.unanswered };
  return error instanceof ProviderError
    ? { ...rest, code: error.code, fix: toSentence(describeNextStep(error.code)) }
    : { ...rest, code: "FAILED", fix: "Correct that, then run this again." };
}

const toSentence = (clause: string): string => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;

const CORRECT_CONFIGURATION =
  "Correct these variables in the environment or in the file given with --env, then run this again.";
