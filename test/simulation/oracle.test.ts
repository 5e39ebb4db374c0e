import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { TreeFile } from "../../src/core/files/file-change.ts";
import { applyEntries, type LedgerState } from "../../src/core/ledger/ledger.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import type { Deps } from "../../src/operations/round/deps.ts";
import { erin, POLICY_PATH, SENSITIVE_ROLE } from "./cast.ts";
import { drawHistory } from "./draw.ts";
import { textOf } from "./git.ts";
import { play } from "./play.ts";
import type { Sabotage, World } from "./world.ts";

const changeProviders = (deps: Deps, change: (provider: Provider) => Provider): Deps => ({
  ...deps,
  providers: new Map([...deps.providers].map(([name, provider]) => [name, change(provider)])),
});

const done = { changed: true, sessionsEnded: 0 };

/** The ledger as somebody would read it who leaves something out. */
const changeLedger = (deps: Deps, change: (state: LedgerState) => LedgerState): Deps => ({
  ...deps,
  ledger: {
    ...deps.ledger,
    read: async () => {
      const view = await deps.ledger.read();
      return { ...view, state: change(view.state) };
    },
    // What is written follows what is really there: only what is planned is wrong.
    append: async (round) =>
      deps.ledger.append({
        ...round,
        state: applyEntries((await deps.ledger.read()).state, round.entries),
      }),
  },
});

/** Without the names that were used, and the leases that have ended under them: while those stand there, nothing is granted twice. */
const forgetUses = (state: LedgerState): LedgerState => ({
  ...changeHoldings(applyEntries(state, []), (record) => ({
    ...record,
    leases: record.leases.filter(({ ended }) => ended === undefined),
  })),
  seen: new Map(),
});

const changeHoldings = (
  { holdings, ...state }: LedgerState,
  change: (record: LedgerState["holdings"] extends ReadonlyMap<string, infer T> ? T : never) => typeof record,
): LedgerState => ({
  ...state,
  holdings: new Map([...holdings].map(([key, record]) => [key, change(record)])),
});

/** Each breaks one thing, and with it one of these promises. */
const sabotages: readonly {
  readonly name: string;
  readonly invariants: readonly number[];
  readonly sabotage: Sabotage;
}[] = [
  {
    name: "a provider whose revoke does nothing and says it did",
    invariants: [2],
    sabotage: { deps: (deps) => changeProviders(deps, (each) => ({ ...each, revoke: async () => done })) },
  },
  {
    name: "a provider that is asked to hold for a day longer",
    invariants: [1],
    sabotage: {
      deps: (deps) =>
        changeProviders(deps, (each) => ({
          ...each,
          hold: (holding) => each.hold({ ...holding, until: new Date(holding.until.getTime() + 86_400_000) }),
        })),
    },
  },
  {
    name: "a plan that knows only the first lease of an overlap",
    invariants: [6],
    sabotage: {
      deps: (deps) =>
        changeLedger(deps, (state) =>
          changeHoldings(state, (record) => ({ ...record, leases: record.leases.slice(0, 1) })),
        ),
    },
  },
  {
    name: "a plan that takes what was held before for its own",
    invariants: [5],
    sabotage: {
      deps: (deps) =>
        changeLedger(deps, (state) => changeHoldings(state, (record) => ({ ...record, heldBefore: false }))),
    },
  },
  {
    name: "a team in which everybody is an approver, by one read that answers too much",
    invariants: [1],
    sabotage: {
      deps: (deps) => ({
        ...deps,
        github: {
          ...deps.github,
          listReviews: async (pull) => [
            {
              id: 1,
              reviewer: { id: 1004, login: "dave", type: "User" },
              state: "APPROVED",
              commit: (await deps.github.readPull(pull))?.head.sha,
              submittedAt: deps.now(),
            },
          ],
        },
      }),
    },
  },
  {
    name: "an operation that grants without an approval",
    invariants: [1],
    sabotage: {
      afterStep: (world) => {
        const [site] = world.sites.values();
        const [replica] = world.replicas;
        if (site === undefined || replica?.deps === undefined || world.hub.pulls.size < 3) return;
        void replica.deps.providers.get(site.name)?.hold({
          principal: "mallory",
          entitlement: { provider: site.name, resource: "orders", role: "admin" },
          ids: { instance: `simulated:${site.name}`, principal: "mallory", entitlement: "admin" },
          until: new Date(world.now + 1000),
        });
      },
    },
  },
  {
    name: "a timer at the provider that is set once and never moved",
    invariants: [6],
    sabotage: {
      deps: (deps, world) =>
        changeProviders(deps, (each) => ({
          ...each,
          hold: async (holding) => {
            const slot = world.sites
              .get(each.name)
              ?.slots.get(`${each.name} ${holding.ids.entitlement} ${holding.principal}`);
            const before = slot?.ours === true ? slot.until : undefined;
            const receipt = await each.hold(holding);
            if (slot !== undefined && before !== undefined) slot.until = before;
            return receipt;
          },
        })),
    },
  },
  {
    name: "a ledger that forgets who used a name, and what they had",
    invariants: [9, 4],
    sabotage: {
      deps: (deps) => ({
        ...deps,
        ledger: {
          ...deps.ledger,
          append: (round) => deps.ledger.append({ ...round, state: forgetUses(round.state) }),
        },
      }),
    },
  },
  {
    name: "a ledger on which a lease grows longer",
    invariants: [9],
    sabotage: {
      deps: (deps) => ({
        ...deps,
        ledger: {
          ...deps.ledger,
          append: (round) =>
            deps.ledger.append({
              ...round,
              state: changeHoldings(applyEntries(round.state, []), (record) => ({
                ...record,
                leases: record.leases.map((lease) => ({
                  ...lease,
                  endsAt: new Date(lease.endsAt.getTime() + 1),
                })),
              })),
            }),
        },
      }),
    },
  },
  {
    name: "a process that sleeps through every end",
    invariants: [2],
    sabotage: {
      afterStep: ({ replicas }: World) => {
        for (const { due } of replicas)
          due.turn =
            due.fetch =
            due.look =
            due.watch =
            due.retry =
            due.end =
            due.sweep =
              Number.POSITIVE_INFINITY;
      },
    },
  },
  {
    name: "an outcome that is not written down",
    invariants: [0, 2, 5, 6, 7],
    sabotage: { deps: (deps) => ({ ...deps, journal: { ...deps.journal, append: async () => undefined } }) },
  },
  {
    name: "a plan that ignores the caps of what is approved automatically",
    invariants: [13],
    sabotage: { deps: (deps) => forgetBasis(deps, "automatic") },
  },
  {
    name: "a plan that grants a second emergency before anybody has reviewed the first",
    invariants: [13],
    sabotage: { deps: (deps) => forgetBasis(deps, "break-glass") },
  },
  {
    name: "a policy whose sensitive roles are given automatically",
    invariants: [13],
    sabotage: { deps: forgetSensitive },
  },
  {
    name: "a listing that always says that nothing is held",
    invariants: [2, 5, 6, 7],
    sabotage: { deps: (deps) => changeProviders(deps, (each) => ({ ...each, listGrants: async () => [] })) },
  },
];

/** Leases of this basis as if their owners had approved them: nothing counts against the next one. */
const forgetBasis = (deps: Deps, basis: string): Deps =>
  changeLedger(deps, (state) =>
    changeHoldings(state, (record) => ({
      ...record,
      leases: record.leases.map((lease) => {
        if (lease.basis !== basis) return lease;
        const { basis: _, ...approved } = lease;
        return approved;
      }),
    })),
  );

/** The policies as they would be if no role were sensitive. */
function forgetSensitive(deps: Deps, { git }: World): Deps {
  const lax = (file: TreeFile): string => {
    const text = textOf(file.blob).replace(`, sensitive: [${SENSITIVE_ROLE}]`, "");
    return git.commit(git.tip, [{ path: file.path, text }], erin).files.get(file.path)?.blob ?? file.blob;
  };
  const change = <File extends TreeFile>(file: File): File =>
    file.path === POLICY_PATH ? { ...file, blob: lax(file) } : file;
  const { repository } = deps;
  return {
    ...deps,
    repository: {
      ...repository,
      listFiles: async (commit, folder) => (await repository.listFiles(commit, folder)).map(change),
      treeId: async (commit, folder) => {
        const id = await repository.treeId(commit, folder);
        return id && folder === "policies" ? `lax ${id}` : id;
      },
    },
  };
}

const MOST = 3000;

const folder = new URL("./oracle/", import.meta.url);

describe("the oracle", () => {
  it("imports nothing of the program", () => {
    const files = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8"));
    const cast = readFileSync(new URL("./cast.ts", import.meta.url), "utf8");
    const importsOf = (text: string) => [...text.matchAll(/from "([^"]+)"/gu)].map(([, target]) => target);
    expect(files.length).toBeGreaterThan(3);
    expect(importsOf(cast)).toEqual(["./random.ts"]);
    expect(files.flatMap(importsOf).filter((each) => !/^\.\/[a-z-]+\.ts$/u.test(each ?? ""))).toEqual(
      Array.from({ length: 3 }, () => "../cast.ts"),
    );
  });

  it.each(sabotages)("notices $name", { timeout: 900_000 }, async ({ sabotage, invariants }) => {
    const noticed = new Set<number>();
    for (let seed = 1; seed <= MOST && !invariants.some((each) => noticed.has(each)); seed++) {
      const { violation } = await play(drawHistory(seed), sabotage);
      if (violation !== undefined) noticed.add(violation.invariant);
    }
    expect([...noticed].filter((each) => invariants.includes(each))).not.toEqual([]);
  });
});
