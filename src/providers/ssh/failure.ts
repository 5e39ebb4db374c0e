import { ProviderError } from "../adapter/error.ts";
import { ProgramTimeout } from "./run-program.ts";

/** Does work on files and programs of this machine. Throws `ProviderError` for every failure of theirs. */
export async function guard<Result>(provider: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProviderError) throw error;
    throw new ProviderError(provider, error instanceof ProgramTimeout ? "TIMEOUT" : "UNREACHABLE", error);
  }
}
