import type { Grant } from "../../src/core/access/grant.ts";
import type { Holding } from "../../src/core/access/holding.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import { ProviderError } from "../../src/providers/adapter/error.ts";
import { SECRET } from "../providers/memory-fixture.ts";
import { broken, keyOf, type Rich, standRich } from "./rich.ts";

/** A provider with one defect, and the case that is there for it. */
export interface Mutant {
  readonly of: string;
  readonly defect: string;
  readonly make: () => Rich;
}

const receipt = { changed: true, sessionsEnded: 0 };
const nothing = { changed: false, sessionsEnded: 0 };

type Change = (provider: Provider, rich: Rich) => Partial<Provider>;

const separate = (of: string, defect: string, change: Change): Mutant => ({
  ...{ of, defect },
  make: () => {
    const rich = standRich();
    return broken(rich, (provider) => change(provider, rich));
  },
});
const shared = (of: string, defect: string, change: Change): Mutant => ({
  ...{ of, defect },
  make: () => {
    const rich = standRich("shared");
    return broken(rich, (provider) => change(provider, rich));
  },
});
const fixture = (of: string, defect: string, make: (rich: Rich) => Rich): Mutant => ({
  ...{ of, defect },
  make: () => make(standRich()),
});

/** Calls that swallow a failure of the system, and answer as if it had worked. */
const swallow = async <Result>(call: Promise<Result>, instead: Result): Promise<Result> =>
  call.catch(() => instead);

/** A failure without the code and the hint that a caller needs. */
const vague = async <Result>(call: Promise<Result>, code: "UNEXPECTED" | "THROTTLED"): Promise<Result> =>
  call.catch((error) => {
    throw new ProviderError("memory", code, error);
  });

/** Takes for ours whoever has the name, and does not look at the ids. */
const byName = (provider: Provider) => async (holding: Holding) => ({
  ...holding,
  ids: await provider.identify(holding.principal, holding.entitlement),
});

async function* endEarly(grants: AsyncIterable<Grant>): AsyncIterable<Grant> {
  try {
    yield* grants;
  } catch {
    // Ends early, as if there were no more.
  }
}

const playing = (id: string, what: string): Mutant =>
  separate(what, "does not end what the holder keeps", (provider, { played }) => ({
    revoke: async (holding) => (played.has(id) ? nothing : provider.revoke(holding)),
  }));

type Tell = () => Promise<readonly string[]>;

const nobody = async (): Promise<undefined> => undefined;

/** A provider whose abilities have a defect. */
const tells = (defect: string, change: (told: Tell) => Tell): Mutant =>
  separate(
    "tells what a role may do in a few short phrases",
    `tells what ${defect}`,
    (provider, { entitlement }) => ({
      listAbilities: change(async () => (await provider.listAbilities?.(entitlement)) ?? []),
    }),
  );

export const mutants: readonly Mutant[] = [
  // Claims
  separate(
    "declares traits that are among its abilities",
    "ends by a timer, and claims a clock",
    (provider) => ({
      traits: async () => ({ ...(await provider.traits()), nativeExpiry: "timer" }),
    }),
  ),
  separate("declares how long a call and a listing may take", "declares no deadline", (provider) => ({
    traits: async () => ({ ...(await provider.traits()), deadlineSeconds: Number.POSITIVE_INFINITY }),
  })),
  separate("says how to connect", "does not quote the principal's name", () => ({
    connect: ({ principal }) => ({ kind: "command", text: `memory --user ${principal}` }),
  })),
  separate("says how to connect", "puts the name into the path of a link", () => ({
    connect: ({ principal }) => ({ kind: "link", text: `https://memory.example/users/${principal}` }),
  })),
  separate("lists all access in its inventory", "leaves out its own", (provider) => ({
    async *inventory() {
      for await (const grant of provider.inventory?.() ?? []) if (grant.origin !== "ours") yield grant;
    },
  })),
  separate("lists all access in its inventory", "leaves out others", (provider) => ({
    async *inventory() {
      for await (const grant of provider.inventory?.() ?? []) if (grant.origin === "ours") yield grant;
    },
  })),
  separate("tells what the person did", "tells the newest first", (provider) => ({
    activity: async (holding, from) => (await provider.activity?.(holding, from))?.toReversed() ?? [],
  })),
  separate("says which power over Hallpass", "says of none that it does", () => ({ powers: () => [] })),
  separate("says which power over Hallpass", "says of all that it does", (provider, { entitlement }) => ({
    powers: () => provider.powers?.(entitlement) ?? [],
  })),
  fixture("says which power over Hallpass", "does not look for it", (rich) => {
    const { powers: _, ...provider } = rich.provider;
    return { ...rich, provider };
  }),
  separate(
    "says which power over Hallpass",
    "throws for what it no longer offers",
    (provider, { unknown }) => ({
      powers(entitlement) {
        if (entitlement === unknown.resource) throw new ProviderError("memory", "UNKNOWN_ENTITLEMENT");
        return provider.powers?.(entitlement) ?? [];
      },
    }),
  ),

  // Abilities
  tells("is different each time", (told) => {
    let calls = 0;
    return async () => [...(await told()), `${calls++}`];
  }),
  tells("are the words of the system, line feeds included", () => async () => ["SELECT\non orders"]),
  tells("never end", () => async () => ["SELECT on ".repeat(1000)]),
  tells("are every table one by one", () => async () => Array.from({ length: 99 }, (_, at) => `table ${at}`)),
  separate("tells what a role may do in a few short phrases", "gives the access to try it", (provider) => ({
    async listAbilities(entitlement) {
      const ids = await provider.identify("mallory", entitlement);
      await provider.hold({
        principal: "mallory",
        entitlement,
        ids,
        until: new Date("2126-01-01T00:00:00Z"),
      });
      return ["SELECT"];
    },
  })),
  separate("tells of a role what its system has", "tells of another role", () => ({
    listAbilities: async () => ["everything on payroll"],
  })),
  separate("tells of a role what its system has", "tells nothing", () => ({
    listAbilities: async () => undefined,
  })),
  ...(["resource", "role"] as const).map((key) =>
    separate(
      "tells nothing of a role or a resource that it does not know",
      `does not look at the ${key}`,
      (provider, { entitlement }) => ({
        listAbilities: (asked) => provider.listAbilities?.({ ...asked, [key]: entitlement[key] }) ?? nobody(),
      }),
    ),
  ),
  separate(
    "tells what a role may do, or fails as every call does",
    "throws an error of the SDK",
    (provider) => ({
      listAbilities: (entitlement) =>
        (provider.listAbilities?.(entitlement) ?? nobody()).catch(() => {
          throw new Error("ECONNREFUSED");
        }),
    }),
  ),

  separate("finds no error in the rights", "misses a right that it has", () => ({
    diagnose: async () => [
      { code: "ROLE_UNKNOWN", severity: "error", at: "", message: "No right to list.", fix: "Give it." },
    ],
  })),

  // Holding
  separate("holds, lists what it holds", "lists its own as standing access", (provider) => ({
    listGrants: async (entitlements) =>
      (await provider.listGrants(entitlements)).map((grant) => ({ ...grant, origin: "standing" })),
  })),
  separate("gives a principal the same ids each time", "makes up an id for each call", (provider) => {
    let calls = 0;
    return {
      identify: async (principal, entitlement) => ({
        ...(await provider.identify(principal, entitlement)),
        principal: `${calls++}`,
      }),
      hold: async (holding) => provider.hold(await byName(provider)(holding)),
    };
  }),
  separate("changes nothing when it holds again", "says each time that it changed something", (provider) => ({
    hold: async (holding) => ({ ...(await provider.hold(holding)), changed: true }),
  })),
  separate(
    "keeps one grant while its end moves",
    "drops the grant when the end moves earlier",
    (provider) => {
      let end = 0;
      return {
        async hold(holding) {
          const isEarlier = holding.until.getTime() < end;
          end = holding.until.getTime();
          return isEarlier ? provider.revoke(holding) : provider.hold(holding);
        },
      };
    },
  ),
  separate("RV10, GX8: calls a second end success", "throws for what is gone", (provider) => ({
    async revoke(holding) {
      const { changed, ...rest } = await provider.revoke(holding);
      if (!changed) throw new ProviderError("memory", "UNEXPECTED");
      return { changed, ...rest };
    },
  })),
  separate("ends one person's access", "ends everybody's", (provider, { system }) => ({
    async revoke(holding) {
      const answer = await provider.revoke(holding);
      system.ours.clear();
      return answer;
    },
  })),
  separate("holds, ends, holds again", "remembers that it held once, and holds no more", (provider) => {
    const seen = new Set<string>();
    return {
      async hold(holding) {
        if (seen.has(keyOf(holding))) return nothing;
        seen.add(keyOf(holding));
        return provider.hold(holding);
      },
    };
  }),

  // Standing
  separate(
    "RV5: keeps standing access apart",
    "takes standing access with its own",
    (provider, { system }) => ({
      async revoke(holding) {
        system.others.delete(keyOf(holding));
        return provider.revoke(holding);
      },
    }),
  ),
  shared("RV5: keeps standing access apart", "writes where the access exists", (provider) => ({
    hold: async (holding) => ({ ...(await provider.hold(holding)), changed: true }),
  })),
  separate(
    "RV5: a person with standing access can use it",
    "takes standing access away",
    (provider, { system }) => ({
      async revoke(holding) {
        system.others.delete(keyOf(holding));
        return provider.revoke(holding);
      },
    }),
  ),

  // Names
  separate("treats a hostile name as nothing but a name", "cuts a name at the first quote", (provider) => ({
    hold: async (holding) =>
      provider.hold({ ...holding, principal: holding.principal.split('"')[0] ?? holding.principal }),
  })),
  separate(
    "knows no principal by a name that attacks",
    "takes a wildcard for the first account",
    (provider) => ({
      identify: (principal, entitlement) =>
        provider.identify(principal.startsWith("*") ? "alice" : principal, entitlement),
    }),
  ),
  separate("knows no principal by a name that attacks", "lets a wildcard find somebody", (provider) => ({
    async identify(principal, entitlement) {
      if (principal === "alice" || principal === "eve") return provider.identify(principal, entitlement);
      if (principal.includes("*")) return provider.identify("mallory", entitlement);
      throw new ProviderError("memory", "UNKNOWN_PRINCIPAL");
    },
  })),
  separate("knows no principal that does not exist", "takes every name", (provider) => ({
    identify: (principal, entitlement) => provider.identify(principal || "alice", entitlement),
  })),
  separate("finds an unknown resource and an unknown role", "lets everything pass", () => ({
    check: () => [],
  })),
  separate(
    "throws for an entitlement it does not know",
    "lists nothing for what it does not know",
    (provider) => ({
      listGrants: async (entitlements) => swallow(provider.listGrants(entitlements), []),
    }),
  ),

  // Identity
  ...["instance", "principal", "entitlement"].map((id) =>
    separate(`X42, ID11: refuses to hold when the ${id} is another`, "goes by the name", (provider) => ({
      hold: async (holding) => provider.hold(await byName(provider)(holding)),
    })),
  ),
  separate("X43: does not call it ended", "ends on whichever server answers", (provider) => ({
    revoke: async (holding) => provider.revoke(await byName(provider)(holding)),
  })),

  // Failures
  separate("throws while its system fails", "lists nothing while the system fails", (provider) => ({
    listGrants: async (entitlements) => swallow(provider.listGrants(entitlements), []),
  })),
  separate("throws while its system fails", "throws an error of the SDK", (provider) => ({
    revoke: (holding) =>
      provider.revoke(holding).catch(() => {
        throw new Error("ECONNREFUSED");
      }),
  })),
  separate("GX13: settles concurrent holds and ends", "fails for good in a collision", (provider) => {
    let running = 0;
    const alone = async <Result>(call: () => Promise<Result>): Promise<Result> => {
      if (running > 0) throw new ProviderError("memory", "UNEXPECTED");
      running++;
      return call().finally(() => running--);
    };
    return {
      hold: (holding) => alone(() => provider.hold(holding)),
      revoke: (holding) => alone(() => provider.revoke(holding)),
    };
  }),

  // Others
  separate(
    "RV11: keeps what an administrator gives and takes",
    "writes back what it read before",
    (provider, rich) => ({
      async hold(holding) {
        const before = new Map(rich.system.others);
        const answer = await provider.hold(holding);
        rich.system.others.clear();
        for (const [key, grant] of before) rich.system.others.set(key, grant);
        return answer;
      },
    }),
  ),
  separate(
    "RV11: keeps the access that an administrator gives",
    "takes it for its own",
    (provider, { system }) => ({
      async revoke(holding) {
        system.others.delete(keyOf(holding));
        return provider.revoke(holding);
      },
    }),
  ),
  shared("RV11: writes nothing for what an administrator gave", "writes it again", (provider) => ({
    hold: async (holding) => ({ ...(await provider.hold(holding)), changed: true }),
  })),
  shared("RV10: calls the end success when an administrator took", "throws for what is gone", (provider) => ({
    async revoke(holding) {
      const answer = await provider.revoke(holding);
      if (!answer.changed) throw new ProviderError("memory", "UNEXPECTED");
      return answer;
    },
  })),

  // Disturbances
  ...["the answer is lost after the effect", "the system answers with an error of its own"].flatMap(
    (when) => [
      separate(`GX8: holds once when ${when}`, "says that no retry helps", (provider) => ({
        hold: (holding) => vague(provider.hold(holding), "UNEXPECTED"),
      })),
      separate(`GX8: holds once when ${when}`, "calls it held without an answer", (provider) => ({
        hold: (holding) => swallow(provider.hold(holding), receipt),
      })),
      separate(`GX8: ends when ${when}`, "says that no retry helps", (provider) => ({
        revoke: (holding) => vague(provider.revoke(holding), "UNEXPECTED"),
      })),
      separate(`GX8: ends when ${when}`, "calls it ended without an answer", (provider) => ({
        revoke: (holding) => swallow(provider.revoke(holding), receipt),
      })),
    ],
  ),
  separate("says that the system limits the rate", "loses the pause", (provider) => ({
    listGrants: (entitlements) => vague(provider.listGrants(entitlements), "THROTTLED"),
  })),
  separate("says that the system limits the rate", "has no word for it", (provider) => ({
    revoke: (holding) => vague(provider.revoke(holding), "UNEXPECTED"),
  })),
  separate("throws for a listing that breaks off", "returns the first page", (provider) => ({
    listGrants: async (entitlements) => swallow(provider.listGrants(entitlements), []),
  })),
  separate("throws for a listing that breaks off", "ends its inventory early", ({ inventory }) => ({
    inventory: () => endEarly(inventory?.() ?? none()),
  })),
  separate("gives up a hold at its deadline", "calls it held at its deadline", (provider) => ({
    hold: (holding) => swallow(provider.hold(holding), receipt),
  })),
  separate("gives up an end at its deadline", "calls it ended at its deadline", (provider) => ({
    revoke: (holding) => swallow(provider.revoke(holding), receipt),
  })),

  // Secrets
  separate("shows no secret in an error", "quotes the system in a field of the error", (provider) => ({
    listGrants: (entitlements) =>
      provider.listGrants(entitlements).catch((error) => {
        throw Object.assign(error, { request: { headers: { authorization: SECRET } } });
      }),
  })),
  separate("shows no secret in what is published", "puts the password into the connection", () => ({
    connect: () => ({ kind: "command", text: `memory --password ${SECRET}` }),
  })),

  // Effect
  separate("lets the person use the access", "calls it held, and gives nothing", (provider, { system }) => ({
    async hold(holding) {
      const answer = await provider.hold(holding);
      system.ours.delete(keyOf(holding));
      return answer;
    },
  })),
  fixture("RV12: does to the holder's open sessions", "ends the access, and no session", (rich) => ({
    ...rich,
    openSession: async () => ({ isAlive: async () => true, close: async () => {} }),
  })),
  fixture("RV12: keeps the open session of somebody else", "ends everybody's sessions", (rich) => {
    let isAlive = true;
    return {
      ...broken(rich, (provider) => ({
        async revoke(holding) {
          isAlive = false;
          return provider.revoke(holding);
        },
      })),
      openSession: async () => {
        isAlive = true;
        return { isAlive: async () => isAlive, close: async () => {} };
      },
    };
  }),

  // Expiry
  fixture("ends by itself at its end", "waits for Hallpass", (rich) => ({ ...rich, expire: async () => {} })),
  fixture("can be held again after it ended", "stays ended", (rich) =>
    broken(rich, () => ({ hold: standRich().provider.hold })),
  ),

  // Gone
  fixture(
    "ends by the recorded ids when the configuration",
    "looks the role up in the configuration",
    (rich) => ({
      ...rich,
      openUnmapped: () => ({
        ...standRich().provider,
        check: () => rich.provider.check(rich.unknown.role),
        revoke: async () => nothing,
      }),
    }),
  ),
  separate(
    "RV11: ends a grant whose mark somebody removed",
    "finds its grant by the mark",
    (provider, rich) => ({
      revoke: async (holding) => (rich.stripped.has(holding.principal) ? nothing : provider.revoke(holding)),
    }),
  ),
  separate("RV11: ends a grant whose mark somebody removed", "hides what it leaves", (provider, rich) => ({
    revoke: async (holding) => (rich.stripped.has(holding.principal) ? nothing : provider.revoke(holding)),
    listGrants: async (entitlements) =>
      (await provider.listGrants(entitlements)).filter(({ principal }) => !rich.stripped.has(principal)),
  })),
  separate(
    "ID11: calls it ended when the principal was deleted",
    "looks the principal up before it ends",
    (provider) => ({
      async revoke(holding) {
        await provider.identify(holding.principal, holding.entitlement);
        return provider.revoke(holding);
      },
    }),
  ),
  separate("calls it ended when the role or resource was deleted", "lists it as empty", (provider) => ({
    listGrants: async (entitlements) => swallow(provider.listGrants(entitlements), []),
  })),

  // Hostile holders
  playing("HH1", "HH1: a holder who locks"),
  playing("HH2", "HH2: a holder who takes all connections"),
  separate(
    "HH3: a holder who passes the access on",
    "ends the grant, and not what was made of it",
    (provider, rich) => ({
      async revoke(holding) {
        const passed = { ...holding, ids: { ...holding.ids, principal: "mallory" } };
        if (rich.played.has("HH3")) rich.system.others.set(keyOf(passed), passed);
        return provider.revoke(holding);
      },
    }),
  ),
  playing("HH4", "HH4: a holder who makes what runs later"),
  playing("HH5", "HH5: a holder who renames"),
  separate("HH6: a holder who floods", "gives up", (provider, { played }) => ({
    async revoke(holding) {
      if (played.has("HH6")) throw new ProviderError("memory", "THROTTLED");
      return provider.revoke(holding);
    },
  })),

  // Consistency
  separate("holds, lists what it holds", "lists later than it declares", (provider) => {
    let shown: Grant[] = [];
    return {
      async listGrants(entitlements) {
        const now = await provider.listGrants(entitlements);
        setTimeout(() => {
          shown = now;
        }, 1000).unref();
        return shown;
      },
    };
  }),
];

async function* none(): AsyncIterable<Grant> {}
