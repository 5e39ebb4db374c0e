import {
  type Actor,
  alice,
  app,
  bob,
  carol,
  PROVIDERS,
  ROLES,
  type RuleSet,
  TASKS,
  type Template,
} from "./cast.ts";
import { type Edit, listDifferences } from "./git.ts";
import { headOf, isClosedAt, mayMerge, mightMerge, openPull, type Pull, squash } from "./github.ts";
import { slotOf } from "./provider.ts";
import type { Replica } from "./replica-state.ts";
import type { Step } from "./step.ts";
import { count, tellLanding, type World } from "./world.ts";

/** The request, rules or removal that a pull request proposes. */
export const asked = new WeakMap<Pull, { template?: Template; rules?: RuleSet; removes?: string }>();

export function replicaAt({ replicas }: World, index: number): Replica {
  const replica = replicas[index % replicas.length];
  if (replica === undefined) throw new Error("There is no replica.");
  return replica;
}

/** The latest is 0. */
export const pullAt = ({ hub }: World, back: number): Pull | undefined => {
  const open = [...hub.pulls.values()].filter(({ merged }) => merged === undefined);
  return open[open.length - 1 - (back % Math.max(1, open.length))];
};

/** Merged requests, the latest first. */
export const mergedAt = ({ hub }: World, back: number): Pull | undefined => {
  const merged = [...hub.pulls.values()].filter(
    (pull) => pull.merged !== undefined && asked.get(pull)?.template !== undefined,
  );
  return merged[merged.length - 1 - (back % Math.max(1, merged.length))];
};

export function openRemoval(world: World, path: string, author: Actor): Pull {
  const pull = openPull(world.hub, author, [{ path, text: undefined }], world.now);
  asked.set(pull, { removes: path });
  world.oracle.opened(pull.number, author.id, { removes: path }, headOf(pull).sha);
  return pull;
}

export function leave(world: World, { id }: Actor): void {
  if (!world.hub.gone.has(id)) world.hub.gone.set(id, world.now);
  world.oracle.gone(id);
}

export function writeEnd(world: World, { number }: Pull, by: Actor): void {
  world.hub.comments.push({ number, by, body: "/hallpass end", at: world.now });
  world.oracle.commented(number, by.id);
}

export function changeTask({ hub, now, oracle }: World, index: number, closed: boolean): void {
  const number = TASKS[index % TASKS.length] ?? TASKS[0];
  const isClosed = hub.tasks.findLast((task) => task.number === number)?.closed ?? false;
  if (isClosed === closed) return;
  hub.tasks.push({ number, closed, at: now });
  if (closed) oracle.closed(number);
}

/** Of a merged one nothing is changed by that any more. */
export function dismissAll(world: World, pull: Pull): void {
  for (const said of pull.reviews) said.dismissedAt ??= world.now;
  world.oracle.dismissed(pull.number);
}

export function mergePull(world: World, pull: Pull, bypass: boolean): boolean {
  if (isClosedAt(pull, world.now)) return false;
  const isAllowed = mayMerge(world.hub, pull, world.now);
  if (!isAllowed && !bypass) return false;
  if (!isAllowed && listDifferences(pull.base, headOf(pull)).some(({ status }) => status !== "added"))
    world.oracle.rewritten();
  const wasAllowed = mightMerge(world.hub, pull, world.now);
  if (squash(world.hub, pull, world.now) === undefined) return false;
  // Somebody who may do without the gate can merge what was approved before GitHub could not be read.
  tellLanding(world, pull, wasAllowed, asked.get(pull)?.rules);
  return true;
}

export function pushDirectly(world: World, edits: readonly Edit[], rules?: RuleSet): boolean {
  const node = world.git.commit(world.git.tip, edits, app);
  if (node.changes.length === 0) return false;
  world.git.tip = node;
  tellLanding(world, undefined, false, rules);
  return true;
}

export function actByHand(world: World, { provider, who, role, what }: Extract<Step, { do: "hand" }>): void {
  const site = world.sites.get(PROVIDERS[provider % PROVIDERS.length] ?? "p1");
  const person = [alice, bob, carol][who % 3] ?? alice;
  if (site === undefined) return;
  const slot = slotOf(site, ROLES[role % ROLES.length] ?? "readonly", person.login);
  const isShared = site.container === "shared";
  if (what === "grant" && !(isShared && slot.ours)) slot.standing = true;
  if (what === "revoke") {
    slot.ours = false;
    slot.until = undefined;
    if (isShared) slot.standing = false;
  }
  if (what === "revoke standing" && !slot.ours) slot.standing = false;
  site.writes++;
  count(world, `operator: ${what}`);
  world.oracle.handed(site.name, slot.role, slot.principal, slot, world.isCrowded);
}
