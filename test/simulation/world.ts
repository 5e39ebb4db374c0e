import { type Profile, type RuleSet, ruleSets } from "./cast.ts";
import type { Git, Node } from "./git.ts";
import type { Hub, Pull } from "./github.ts";
import { type LedgerBranch, tipOf } from "./ledger.ts";
import type { Oracle } from "./oracle/oracle.ts";
import type { Site, SiteConfig } from "./provider.ts";
import type { Random } from "./random.ts";
import type { Operator, Reaper } from "./reaper-state.ts";
import type { Replica } from "./replica-state.ts";
import type { Skies } from "./weather.ts";

export interface WorldConfig {
  readonly sites: readonly SiteConfig[];
  readonly replicas: number;
  /** Strict if not given. With `standard`, GitHub's own gate asks for the app's check alone. */
  readonly profile?: Profile;
  /** GitHub's answers carry no `Date`: each machine has nothing but its own clock to go by. */
  readonly deaf?: boolean;
  /** Whether everything is made to work again at the end, or an operator is all there is, and what must be true then is looked at; it is if not given. */
  readonly settles?: boolean | "operator";
}

/** Ways to break the program or its surroundings on purpose, to see that the oracle notices. */
export interface Sabotage {
  /** What a replica's dependencies are made into. */
  readonly deps?: (deps: Replica["deps"] & object, world: World) => Replica["deps"] & object;
  /** Something done to the world itself after every step. */
  readonly afterStep?: (world: World) => void;
}

/** Everything there is: one history happens in one of these. */
export interface World {
  now: number;
  random: Random;
  /** Calls by several at once are interleaved. */
  isCrowded: boolean;
  readonly deaf: boolean;
  readonly config: WorldConfig;
  readonly git: Git;
  readonly hub: Hub;
  readonly ledger: LedgerBranch;
  readonly sites: ReadonlyMap<string, Site>;
  readonly skies: Skies;
  readonly replicas: readonly Replica[];
  readonly reaper: Reaper;
  readonly operator: Operator;
  readonly oracle: Oracle;
  readonly sabotage: Sabotage;
  readonly rules: Map<string, RuleSet>;
  /** When each commit became the default branch's tip, and whether it went through the gate. */
  readonly landed: Map<string, { readonly at: number; readonly gated: boolean }>;
  readonly faults: Map<string, number>;
  /** Messages of errors that no fault explains. */
  readonly surprises: Map<string, number>;
  readonly trusted: string;
  lost: Node | undefined;
  lastLag: number;
  lagEndedAt: number;
}

export function count(world: World, fault: string): void {
  world.faults.set(fault, (world.faults.get(fault) ?? 0) + 1);
}

/** Tells the oracle of a new tip of the default branch. */
export function tellLanding(world: World, pull: Pull | undefined, gated: boolean, rules?: RuleSet): void {
  const { sha, parent } = world.git.tip;
  const before = parent === undefined ? ruleSets[0] : (world.rules.get(parent.sha) ?? ruleSets[0]);
  const now = rules ?? before;
  world.rules.set(sha, now);
  world.landed.set(sha, { at: world.now, gated });
  world.oracle.landed({ sha, parent: parent?.sha, rules: now, pull: pull?.number, gated });
}

/** The next end any approved lease has, by the ledger. */
export function listEnds(world: World): number[] {
  const ends: number[] = [];
  for (const { claims } of world.oracle.things.values()) for (const { endsAt } of claims) ends.push(endsAt);
  return ends.sort((a, b) => a - b);
}

export const ledgerTip = (world: World): number => (tipOf(world.ledger)?.index ?? -1) + 1;
