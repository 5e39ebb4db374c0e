import { describe, expect, it } from "vitest";
import { templates } from "./cast.ts";
import { type Played, play } from "./play.ts";
import type { Event } from "./step.ts";
import type { Sabotage } from "./world.ts";

const config = {
  sites: [
    { name: "p1", container: "separate", nativeExpiry: "none", consistencySeconds: 0 },
    { name: "p2", container: "shared", nativeExpiry: "none", consistencySeconds: 0 },
  ],
  replicas: 1,
  settles: true,
} as const;

/** Requests that wait for nothing, and give one thing at that provider for an hour. */
const keysAt = (provider: string): number[] =>
  templates
    .filter(
      ({ asked, seconds, start, task, extends: base }) =>
        asked.length === 1 && asked[0]?.provider === provider && seconds === 3600 && !start && !task && !base,
    )
    .map(({ key }) => key);

const [atFirst] = keysAt("p1");
const [atSecond] = keysAt("p2");

const grant = (key: number | undefined): Event[] => [
  { do: "open", template: key ?? -1, by: -1, told: true },
  { do: "review", pull: 0, by: -1, yes: true, told: false },
  { do: "wake", replica: 0, work: "review", fuse: -1, restart: 1 },
  { do: "wake", replica: 0, work: "reconcile", fuse: -1, restart: 1 },
];

/** Who was a member before it is trusted from then on. */
const FIRST_LOOK: Event = { do: "pass", seconds: 60 };

const tell = (events: readonly Event[], sabotage?: Sabotage): Promise<Played> =>
  play(
    { config, steps: [FIRST_LOOK, ...events].map((event, index) => ({ seed: index + 1, ...event })) },
    sabotage,
  );

const holder = (act: "open a session" | "cling" | "let go" | "give again", more = {}): Event => ({
  ...{ do: "holder", act, which: 0, how: "locks", seconds: 90 },
  ...more,
});

const cases = (["locks", "objects", "sessions"] as const).flatMap((how) =>
  [20, 90, 900].map((seconds) => ({ how, seconds })),
);

describe("whoever holds something and fights for it", () => {
  it.each(cases)("loses it a minute after she lets go: $how for $seconds s", async ({ how, seconds }) => {
    const { violation, world } = await tell([
      ...grant(atFirst),
      ...grant(atSecond),
      holder("open a session"),
      { do: "pass to end", seconds: -3 },
      holder("cling", { how, seconds }),
      { do: "pass", seconds: 1200 },
    ]);
    expect(violation).toBeUndefined();
    expect(world.oracle.stats).toMatchObject({ claims: 2, holds: 2 });
  });

  it("a session that outlives a revocation by hand ends with it, and at the end of the lease at the latest", async () => {
    const events: Event[] = [
      ...grant(atFirst),
      holder("open a session"),
      { do: "amid", replica: 0, work: "end", gap: 0, act: "take by hand", told: false },
      { do: "pass", seconds: 130 },
    ];
    const { violation, world } = await tell(events);
    expect(violation).toBeUndefined();
    expect([...world.oracle.things.values()].map(({ ours, session }) => [ours, session])).toEqual([
      [false, false],
    ]);
    const forgetful = await tell([...events, { do: "pass to end", seconds: 100 }], {
      deps: (deps) => ({
        ...deps,
        providers: new Map([...deps.providers].map(([name, { forget: _, ...provider }]) => [name, provider])),
      }),
    });
    expect(forgetful.violation).toMatchObject({
      invariant: 2,
      words: expect.stringContaining("past its end"),
    });
  });

  it("what she gives herself in our name after the end is taken back", async () => {
    const { violation, world } = await tell([
      ...grant(atFirst),
      { do: "pass to end", seconds: 5 },
      holder("give again"),
      { do: "pass", seconds: 600 },
    ]);
    expect(violation).toBeUndefined();
    expect(world.faults.get("holder: give again")).toBe(1);
  });

  it.each(["edited", "deleted"] as const)("a comment that ended it has, although it is %s", async (how) => {
    const events: Event[] = [
      ...grant(atFirst),
      { do: "amid", replica: 0, work: "end", gap: 0, act: "end", told: false },
      { do: "silence", back: 0, how },
      { do: "pass", seconds: 600 },
    ];
    expect((await tell(events)).violation).toBeUndefined();
    const { violation } = await tell(events, { deps: ({ comments: _, ...deps }) => deps });
    expect(violation).toMatchObject({ invariant: 2, words: expect.stringContaining("ended early") });
  });

  it.each([
    [
      "a revocation that failed is taken for done",
      "could not be taken back",
      (deps) => ({
        ...deps,
        providers: new Map(
          [...deps.providers].map(([name, provider]) => [
            name,
            {
              ...provider,
              revoke: (holding) =>
                provider.revoke(holding).catch(() => ({ changed: true, sessionsEnded: 0 })),
            },
          ]),
        ),
      }),
    ],
    [
      "nobody is alerted",
      "could not be taken back",
      (deps) => ({ ...deps, log: { ...deps.log, error: () => undefined } }),
    ],
  ] satisfies [string, string, Sabotage["deps"]][])(
    "it would be noticed that %s",
    async (_what, words, deps) => {
      const { violation } = await tell(
        [
          ...grant(atFirst),
          holder("open a session"),
          { do: "pass to end", seconds: -3 },
          holder("cling", { seconds: 300 }),
          { do: "pass", seconds: 900 },
        ],
        { deps },
      );
      expect(violation).toMatchObject({ invariant: 2, words: expect.stringContaining(words) });
    },
  );
});
