import type { StoryPart } from "./stories.ts";

/** Why a lease is among those that nobody is known to have used. `unlogged`: the provider's log was not read. `unread`: it could not be. */
export type Unused = "unused" | "unlogged" | "unread";

/** How a lease that has ended was used. */
export type UseState = "used" | Unused;

/** `undefined`: its end is yet to come, or it gave nothing: it was never granted, or held before. */
export function useOf({ end, grantedAt, heldBefore, used }: StoryPart): UseState | undefined {
  if (end === undefined || grantedAt === undefined || heldBefore) return undefined;
  if (used === undefined) return "unlogged";
  if (used.kind === "unread") return "unread";
  return used.count === 0 ? "unused" : "used";
}

/** `undefined`: it was used, its end is yet to come, or it gave nothing: it was never granted, or held before. */
export function describeUnused(part: StoryPart): Unused | undefined {
  const use = useOf(part);
  return use === "used" ? undefined : use;
}
