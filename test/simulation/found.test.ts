import { describe, expect, it } from "vitest";
import { play } from "./play.ts";
import type { History } from "./step.ts";

/** Histories that once broke a promise, as short as they could be made. */
const found: readonly { readonly name: string; readonly history: History }[] = [
  {
    name: "a provider that leaves the configuration a moment after a grant is no doubt about the grant",
    history: {
      config: {
        sites: [
          { name: "p1", container: "separate", nativeExpiry: "removed", consistencySeconds: 5 },
          { name: "p2", container: "separate", nativeExpiry: "none", consistencySeconds: 0 },
        ],
        replicas: 1,
      },
      steps: [
        { seed: 1690470996, do: "pass", seconds: 138015 },
        { seed: 261696050, do: "open", template: 147, by: -1, told: true },
        { seed: 846542430, do: "review", pull: 0, by: -1, yes: true, told: true },
        { seed: 310259788, do: "configure", replica: 0, provider: 1, present: false },
        { seed: 2135015665, do: "pass", seconds: 60 },
      ],
    },
  },
  {
    name: "a replica whose clock is behind takes away nothing that began on another's",
    history: {
      config: {
        sites: [
          { name: "p1", container: "separate", nativeExpiry: "none", consistencySeconds: 0 },
          { name: "p2", container: "separate", nativeExpiry: "none", consistencySeconds: 0 },
          { name: "p3", container: "separate", nativeExpiry: "none", consistencySeconds: 0 },
        ],
        replicas: 2,
      },
      steps: [
        { seed: 1430170599, do: "pass", seconds: 105536 },
        { seed: 1052643323, do: "open", template: 44, by: -1, told: true },
        { seed: 1373240003, do: "review", pull: 7, by: -1, yes: true, told: true },
        { seed: 1825560550, do: "pass to end", seconds: 6 },
        { seed: 1910038097, do: "open", template: 56, by: -1, told: true },
        { seed: 711442596, do: "review", pull: 0, by: -1, yes: true, told: true },
        { seed: 1323635188, do: "action", fuse: -1 },
        { seed: 1192469735, do: "clock", replica: 0, seconds: -96 },
        { seed: 2058715606, do: "review", pull: 0, by: -1, yes: true, told: true },
      ],
    },
  },
  {
    name: "a replica whose clock is behind takes back nothing that another is about to grant",
    history: {
      config: {
        sites: [{ name: "p1", container: "shared", nativeExpiry: "none", consistencySeconds: 0 }],
        replicas: 2,
      },
      steps: [
        { seed: 981154794, do: "open", template: 1, by: -1, told: true },
        { seed: 163824186, do: "review", pull: 0, by: -1, yes: true, told: false },
        {
          seed: 1431572056,
          do: "trouble",
          machine: "*",
          boundary: "p1",
          trouble: { down: false, before: 0, after: 0, late: 0.2964595129713416, stale: false },
        },
        { seed: 1175842839, do: "open", template: 75, by: -1, told: true },
        { seed: 412116432, do: "pass", seconds: 172230 },
        { seed: 555115586, do: "clock", replica: 0, seconds: -24 },
        { seed: 1083868263, do: "review", pull: 1, by: -1, yes: true, told: true },
      ],
    },
  },
  {
    name: "what was to carry on from a grant that somebody took back by hand is not made",
    history: {
      config: {
        sites: [
          { name: "p1", container: "separate", nativeExpiry: "none", consistencySeconds: 0 },
          { name: "p2", container: "separate", nativeExpiry: "removed", consistencySeconds: 0 },
          { name: "p3", container: "shared", nativeExpiry: "none", consistencySeconds: 5 },
        ],
        replicas: 1,
      },
      steps: [
        { seed: 682870519, do: "wake", replica: 0, work: "reconcile", fuse: 42, restart: 7200 },
        { seed: 1705230595, do: "open", template: 141, by: -1, told: false },
        { seed: 1840241704, do: "review", pull: 0, by: -1, yes: true, told: true },
        { seed: 64557651, do: "open", template: 21, by: -1, told: true },
        { seed: 1103831169, do: "review", pull: 0, by: -1, yes: true, told: true },
        { seed: 546472853, do: "configure", replica: 0, provider: 1, present: false },
        { seed: 1749744386, do: "pass", seconds: 21 },
        {
          seed: 248453134,
          do: "together",
          works: ["retry", "reconcile", "end"],
          action: false,
          hand: 687,
          fuse: -1,
        },
      ],
    },
  },
  {
    name: "a replica whose clock is behind takes back nothing that began at its merge and carries on from something",
    history: {
      config: {
        sites: [{ name: "p1", container: "shared", nativeExpiry: "none", consistencySeconds: 0 }],
        replicas: 2,
      },
      steps: [
        { seed: 981154794, do: "open", template: 1, by: -1, told: true },
        { seed: 163824186, do: "review", pull: 0, by: -1, yes: true, told: false },
        {
          seed: 1431572056,
          do: "trouble",
          machine: "*",
          boundary: "p1",
          trouble: { down: false, before: 0, after: 0, late: 0.2964595129713416, stale: false },
        },
        { seed: 412116432, do: "pass", seconds: 172230 },
        { seed: 1913323707, do: "extend", back: 0, told: true },
        { seed: 555115586, do: "clock", replica: 0, seconds: -24 },
        { seed: 1083868263, do: "review", pull: 1, by: -1, yes: true, told: true },
      ],
    },
  },
  {
    name: "a replica whose clock is behind takes back once what another confirmed, and goes on to what is due next",
    history: {
      config: {
        sites: [{ name: "p1", container: "separate", nativeExpiry: "removed", consistencySeconds: 0 }],
        replicas: 2,
        settles: false,
      },
      steps: [
        { seed: 942778643, do: "open", template: 81, by: -1, told: false },
        { seed: 1381839032, do: "review", pull: 2, by: -1, yes: true, told: true },
        { seed: 1367068640, do: "open", template: 93, by: -1, told: true },
        { seed: 271127582, do: "open", template: 69, by: -1, told: false },
        { seed: 959344492, do: "open", template: 162, by: -1, told: true },
        { seed: 1809289193, do: "clock", replica: 1, seconds: -40 },
        { seed: 1308561791, do: "together", works: ["end", "reconcile"], action: false, hand: -1, fuse: -1 },
        { seed: 1793509102, do: "open", template: 92, by: -1, told: true },
        { seed: 606131969, do: "review", pull: 7, by: -1, yes: true, told: true },
        { seed: 1023926815, do: "wake", replica: 0, work: "retry", fuse: 1, restart: 60 },
        { seed: 627952829, do: "propose removal", back: 0, by: 2, told: true },
        { seed: 1297438909, do: "review", pull: 0, by: -1, yes: true, told: true },
        { seed: 507595476, do: "pass", seconds: 653 },
      ],
    },
  },
  {
    name: "a call to take something back that lands late does not hit what is granted there next",
    history: {
      config: {
        sites: [
          { name: "p1", container: "separate", nativeExpiry: "none", consistencySeconds: 0 },
          { name: "p2", container: "shared", nativeExpiry: "removed", consistencySeconds: 0 },
          { name: "p3", container: "shared", nativeExpiry: "none", consistencySeconds: 0 },
        ],
        replicas: 2,
        settles: true,
      },
      steps: [
        { seed: 1119641083, do: "pass", seconds: 463 },
        { seed: 298298178, do: "pass", seconds: 31 },
        { seed: 396922260, do: "open", template: 105, by: -1, told: true },
        { seed: 113305060, do: "pass", seconds: 824 },
        {
          seed: 1112196778,
          do: "trouble",
          machine: "*",
          boundary: "p3",
          trouble: { down: false, before: 0, after: 0, late: 0.28769645178690556, stale: false },
        },
        { seed: 1608055205, do: "open", template: 41, by: -1, told: true },
        { seed: 1580984009, do: "review", pull: 1, by: -1, yes: true, told: true },
        { seed: 783329052, do: "open", template: 67, by: -1, told: true },
        { seed: 601746577, do: "pass to end", seconds: 0 },
        { seed: 1211432490, do: "extend", back: 0, told: true },
        { seed: 1839121902, do: "review", pull: 0, by: -1, yes: true, told: true },
      ],
    },
  },
  {
    name: "the same where another replica took it back and granted it again",
    history: {
      config: {
        sites: [
          { name: "p1", container: "separate", nativeExpiry: "removed", consistencySeconds: 0 },
          { name: "p2", container: "separate", nativeExpiry: "none", consistencySeconds: 5 },
        ],
        replicas: 2,
        settles: false,
      },
      steps: [
        { seed: 157299694, do: "pass", seconds: 3326 },
        { seed: 587813113, do: "pass", seconds: 3598 },
        { seed: 857096528, do: "pass", seconds: 63255 },
        { seed: 1618602102, do: "pass", seconds: 48498 },
        { seed: 387244320, do: "open", template: 85, by: -1, told: true },
        { seed: 1118690596, do: "review", pull: 7, by: -1, yes: true, told: true },
        {
          seed: 1163272052,
          do: "trouble",
          machine: "B",
          boundary: "p1",
          trouble: {
            down: false,
            before: 0.2201606472954154,
            after: 0.38702788250520825,
            late: 0.3716029579751194,
            stale: false,
          },
        },
        { seed: 363961428, do: "pass to end", seconds: 0 },
        { seed: 153215945, do: "extend", back: 0, told: false },
        { seed: 2028227261, do: "review", pull: 0, by: -1, yes: true, told: true },
        { seed: 1376333064, do: "pass", seconds: 947 },
      ],
    },
  },
  {
    name: "a call to grant something that lands late does not put back an older end",
    history: {
      config: {
        sites: [
          { name: "p1", container: "separate", nativeExpiry: "removed", consistencySeconds: 0 },
          { name: "p2", container: "shared", nativeExpiry: "none", consistencySeconds: 0 },
        ],
        replicas: 1,
        settles: false,
      },
      steps: [
        { seed: 33731626, do: "open", template: 69, by: -1, told: false },
        { seed: 1524136047, do: "pass", seconds: 41074 },
        { seed: 1267509377, do: "pass", seconds: 344 },
        { seed: 1901621946, do: "open", template: 75, by: -1, told: true },
        { seed: 769685373, do: "lag", replica: 1, seconds: 21 },
        {
          seed: 1320836201,
          do: "trouble",
          machine: "*",
          boundary: "p1",
          trouble: {
            down: false,
            before: 0,
            after: 0.06485046017915011,
            late: 0.3248400637879968,
            stale: true,
          },
        },
        { seed: 2111718954, do: "review", pull: 1, by: -1, yes: true, told: true },
        {
          seed: 1542095100,
          do: "together",
          works: ["retry", "retry", "reconcile", "retry"],
          action: false,
          hand: -1,
          fuse: 4,
        },
        { seed: 480396553, do: "review", pull: 0, by: -1, yes: true, told: false },
        { seed: 1779446002, do: "pass", seconds: 411 },
        { seed: 608862035, do: "pass", seconds: 43666 },
      ],
    },
  },
  {
    name: "what a replica granted whose clock is behind has not vanished while listings may be old",
    history: {
      config: {
        sites: [
          { name: "p1", container: "separate", nativeExpiry: "removed", consistencySeconds: 0 },
          { name: "p2", container: "shared", nativeExpiry: "none", consistencySeconds: 5 },
        ],
        replicas: 2,
        settles: true,
      },
      steps: [
        { seed: 1903883630, do: "pass", seconds: 61 },
        { seed: 1165676724, do: "open", template: 69, by: -1, told: false },
        { seed: 654859848, do: "review", pull: 0, by: -1, yes: true, told: true },
        {
          seed: 915632146,
          do: "trouble",
          machine: "*",
          boundary: "p2",
          trouble: {
            down: false,
            before: 0,
            after: 0.3215928620658815,
            late: 0.009485569410026075,
            stale: true,
          },
        },
        { seed: 808560368, do: "clock", replica: 0, seconds: -87 },
        { seed: 1018717456, do: "open", template: 66, by: -1, told: false },
        { seed: 91647955, do: "review", pull: 0, by: -1, yes: true, told: false },
        { seed: 831141096, do: "pass to end", seconds: 6 },
      ],
    },
  },
  {
    name: "what somebody took back by hand is not made again by a clock by which it has not begun",
    history: {
      config: {
        sites: [
          { name: "p1", container: "shared", nativeExpiry: "none", consistencySeconds: 0 },
          { name: "p2", container: "separate", nativeExpiry: "none", consistencySeconds: 0 },
          { name: "p3", container: "separate", nativeExpiry: "none", consistencySeconds: 5 },
        ],
        replicas: 1,
        settles: false,
      },
      steps: [
        { seed: 217498079, do: "clock", replica: 1, seconds: -52 },
        {
          seed: 1346759883,
          do: "together",
          works: ["review", "reconcile"],
          action: false,
          hand: -1,
          fuse: 38,
        },
        { seed: 1255016964, do: "open", template: 63, by: -1, told: true },
        { seed: 14907650, do: "review", pull: 0, by: -1, yes: true, told: true },
        { seed: 259096988, do: "pass", seconds: 11 },
        {
          seed: 829585071,
          do: "together",
          works: ["end", "review", "end", "retry"],
          action: false,
          hand: 651,
          fuse: -1,
        },
        { seed: 1796888191, do: "together", works: ["retry", "review"], action: false, hand: -1, fuse: -1 },
      ],
    },
  },
  {
    name: "of two emergencies in one moment, the second verification ends none",
    history: {
      config: {
        sites: [
          { name: "p1", container: "shared", nativeExpiry: "none", consistencySeconds: 5 },
          { name: "p2", container: "separate", nativeExpiry: "removed", consistencySeconds: 0 },
          { name: "p3", container: "separate", nativeExpiry: "none", consistencySeconds: 0 },
        ],
        replicas: 1,
        settles: true,
        profile: "standard",
      },
      steps: [
        { seed: 1732233885, do: "kill", replica: 1 },
        { seed: 1616796972, do: "open", template: 355, by: -1, told: true },
        { seed: 657133175, do: "open", template: 327, by: -1, told: true },
        { seed: 1912444834, do: "start", replica: 0 },
        { seed: 733433137, do: "review", pull: 0, by: -1, yes: true, told: true },
      ],
    },
  },
  {
    name: "a second emergency follows the receipt of the first, which an owner approves as any pull request",
    history: {
      config: {
        sites: [{ name: "p1", container: "separate", nativeExpiry: "none", consistencySeconds: 0 }],
        replicas: 2,
        settles: true,
        profile: "standard",
      },
      steps: [
        { seed: 1849474120, do: "open", template: 259, by: -1, told: true },
        { seed: 631830641, do: "pass to end", seconds: 3 },
        { seed: 1516411855, do: "open", template: 260, by: -1, told: true },
        { seed: 536443428, do: "action", fuse: -1 },
        { seed: 843083686, do: "review", pull: 0, by: -1, yes: true, told: true },
      ],
    },
  },
  {
    name: "the receipt of a request ends nothing of what carries on from it, though a replica's clock is behind",
    history: {
      config: {
        sites: [
          { name: "p1", container: "shared", nativeExpiry: "none", consistencySeconds: 0 },
          { name: "p2", container: "separate", nativeExpiry: "removed", consistencySeconds: 0 },
        ],
        replicas: 2,
        settles: "operator",
      },
      steps: [
        { seed: 2095557560, do: "open", template: 5, by: -1, told: false },
        { seed: 1081270721, do: "open", template: 52, by: -1, told: true },
        { seed: 1747489157, do: "review", pull: 0, by: -1, yes: true, told: true },
        {
          seed: 1669385772,
          do: "together",
          works: ["end", "reconcile", "review"],
          action: false,
          hand: -1,
          fuse: -1,
        },
        { seed: 216193725, do: "clock", replica: 0, seconds: -99 },
        {
          seed: 2054029834,
          do: "together",
          works: ["end", "review", "retry"],
          action: false,
          hand: -1,
          fuse: 1,
        },
        { seed: 481943070, do: "extend", back: 0, told: true },
        { seed: 1795556369, do: "review", pull: 0, by: -1, yes: true, told: true },
        { seed: 1810246642, do: "pass to end", seconds: 1 },
        { seed: 1157609257, do: "review", pull: 0, by: -1, yes: true, told: true },
        { seed: 928937348, do: "pass", seconds: 69 },
      ],
    },
  },
  {
    name: "a review by what GitHub said before the merge changes nothing about the check that the merge rests on",
    history: {
      config: {
        sites: [
          { name: "p1", container: "separate", nativeExpiry: "none", consistencySeconds: 0 },
          { name: "p2", container: "separate", nativeExpiry: "none", consistencySeconds: 0 },
          { name: "p3", container: "separate", nativeExpiry: "none", consistencySeconds: 0 },
        ],
        replicas: 1,
        settles: true,
      },
      steps: [
        { seed: 1525000198, do: "open", template: 93, by: -1, told: true },
        { seed: 759528833, do: "pass", seconds: 32 },
        { seed: 361159051, do: "review", pull: 0, by: -1, yes: true, told: true },
        { seed: 1697392110, do: "lag", replica: 1, seconds: 12 },
        {
          seed: 2098579324,
          do: "together",
          works: ["reconcile", "review"],
          action: false,
          hand: -1,
          fuse: -1,
        },
        {
          seed: 1104998595,
          do: "together",
          works: ["retry", "end", "reconcile", "retry"],
          action: false,
          hand: -1,
          fuse: 3,
        },
      ],
    },
  },
  {
    name: "a replica whose clock is ahead goes by GitHub's, and cuts no extension that it was told of",
    history: {
      config: {
        sites: [
          { name: "p1", container: "separate", nativeExpiry: "none", consistencySeconds: 0 },
          { name: "p2", container: "separate", nativeExpiry: "removed", consistencySeconds: 0 },
        ],
        replicas: 2,
        settles: true,
        deaf: false,
      },
      steps: [
        { seed: 1913785965, do: "open", template: 221, by: -1, told: true },
        { seed: 491682631, do: "clock", replica: 1, seconds: 74 },
        { seed: 2049728886, do: "open", template: 100, by: -1, told: true },
        { seed: 823519059, do: "open", template: 6, by: -1, told: true },
        { seed: 1203157268, do: "review", pull: 0, by: -1, yes: true, told: false },
        { seed: 24126933, do: "open", template: 34, by: -1, told: false },
        { seed: 2142761989, do: "open", template: 43, by: -1, told: true },
        { seed: 876492543, do: "pass", seconds: 32 },
        { seed: 1749285059, do: "pass to end", seconds: -5 },
        { seed: 1441369357, do: "comment", back: 0, by: 1, told: false },
        { seed: 1158624378, do: "open", template: 48, by: -1, told: true },
        { seed: 1782645858, do: "extend", back: 0, told: true },
        { seed: 1924489874, do: "review", pull: 0, by: -1, yes: true, told: true },
        { seed: 1641072917, do: "review", pull: 6, by: -1, yes: true, told: true },
        {
          seed: 139660314,
          do: "trouble",
          machine: "*",
          boundary: "github",
          trouble: { down: true, before: 0, after: 0, late: 0, stale: false },
        },
        { seed: 1114693357, do: "pass", seconds: 33 },
      ],
    },
  },
  {
    name: "rules that were approved, and merged past a check that only waited for GitHub, are adopted",
    history: {
      config: {
        sites: [
          { name: "p1", container: "separate", nativeExpiry: "none", consistencySeconds: 0 },
          { name: "p2", container: "separate", nativeExpiry: "none", consistencySeconds: 0 },
        ],
        replicas: 1,
        settles: "operator",
        deaf: false,
      },
      steps: [
        { seed: 2140743867, do: "wake", replica: 1, work: "reconcile", fuse: -1, restart: 1 },
        { seed: 1731276456, do: "propose rules", set: 2, by: 4, told: true },
        { seed: 820882302, do: "review", pull: 0, by: -1, yes: true, told: true },
        {
          seed: 656161424,
          do: "trouble",
          machine: "*",
          boundary: "github",
          trouble: { down: false, before: 0, after: 0.1822286299429834, late: 0, stale: false },
        },
        { seed: 690009222, do: "review", pull: 0, by: 0, yes: true, told: true },
        { seed: 308834369, do: "merge", pull: 0, bypass: true, told: true },
        { seed: 465070392, do: "clear" },
        { seed: 1895270347, do: "open", template: 1, by: -1, told: true },
        { seed: 973830132, do: "pass", seconds: 44349 },
        { seed: 1090281691, do: "review", pull: 0, by: -1, yes: true, told: true },
      ],
    },
  },
  {
    name: "a part that waits for its provider for hours leaves the other part to end on time",
    history: {
      config: {
        sites: [
          { name: "p1", container: "shared", nativeExpiry: "none", consistencySeconds: 5 },
          { name: "p2", container: "shared", nativeExpiry: "none", consistencySeconds: 0 },
          { name: "p3", container: "separate", nativeExpiry: "none", consistencySeconds: 5 },
        ],
        replicas: 1,
        settles: false,
      },
      steps: [
        { seed: 1341806915, do: "pass", seconds: 75 },
        {
          seed: 1728091321,
          do: "trouble",
          machine: "*",
          boundary: "p2",
          trouble: { down: true, before: 0, after: 0, late: 0, stale: false },
        },
        { seed: 1342099751, do: "open", template: 0, by: -1, told: true },
        { seed: 1088628603, do: "review", pull: 0, by: -1, yes: true, told: true },
        { seed: 61899511, do: "pass", seconds: 62422 },
      ],
    },
  },
];

/** Where clocks matter, what was found is found only while GitHub's `Date` does not correct them. */
const deafen = (history: History): History => ({ ...history, config: { deaf: true, ...history.config } });

describe("what the simulation found", () => {
  it.each(found)("$name", async ({ history }) => {
    expect((await play(deafen(history))).violation).toBeUndefined();
  });

  it("plays a history to the same end every time", async () => {
    const [first] = found;
    if (first === undefined) throw new Error("There is no history.");
    const [once, twice] = [await play(first.history), await play(first.history)];
    expect(twice.world.now).toBe(once.world.now);
    expect(twice.world.ledger.commits).toEqual(once.world.ledger.commits);
  });
});
