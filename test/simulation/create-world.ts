import { erin, OWNERS_TEXT, POLICY_PATH, ruleSets, START, writeSettings } from "./cast.ts";
import { createGit } from "./git.ts";
import { createHub } from "./github.ts";
import { createOracle } from "./oracle/oracle.ts";
import { createSite } from "./provider.ts";
import { createRandom } from "./random.ts";
import { createReaper } from "./reaper.ts";
import { createReplica } from "./replica.ts";
import type { Replica } from "./replica-state.ts";
import { createSkies } from "./weather.ts";
import type { Sabotage, World, WorldConfig } from "./world.ts";

export function createWorld(config: WorldConfig, sabotage: Sabotage = {}): World {
  const git = createGit(
    [
      { path: POLICY_PATH, text: ruleSets[0].policy },
      { path: ".github/CODEOWNERS", text: OWNERS_TEXT },
      { path: ".github/hallpass.yaml", text: writeSettings(config.profile ?? "strict") },
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
    hub: createHub(git, config.profile === "standard"),
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
    landed: new Map([[git.tip.sha, { at: START, gated: true }]]),
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
    isStandard: config.profile === "standard",
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
