import type { Keygen } from "./authority/keygen.ts";
import type { SshConfiguration } from "./configuration.ts";
import type { RunInTime } from "./run-program.ts";

/** The configuration, and the means to carry it out. */
export interface Place {
  readonly configuration: SshConfiguration;
  readonly keygen: Keygen;
  readonly run: RunInTime;
  readonly now: () => Date;
  /** The time that is left for the call. Throws `ProviderError` where none is. */
  readonly secondsLeft: () => number;
}
