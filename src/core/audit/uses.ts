import type { StoryPart } from "./stories.ts";

/** Did the holder use it? `unknown`: no log tells, or it was not read. */
export type UseState = "used" | "unused" | "unknown";

export function useOf({ used }: Pick<StoryPart, "used">): UseState {
  if (used === undefined || used.kind === "unread") return "unknown";
  return used.count === 0 ? "unused" : "used";
}
