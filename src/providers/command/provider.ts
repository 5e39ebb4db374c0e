import type { Provider } from "../../core/ports/provider.ts";
import { ProviderError, type ProviderErrorCode } from "../adapter/error.ts";
import type { Receiver } from "../adapter/messages/configuration.ts";
import { receiverProvider } from "../adapter/messages/provider.ts";
import { type Program, type Run, runProgram } from "../adapter/program/run.ts";
import { examineProgram } from "./examine.ts";
import { codeOfExit } from "./exit-codes.ts";

/** A receiver that is a program of this machine: one run for each message, with the message on its stdin and the answer on its stdout. */
export const commandProvider = (receiver: Receiver, program: Program, now: () => Date): Provider =>
  receiverProvider(
    receiver,
    async ({ text }, deadlineSeconds) =>
      readOutput(receiver.name, await runProgram(program, `${text}\n`, deadlineSeconds)),
    now,
    () => examineProgram(receiver.name, program),
  );

function readOutput(provider: string, run: Run): string {
  if (run.outcome !== "exited" || run.status !== 0)
    throw new ProviderError(provider, codeOf(run), new Error(describe(run)));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(run.output);
  } catch (error) {
    throw new ProviderError(provider, "UNEXPECTED", error);
  }
}

function codeOf(run: Run): ProviderErrorCode {
  if (run.outcome === "exited") return codeOfExit(run.status);
  if (run.outcome === "too slow") return "TIMEOUT";
  return run.outcome === "too much output" ? "UNEXPECTED" : "UNREACHABLE";
}

/** For the private log: what the program said may be anything. */
const describe = (run: Run): string =>
  `The command: ${run.outcome}${run.outcome === "exited" ? ` with ${run.status}` : ""}. It said: ${run.said}`;
