import { ProviderError } from "../../adapter/error.ts";
import type { ProgramResult, RunInTime } from "../run-program.ts";

/** Runs ssh-keygen in a folder. Throws `ProviderError` where its exit code is not one of those accepted. */
export type Keygen = (
  folder: string,
  args: readonly string[],
  options?: { readonly agentSocket?: string; readonly accept?: readonly number[] },
) => Promise<ProgramResult>;

export const openKeygen =
  (provider: string, run: RunInTime): Keygen =>
  async (folder, args, { agentSocket, accept = [0] } = {}) => {
    const result = await run({
      argv: ["ssh-keygen", ...args],
      folder,
      ...(agentSocket !== undefined && { environment: { SSH_AUTH_SOCK: agentSocket } }),
    });
    if (accept.includes(result.exitCode)) return result;
    const cause = new Error(`ssh-keygen ended with ${result.exitCode}: ${result.stderr.slice(0, 500)}`);
    throw new ProviderError(provider, "UNREACHABLE", cause);
  };
