import {
  app,
  erin,
  OWNERS_TEXT,
  POLICY_PATH,
  PROVIDERS,
  type RuleSet,
  ruleSets,
  SETTINGS_TEXT,
  START,
} from "./cast.ts";
import { createGit, type Git, type Node } from "./git.ts";
import { createHub, type Hub, type Pull } from "./github.ts";
import { type LedgerBranch, tipOf } from "./ledger.ts";
import { createOracle, type Oracle } from "./oracle/oracle.ts";
import { createSite, type Site, type SiteConfig } from "./provider.ts";
import { createRandom, type Random } from "./random.ts";
import { createReaper, type Operator, type Reaper } from "./reaper.ts";
import { createReplica, type Replica } from "./replica.ts";
import { createSkies, type Skies } from "./weather.ts";

export interface WorldConfig {
  readonly sites: readonly SiteConfig[];
  readonly replicas: number;
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
  readonly faults: Map<string, number>;
  /** Messages of errors that no fault explains. */
  readonly surprises: Map<string, number>;
  readonly trusted: string;
  lost: Node | undefined;
  lastLag: number;
  lagEndedAt: number;
}

export function createWorld(config: WorldConfig, sabotage: Sabotage = {}): World {
  const git = createGit(
    [
      { path: POLICY_PATH, text: ruleSets[0].policy },
      { path: ".github/CODEOWNERS", text: OWNERS_TEXT },
      { path: ".github/hallpass.yaml", text: SETTINGS_TEXT },
    ],
    erin,
  );
  const replicas: Replica[] = [];
  const sites = new Map(config.sites.map((site) => [site.name, createSite(site)]));
  const rules = new Map([[git.tip.sha, ruleSets[0]]]);
  const world: World = {
    now: START,
    random: createRandom(1),
    isCrowded: false,
    deaf: config.deaf ?? false,
    config,
    git,
    hub: createHub(git),
    ledger: { commits: [] },
    sites,
    skies: createSkies(() => world.now),
    replicas,
    get reaper() {
      return reaper;
    },
    get oracle() {
      return oracle;
    },
    operator: { known: 0 },
    sabotage,
    rules,
    faults: new Map(),
    surprises: new Map(),
    trusted: git.tip.sha,
    lost: undefined,
    lastLag: 0,
    lagEndedAt: 0,
  };
  for (let index = 0; index < config.replicas; index++)
    replicas.push(createReplica(world, "AB"[index] ?? `R${index}`));
  const reaper = createReaper(world);
  const oracle = createOracle({
    now: () => world.now,
    isShared: (provider) => sites.get(provider)?.container === "shared",
    blindness: () =>
      Math.max(...replicas.map(({ lag }) => lag), world.now - world.lagEndedAt < 200_000 ? world.lastLag : 0),
    enders: [...replicas.map(({ scheduler }) => scheduler), reaper.scheduler],
    aheadBy: (machine) => replicas.find(({ name }) => name === machine)?.aheadBy() ?? 0,
    listsLateBy: (provider) => (sites.get(provider)?.consistencySeconds ?? 0) * 1000,
    isSomeClockAhead: () =>
      replicas.some(({ aheadBy, wasAheadAt }) => aheadBy() > 0 || world.now - wasAheadAt < 600_000),
    hasTimer: (provider) => sites.get(provider)?.nativeExpiry === "removed",
  });
  oracle.landed({ sha: git.tip.sha, parent: undefined, rules: ruleSets[0], pull: undefined, gated: false });
  for (const replica of replicas) replica.plugIn();
  return world;
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
  world.oracle.landed({ sha, parent: parent?.sha, rules: now, pull: pull?.number, gated });
}

/** The next end any approved lease has, by the ledger. */
export function listEnds(world: World): number[] {
  const ends: number[] = [];
  for (const { claims } of world.oracle.things.values()) for (const { endsAt } of claims) ends.push(endsAt);
  return ends.sort((a, b) => a - b);
}

export const ledgerTip = (world: World): number => (tipOf(world.ledger)?.index ?? -1) + 1;

export { app, PROVIDERS };
