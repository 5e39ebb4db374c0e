import type { StoryPart } from "./stories.ts";

/** Why a lease is among those that nobody is known to have used. `unlogged`: the provider's log was not read. `unread`: it could not be. */
export type Unused = "unused" | "unlogged" | "unread";

/** `undefined`: it was used, its end is yet to come, or it gave nothing: it was never granted, or held before. */
export function describeUnused({ end, grantedAt, heldBefore, used }: StoryPart): Unused | undefined {
  if (end === undefined || grantedAt === undefined || heldBefore) return undefined;
  if (used === undefined) return "unlogged";
  if (used.kind === "unread") return "unread";
  return used.count === 0 ? "unused" : undefined;
}
