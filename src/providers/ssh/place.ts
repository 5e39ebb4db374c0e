import type { Keygen } from "./authority/keygen.ts";
import type { SshConfiguration } from "./configuration.ts";
import type { RunProgram } from "./run-program.ts";

/** The configuration, and the means to carry it out. */
export interface Place {
  readonly configuration: SshConfiguration;
  readonly keygen: Keygen;
  readonly run: RunProgram;
  readonly now: () => Date;
}
