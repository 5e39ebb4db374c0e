import { POLICY_PATH, PROVIDERS, people, ROLES, ruleSetOf, TASKS, type Template } from "./cast.ts";
import {
  actByHand,
  asked,
  changeTask,
  dismissAll,
  leave,
  mergedAt,
  mergePull,
  openRemoval,
  pullAt,
  pushDirectly,
  replicaAt,
  writeEnd,
} from "./deeds.ts";
import { isClosedAt, type Pull } from "./github.ts";
import { wake } from "./replica.ts";
import type { Replica } from "./replica-state.ts";
import type { Act, Step } from "./step.ts";
import { fine } from "./weather.ts";
import { count, type World } from "./world.ts";

/** The work had fewer calls than that. */
export const AFTER_THE_WORK = "after the work";

/** Something happens in the middle of a machine's work; where that has fewer calls, after it. Whoever is told of it looks at once. */
export async function interrupt(
  world: World,
  { replica: index, work, gap, act, told }: Extract<Step, { do: "amid" }>,
): Promise<void> {
  const replica = replicaAt(world, index);
  const { machine } = replica;
  if (machine === undefined) return;
  let looking = Promise.resolve();
  const happen = (): void => {
    count(world, `amid the work: ${act}`);
    carryOut(world, replica, act);
    if (!told) return;
    world.isCrowded = true;
    looking = wake(world, replica, "watch");
  };
  machine.amid = { left: gap, act: happen };
  await wake(world, replica, work);
  if (machine.amid !== undefined) {
    machine.amid = undefined;
    count(world, AFTER_THE_WORK);
    happen();
  }
  await looking;
  world.isCrowded = false;
}

function carryOut(world: World, replica: Replica, act: Act): void {
  const granted = mergedAt(world, 0);
  const open = pullAt(world, 0);
  if (act === "fill the disk") world.skies.set(replica.name, "disk", { ...fine, down: true });
  else if (act === "push rules")
    pushDirectly(world, [{ path: POLICY_PATH, text: ruleSetOf(3).policy }], ruleSetOf(3));
  else if (act === "merge" || act === "close") {
    if (open !== undefined) moveOpen(world, open, act);
  } else if (granted !== undefined) moveGranted(world, granted, act);
}

function moveOpen(world: World, pull: Pull, act: "merge" | "close"): void {
  if (act === "merge") mergePull(world, pull, true);
  else pull.closings.push({ closed: !isClosedAt(pull, world.now), at: world.now });
}

function moveGranted(world: World, pull: Pull, act: Act): void {
  const template = asked.get(pull)?.template;
  if (template === undefined) return;
  const { subject, path, task } = template;
  if (act === "end") writeEnd(world, pull, subject);
  if (act === "leave") leave(world, subject);
  if (act === "dismiss") dismissAll(world, pull);
  if (act === "take by hand") takeByHand(world, template);
  if (act === "close task" && task !== undefined) changeTask(world, listed(TASKS, task), true);
  if (act === "remove" && world.git.tip.files.has(path))
    mergePull(world, openRemoval(world, path, subject), true);
}

const listed = <T>(all: readonly T[], one: T): number => all.indexOf(one);

function takeByHand(world: World, { asked: [first], subject }: Template): void {
  if (first === undefined) return;
  actByHand(world, {
    seed: 0,
    do: "hand",
    provider: listed<string>(PROVIDERS, first.provider),
    who: listed(people, subject),
    role: listed<string>(ROLES, first.role),
    what: "revoke",
  });
}
