import { type HallpassSandbox, startHallpassSandbox } from "../../demo/src/sandbox/start.ts";
import type { SandboxOptions } from "../../sandbox/src/sandbox.ts";
import * as sandbox from "../../sandbox/test/local-github.ts";

export { at, type Clone, outcomeOf } from "../../sandbox/test/local-github.ts";

export type LocalGitHub = sandbox.LocalGitHub<HallpassSandbox>;

/** A local GitHub with an access repository, and clients for it; the default seed when no other is given. `stop` removes both. */
export const startLocalGitHub = (options: Partial<SandboxOptions> = {}): Promise<LocalGitHub> =>
  sandbox.openLocalGitHub(startHallpassSandbox, options);
