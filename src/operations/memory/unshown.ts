import type { AccessState } from "../../core/decision/briefing/labels.ts";

/** The labels that are still to be set, by pull request, and whether those that an earlier process left were looked for. */
export interface Unshown {
  readonly states: Map<number, AccessState>;
  hasLooked: boolean;
}

export const createUnshown = (): Unshown => ({ states: new Map(), hasLooked: false });

/** A memory with something to do, though no round has news. */
export const isUnshown = ({ states, hasLooked }: Unshown): boolean => !hasLooked || states.size > 0;
