import { interrupt } from "./amid.ts";
import {
  type Actor,
  alice,
  app,
  bob,
  carol,
  dave,
  erin,
  frank,
  PLAIN_COUNT,
  POLICY_PATH,
  PROVIDERS,
  people,
  ROLES,
  type RuleSet,
  ruleSetOf,
  TASKS,
  TEAMS,
  type TeamSlug,
  type Template,
  templateOf,
} from "./cast.ts";
import { type Edit, findBase, listDifferences, textOf } from "./git.ts";
import { headOf, isClosedAt, mayMerge, mightMerge, openPull, type Pull, squash } from "./github.ts";
import { actAsHolder } from "./holder.ts";
import { slotOf } from "./provider.ts";
import { createRandom } from "./random.ts";
import { runAction, runOperator } from "./reaper.ts";
import { copyDisk, type Replica, start, stop, type Waking, wake } from "./replica.ts";
import type { Step } from "./step.ts";
import { advance } from "./time.ts";
import { count, listEnds, tellLanding, type World } from "./world.ts";

/** Lets one step happen, with everything that follows from it at once. */
export async function perform(world: World, step: Step): Promise<void> {
  world.random = createRandom(step.seed);
  world.isCrowded = false;
  await happen(world, step);
  world.oracle.look();
}

export const asked = new WeakMap<Pull, { template?: Template; rules?: RuleSet; removes?: string }>();

async function happen(world: World, step: Step): Promise<void> {
  switch (step.do) {
    case "open":
      return openRequest(world, step);
    case "extend":
      return extend(world, step);
    case "propose removal":
      return proposeRemoval(world, step);
    case "comment":
      return comment(world, step);
    case "task":
      return changeTask(world, step.task, step.closed);
    case "leave":
      return leave(world, personAt(step.who));
    case "propose rules":
      return proposeRules(world, step);
    case "review":
      return review(world, step);
    case "dismiss":
      return dismiss(world, step.pull);
    case "push":
      return pushHead(world, step);
    case "merge":
      return merge(world, step);
    case "push request": {
      const { path, text } = templateOf(step.template);
      return land(world, [{ path, text }]);
    }
    case "push rules": {
      const rules = ruleSetOf(step.set);
      return land(world, [{ path: POLICY_PATH, text: rules.policy }], rules);
    }
    case "push removal": {
      const files = [...world.git.tip.files.keys()].filter((path) => path.startsWith("access-requests/"));
      const path = files[step.which % Math.max(1, files.length)];
      if (path === undefined) return;
      world.oracle.rewritten();
      return land(world, [{ path, text: undefined }]);
    }
    case "rewind":
      return rewind(world, step.commits);
    case "put back":
      return putBack(world);
    case "member":
      return changeMember(world, step);
    case "pass":
      return advance(world, world.now + step.seconds * 1000);
    case "pass to end":
      return passToEnd(world, step.seconds);
    case "wake":
      return wakeAlone(world, step);
    case "amid":
      return interrupt(world, step);
    case "close":
      return closePull(world, step);
    case "holder":
      return actAsHolder(world, step);
    case "silence":
      return silence(world, step.back, step.how);
    case "dismiss merged": {
      const pull = mergedAt(world, step.back);
      return pull && dismissAll(world, pull);
    }
    case "push after merge": {
      const pull = mergedAt(world, step.back);
      const by = personAt(step.by);
      const node = pull && world.git.commit(headOf(pull), [{ path: "notes.md", text: `${world.now}` }], by);
      return void (node && pull.strays.push({ node, by, at: world.now }));
    }
    case "push rename":
      return rename(world, step.which);
    case "start":
      return begin(world, step.replica);
    case "kill":
      return kill(world, step.replica);
    case "back up":
      return backUp(replicaAt(world, step.replica));
    case "restore":
      return restore(world, replicaAt(world, step.replica));
    case "action":
      return runAction(world, step.fuse);
    case "sweep":
      return runOperator(world, step.fetches, step.fuse);
    case "action on":
      if (!step.on) world.reaper.enabledSince = undefined;
      else world.reaper.enabledSince ??= world.now;
      return;
    case "hand":
      return actByHand(world, step);
    case "clock": {
      const replica = replicaAt(world, step.replica);
      replica.noteClock();
      replica.skew = step.seconds * 1000;
      replica.clockSetAt = world.now;
      return count(world, "clock step");
    }
    case "lag":
      return setLag(world, replicaAt(world, step.replica), step.seconds);
    case "trouble":
      world.skies.set(step.machine, step.boundary, step.trouble);
      return;
    case "clear":
      return world.skies.clear();
    case "configure":
      return configure(world, step);
    case "together":
      return workTogether(world, step);
  }
}

export function replicaAt({ replicas }: World, index: number): Replica {
  const replica = replicas[index % replicas.length];
  if (replica === undefined) throw new Error("There is no replica.");
  return replica;
}

const personAt = (index: number) => people[index % people.length] ?? alice;

/** The latest is 0. */
export const pullAt = ({ hub }: World, back: number): Pull | undefined => {
  const open = [...hub.pulls.values()].filter(({ merged }) => merged === undefined);
  return open[open.length - 1 - (back % Math.max(1, open.length))];
};

/** An event reaches some replica, twice at times, or none. */
async function tell(world: World, told: boolean, pull: Pull | undefined): Promise<void> {
  if (!told) return count(world, "event lost");
  const times = world.random.chance(0.1) ? 2 : 1;
  if (times === 2) count(world, "event twice");
  for (let time = 0; time < times; time++) {
    const replica = replicaAt(world, world.random.below(2));
    if (pull?.merged === undefined && pull !== undefined) await wake(world, replica, "review", pull.number);
    if (pull === undefined || pull.merged !== undefined) await wake(world, replica, "reconcile");
  }
}

async function openRequest(
  world: World,
  { template: key, by, told }: Extract<Step, { do: "open" }>,
): Promise<void> {
  const template = templateOf(key);
  const author = by < 0 ? template.subject : personAt(by);
  const pull = openPull(world.hub, author, [{ path: template.path, text: template.text }], world.now);
  asked.set(pull, { template });
  world.oracle.opened(pull.number, author.id, { template, path: template.path }, headOf(pull).sha);
  await tell(world, told, pull);
}

/** Merged requests, the latest first. */
export const mergedAt = ({ hub }: World, back: number): Pull | undefined => {
  const merged = [...hub.pulls.values()].filter(
    (pull) => pull.merged !== undefined && asked.get(pull)?.template !== undefined,
  );
  return merged[merged.length - 1 - (back % Math.max(1, merged.length))];
};

async function extend(world: World, { seed, back, told }: Extract<Step, { do: "extend" }>): Promise<void> {
  const pull = mergedAt(world, back);
  const template = pull && asked.get(pull)?.template;
  if (template === undefined || template.key >= PLAIN_COUNT) return;
  await openRequest(world, { seed, do: "open", template: template.key + PLAIN_COUNT, by: -1, told });
}

async function proposeRemoval(
  world: World,
  { back, by, told }: Extract<Step, { do: "propose removal" }>,
): Promise<void> {
  const target = mergedAt(world, back);
  const path = target && asked.get(target)?.template?.path;
  if (path === undefined || !world.git.tip.files.has(path)) return;
  await tell(world, told, openRemoval(world, path, personAt(by)));
}

export function openRemoval(world: World, path: string, author: Actor): Pull {
  const pull = openPull(world.hub, author, [{ path, text: undefined }], world.now);
  asked.set(pull, { removes: path });
  world.oracle.opened(pull.number, author.id, { removes: path }, headOf(pull).sha);
  return pull;
}

async function comment(world: World, { back, by, told }: Extract<Step, { do: "comment" }>): Promise<void> {
  const pull = mergedAt(world, back);
  if (pull === undefined) return;
  writeEnd(world, pull, personAt(by));
  if (told) await wake(world, replicaAt(world, world.random.below(2)), "watch");
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

async function proposeRules(
  world: World,
  { set, by, told }: Extract<Step, { do: "propose rules" }>,
): Promise<void> {
  const rules = ruleSetOf(set);
  const author = personAt(by);
  const pull = openPull(world.hub, author, [{ path: POLICY_PATH, text: rules.policy }], world.now);
  asked.set(pull, { rules });
  world.oracle.opened(pull.number, author.id, { rules }, headOf(pull).sha);
  await tell(world, told, pull);
}

async function review(
  world: World,
  { pull: back, by, yes, told }: Extract<Step, { do: "review" }>,
): Promise<void> {
  const pull = pullAt(world, back);
  if (pull === undefined) return;
  const owners = asked.get(pull)?.rules === undefined ? [carol, dave] : [frank, erin];
  const reviewer = by < 0 ? (owners.find(({ id }) => id !== pull.author.id) ?? dave) : personAt(by);
  if (reviewer.id === pull.author.id && yes) return;
  const head = headOf(pull).sha;
  pull.reviews.push({ by: reviewer, state: yes ? "APPROVED" : "CHANGES_REQUESTED", head, at: world.now });
  world.oracle.reviewed(pull.number, reviewer.id, yes, head);
  await tell(world, told, pull);
}

function dismiss(world: World, back: number): void {
  const pull = pullAt(world, back);
  if (pull !== undefined) dismissAll(world, pull);
}

/** Of a merged one nothing is changed by that any more. */
export function dismissAll(world: World, pull: Pull): void {
  for (const said of pull.reviews) said.dismissedAt ??= world.now;
  world.oracle.dismissed(pull.number);
}

async function pushHead(
  world: World,
  { pull: back, by, template: key, told }: Extract<Step, { do: "push" }>,
): Promise<void> {
  const pull = pullAt(world, back);
  const about = pull && asked.get(pull)?.template;
  if (pull === undefined || about === undefined) return;
  const author = personAt(by);
  const template = templateOf(key);
  const node = world.git.commit(pull.base, [{ path: about.path, text: template.text }], author);
  pull.heads.push({ node, by: author, at: world.now });
  world.oracle.pushed(pull.number, author.id, template, node.sha);
  await tell(world, told, pull);
}

async function merge(
  world: World,
  { pull: back, bypass, told }: Extract<Step, { do: "merge" }>,
): Promise<void> {
  const pull = pullAt(world, back);
  if (pull === undefined) return;
  if (mergePull(world, pull, bypass)) await tell(world, told, pull);
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

function closePull(world: World, { pull: back, closed }: Extract<Step, { do: "close" }>): void {
  const pull = pullAt(world, back);
  if (pull === undefined || isClosedAt(pull, world.now) === closed) return;
  pull.closings.push({ closed, at: world.now });
  count(world, closed ? "pull request closed" : "pull request opened again");
}

/** Whoever wrote it, and whoever may write there, can change it or delete it. */
function silence({ hub, now }: World, back: number, how: "edited" | "deleted"): void {
  const comment = hub.comments[hub.comments.length - 1 - (back % Math.max(1, hub.comments.length))];
  if (comment !== undefined) comment.silenced ??= { at: now, how };
}

/** A request under another name is another one, and the first has lost its file by no removal. */
async function rename(world: World, which: number): Promise<void> {
  const files = [...world.git.tip.files.keys()].filter((path) => path.startsWith("access-requests/"));
  const path = files[which % Math.max(1, files.length)];
  const blob = path === undefined ? undefined : world.git.tip.files.get(path)?.blob;
  if (path === undefined || blob === undefined) return;
  world.oracle.rewritten();
  const renamed = path.replace(/\.yaml$/u, "-again.yaml");
  return land(world, [
    { path, text: undefined },
    { path: renamed, text: textOf(blob) },
  ]);
}

async function land(world: World, edits: readonly Edit[], rules?: RuleSet): Promise<void> {
  if (pushDirectly(world, edits, rules)) await tell(world, world.random.chance(0.7), undefined);
}

export function pushDirectly(world: World, edits: readonly Edit[], rules?: RuleSet): boolean {
  const node = world.git.commit(world.git.tip, edits, app);
  if (node.changes.length === 0) return false;
  world.git.tip = node;
  tellLanding(world, undefined, false, rules);
  return true;
}

function rewind(world: World, commits: number): void {
  const before = world.git.tip;
  let node = before;
  for (let left = commits; left > 0 && node.parent !== undefined; left--) node = node.parent;
  if (node === before) return;
  world.lost ??= before;
  world.git.tip = node;
  world.oracle.rewritten();
  count(world, "default branch rewritten");
}

function putBack(world: World): void {
  const { lost } = world;
  world.lost = undefined;
  if (lost === undefined || findBase(lost, world.git.tip) !== world.git.tip) return;
  world.git.tip = lost;
  world.oracle.rewritten();
}

function changeMember(world: World, { team, who, joins }: Extract<Step, { do: "member" }>): void {
  const slugs = Object.keys(TEAMS) as TeamSlug[];
  const slug = slugs[team % slugs.length] ?? "payments";
  const person = personAt(who);
  const { members } = world.hub;
  const isIn = members.some(
    (each) => each.team === slug && each.person.id === person.id && each.to > world.now,
  );
  if (joins === isIn) return;
  if (joins) {
    members.push({ team: slug, person, from: world.now, to: Number.POSITIVE_INFINITY });
    world.oracle.joined(slug, person.id);
    return;
  }
  for (const each of members)
    if (each.team === slug && each.person.id === person.id && each.to > world.now) each.to = world.now;
  world.oracle.left(slug, person.id);
}

async function passToEnd(world: World, seconds: number): Promise<void> {
  const end = listEnds(world).find((each) => each > world.now);
  if (end !== undefined) await advance(world, Math.max(world.now, end + seconds * 1000));
}

async function wakeAlone(
  world: World,
  { replica: index, work, fuse, restart }: Extract<Step, { do: "wake" }>,
): Promise<void> {
  const replica = replicaAt(world, index);
  if (replica.machine === undefined) return;
  replica.machine.fuse = fuse;
  await wake(world, replica, work);
  if (replica.machine !== undefined) replica.machine.fuse = -1;
  else replica.due.restart = world.now + restart * 1000;
}

function begin(world: World, index: number): void {
  const replica = replicaAt(world, index);
  if (replica.machine === undefined) start(world, replica);
}

function kill(world: World, index: number): void {
  stop(replicaAt(world, index));
  count(world, "process killed");
}

function backUp(replica: Replica): void {
  replica.backup = copyDisk(replica.kept ?? replica.disk);
}

/** The machine comes back with the disk of an earlier time. */
function restore(world: World, replica: Replica): void {
  if (replica.backup === undefined) return;
  stop(replica);
  replica.disk = replica.backup;
  replica.knownAt = [];
  backUp(replica);
  start(world, replica);
  count(world, "old disk restored");
}

function setLag(world: World, replica: Replica, seconds: number): void {
  if (replica.lag > seconds) {
    world.lastLag = replica.lag;
    world.lagEndedAt = world.now;
  }
  replica.lag = seconds;
  if (seconds > 0) count(world, "stale reads of GitHub");
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

function configure(
  world: World,
  { replica: index, provider, present }: Extract<Step, { do: "configure" }>,
): void {
  const replica = replicaAt(world, index);
  const name = PROVIDERS[provider % PROVIDERS.length] ?? "p1";
  if (present ? !replica.missing.delete(name) : replica.missing.has(name)) return;
  if (present) replica.missingEndedAt = world.now;
  else replica.missing.add(name);
  count(world, "provider added to or removed from the configuration");
  // A server reads its configuration when it starts.
  if (replica.machine === undefined) return;
  stop(replica);
  start(world, replica);
}

async function workTogether(
  world: World,
  { works, action, hand, fuse }: Extract<Step, { do: "together" }>,
): Promise<void> {
  world.isCrowded = true;
  count(world, "several at once");
  const victim = replicaAt(world, fuse < 0 ? 0 : fuse);
  if (victim.machine !== undefined) victim.machine.fuse = fuse;
  const later = async (): Promise<void> => {
    for (let ticks = hand % 200; ticks > 0; ticks--) await undefined;
    actByHand(world, {
      seed: 0,
      do: "hand",
      provider: hand,
      who: hand >> 2,
      role: 0,
      what: hand % 2 === 0 ? "grant" : "revoke",
    });
  };
  await Promise.all([
    ...works.map((work: Waking, index) => wake(world, replicaAt(world, index), work)),
    ...(action ? [runAction(world)] : []),
    ...(hand < 0 ? [] : [later()]),
  ]);
  world.isCrowded = false;
  if (victim.machine !== undefined) victim.machine.fuse = -1;
  else if (fuse >= 0) victim.due.restart = world.now + 1000;
}
