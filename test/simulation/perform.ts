import { interrupt } from "./amid.ts";
import {
  alice,
  app,
  carol,
  dave,
  erin,
  frank,
  PLAIN_COUNT,
  POLICY_PATH,
  PROVIDERS,
  people,
  type RuleSet,
  ruleSetOf,
  TEAMS,
  type TeamSlug,
  templateOf,
} from "./cast.ts";
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
import { type Edit, findBase, textOf } from "./git.ts";
import { headOf, isClosedAt, openPull, type Pull } from "./github.ts";
import { actAsHolder } from "./holder.ts";
import { createRandom } from "./random.ts";
import { runAction, runOperator } from "./reaper.ts";
import { copyDisk, start, stop, wake } from "./replica.ts";
import type { Replica, Waking } from "./replica-state.ts";
import type { Step } from "./step.ts";
import { advance } from "./time.ts";
import { count, listEnds, type World } from "./world.ts";

/** Lets one step happen, with everything that follows from it at once. */
export async function perform(world: World, step: Step): Promise<void> {
  world.random = createRandom(step.seed);
  world.isCrowded = false;
  await happen(world, step);
  world.oracle.look();
}

async function happen(world: World, step: Step): Promise<void> {
  switch (step.do) {
    case "open":
      return openRequest(world, step);
    case "extend":
      return extend(world, step);
    case "propose removal":
      return proposeRemoval(world, step);
    case "receipt":
      return reviewReceipt(world, step);
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

const personAt = (index: number) => people[index % people.length] ?? alice;

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

async function reviewReceipt(
  world: World,
  { back, by, told }: Extract<Step, { do: "receipt" }>,
): Promise<void> {
  const open = [...world.hub.pulls.values()].filter(
    (each) => each.author.id === app.id && each.merged === undefined && !isClosedAt(each, world.now),
  );
  const pull = open[open.length - 1 - (back % Math.max(1, open.length))];
  if (pull === undefined) return;
  const [head, reviewer] = [headOf(pull), personAt(by)];
  noteReceipt(world, pull);
  pull.reviews.push({ by: reviewer, state: "APPROVED", head: head.sha, at: world.now });
  world.oracle.reviewed(pull.number, reviewer.id, true, head.sha);
  count(world, "receipt reviewed");
  await tell(world, told, pull);
  if (pull.merged === undefined && mergePull(world, pull, false)) await tell(world, told, pull);
}

/** The oracle hears of a receipt when somebody first looks at it: the Action tells nobody that it opened one. */
function noteReceipt(world: World, pull: Pull): void {
  if (pull.author.id !== app.id || asked.has(pull)) return;
  const { changes, sha } = headOf(pull);
  const removed = changes.map(({ path }) => path);
  world.oracle.receiptOpened(pull.number, app.id, removed, sha);
}

async function comment(world: World, { back, by, told }: Extract<Step, { do: "comment" }>): Promise<void> {
  const pull = mergedAt(world, back);
  if (pull === undefined) return;
  writeEnd(world, pull, personAt(by));
  if (told) await wake(world, replicaAt(world, world.random.below(2)), "watch");
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
  noteReceipt(world, pull);
  const head = headOf(pull).sha;
  pull.reviews.push({ by: reviewer, state: yes ? "APPROVED" : "CHANGES_REQUESTED", head, at: world.now });
  world.oracle.reviewed(pull.number, reviewer.id, yes, head);
  await tell(world, told, pull);
}

function dismiss(world: World, back: number): void {
  const pull = pullAt(world, back);
  if (pull !== undefined) dismissAll(world, pull);
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
