import type { Finding } from "./finding.ts";

/** A reason to grant nothing at the moment: nothing at all, or nothing at one provider. It ends no access. */
export interface Stop extends Finding {
  /** Grants at the other providers go on. */
  readonly provider?: string;
}

/** The stops that concern a request for access at these providers. */
export const stopsAt = (stops: readonly Stop[], providers: ReadonlySet<string>): Stop[] =>
  stops.filter(({ provider }) => provider === undefined || providers.has(provider));
