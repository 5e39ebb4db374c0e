import type { IncomingMessage } from "node:http";
import type { State } from "../state.ts";
import { isOpened } from "./session.ts";

export interface Refusal {
  readonly status: 403 | 421;
  readonly text: string;
}

/** What to do about pages that are not open. */
export const closed =
  'These pages let anybody act as anybody, so they open only for who started the sandbox.\nOpen the address that it printed after "In a browser:" first. Then this link works, too.\n';

/** A page of another site must not read this one: its name for this machine is not ours (DNS rebinding). */
export function refuseOtherNames(state: State, { headers }: IncomingMessage): Refusal | undefined {
  if (headers.host === new URL(state.url).host) return undefined;
  return { status: 421, text: `This is ${state.url}. Use that address.\n` };
}

/**
 * A page of another site must not act here: its forms come from another origin (OWASP, "Cross-Site Request Forgery Prevention": verifying
 * the origin with standard headers).
 */
export function refuseOtherSites(state: State, { method, headers }: IncomingMessage): Refusal | undefined {
  if (method !== "POST" || headers.origin === state.url) return undefined;
  return { status: 403, text: `A form of ${headers.origin ?? "an unknown site"} may not be sent here.\n` };
}

/** Nobody acts here but who opened the printed address. */
export const refuseStrangers = (state: State, request: IncomingMessage): Refusal | undefined =>
  isOpened(state, request) ? undefined : { status: 403, text: closed };
