import type { Slot } from "./provider.ts";
import type { Step } from "./step.ts";
import { count, type World } from "./world.ts";

/** For so long after it was taken back, what she gives herself in our name is surely looked for. */
const WATCHED_MS = 60_000;

/** What somebody does with what she holds, so that it does not end. */
export function actAsHolder(
  world: World,
  { act, which, how, seconds }: Extract<Step, { do: "holder" }>,
): void {
  const able = [...world.sites.values()].flatMap(({ slots }) =>
    [...slots.values()].filter((slot) => isAble(world, slot, act)),
  );
  const slot = able[which % Math.max(1, able.length)];
  if (slot === undefined) return;
  count(world, act === "cling" ? `holder clings with ${how}` : `holder: ${act}`);
  if (act === "open a session") slot.session = true;
  if (act === "cling") slot.clings = { how, until: world.now + seconds * 1000 };
  if (act === "let go") slot.clings = undefined;
  if (act === "give again") giveAgain(world, slot);
  world.oracle.tookUp(slot, slot.clings?.until ?? world.now);
}

function isAble(world: World, slot: Slot, act: Extract<Step, { do: "holder" }>["act"]): boolean {
  const { ours, standing, session, clings, provider, role, principal } = slot;
  if (act === "let go") return clings !== undefined;
  if (act !== "give again") return ours && !standing && (act === "cling" || !session);
  const isSeparate = world.sites.get(provider)?.container === "separate";
  return (
    isSeparate && !ours && world.oracle.isTakenBackSince(provider, role, principal, world.now - WATCHED_MS)
  );
}

/** It looks like ours, and nobody granted it. */
function giveAgain(world: World, slot: Slot): void {
  slot.ours = true;
  const site = world.sites.get(slot.provider);
  if (site !== undefined) site.writes++;
}
