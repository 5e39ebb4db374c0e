import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Log } from "../../src/core/ports/log.ts";
import type { Repository } from "../../src/core/ports/repository.ts";
import type { DiagnoseDeps } from "../../src/operations/diagnose.ts";
import {
  createInstallationMonitor,
  type InstallationMonitor,
} from "../../src/service/installation-monitor.ts";
import { github, repository, server } from "../support/builders/installation.ts";
import { unusedIdentities, unusedRepository } from "../support/unused.ts";

const MINUTE = 60_000;
const START = new Date("2026-11-20T14:00:00.000Z");

let monitor: InstallationMonitor;

beforeEach(() => void vi.useFakeTimers({ now: START }));
afterEach(async () => {
  await monitor.stop();
  vi.useRealTimers();
});

/** An installation whose rules cannot be read, and that may be archived or out of reach besides. */
function setUp() {
  const lines: { level: string; fields: Readonly<Record<string, unknown>> }[] = [];
  const write = (level: string) => (fields: Readonly<Record<string, unknown>>) =>
    void lines.push({ level, fields });
  const log: Log = { info: write("info"), warn: write("warn"), error: write("error") };
  const world = { archived: false, branch: "main", reachable: true, looks: 0 };
  const deps: DiagnoseDeps = {
    log,
    now: () => new Date(Date.now()),
    server: server(),
    trustedCommit: "a".repeat(40),
    providers: new Map(),
    identities: unusedIdentities,
    github: { listOwnersErrors: async () => [], readTeam: async () => undefined },
    repository: emptyRepository,
    installation: {
      read: async () => {
        world.looks += 1;
        if (!world.reachable) throw new Error("GitHub is down.");
        const { archived, branch } = world;
        return github({ repository: repository({ archived, defaultBranch: branch }) });
      },
    },
  };
  const onChange = vi.fn();
  monitor = createInstallationMonitor(deps, onChange, () => 1);
  const stopCodes = (): string[] => monitor.stops().map(({ code }) => code);
  const alerts = (about = "ARCHIVED"): unknown[] =>
    lines
      .filter(({ fields }) => fields.alert === true && fields.code === about)
      .map(({ fields }) => fields.is);
  return { world, onChange, stopCodes, alerts, lines };
}

/** A default branch without files: every rule is missing. */
const emptyRepository: Repository = {
  ...unusedRepository,
  fetch: async () => undefined,
  defaultTip: async () => "e".repeat(40),
  listFiles: async () => [],
  findFile: async () => undefined,
  treeId: async () => undefined,
  isAncestor: async () => true,
};

describe("the attester", () => {
  it("stops grants until it has looked, and from then on by what it saw", async () => {
    const { stopCodes, onChange } = setUp();
    expect(stopCodes()).toEqual(["NOT_ATTESTED"]);
    await monitor.start();
    expect(stopCodes()).toContain("RULES_READABLE");
    expect(stopCodes()).not.toContain("NOT_ATTESTED");
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it("starts while GitHub is down, and looks again, later each time", async () => {
    const { world, stopCodes, lines } = setUp();
    world.reachable = false;
    await monitor.start();
    expect(stopCodes()).toEqual(["NOT_ATTESTED"]);
    expect(lines.map(({ level }) => level)).toEqual(["error"]);
    await vi.advanceTimersByTimeAsync(1_000);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(world.looks).toBe(3);
    world.reachable = true;
    await vi.advanceTimersByTimeAsync(4_000);
    expect(stopCodes()).not.toContain("NOT_ATTESTED");
  });

  it("looks every hour", async () => {
    const { world } = setUp();
    await monitor.start();
    await vi.advanceTimersByTimeAsync(59 * MINUTE);
    expect(world.looks).toBe(1);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(world.looks).toBe(2);
  });

  it("looks once for a flood of events, soon, and not later because of the flood", async () => {
    const { world, stopCodes } = setUp();
    await monitor.start();
    world.archived = true;
    for (let sent = 0; sent < 20; sent++) {
      monitor.attestSoon();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(stopCodes()).toContain("ARCHIVED");
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(world.looks).toBeLessThanOrEqual(3);
  });

  it("raises an alert once for each thing that is wrong, and says when it is right again", async () => {
    const { world, alerts, lines, onChange } = setUp();
    const lookAgain = async () => {
      monitor.attestSoon();
      await vi.advanceTimersByTimeAsync(MINUTE);
    };
    await monitor.start();
    world.archived = true;
    await lookAgain();
    await lookAgain();
    expect(alerts()).toEqual(["yes, read-only"]);
    expect(onChange).toHaveBeenCalledTimes(2);
    world.archived = false;
    await lookAgain();
    expect(lines.at(-1)).toMatchObject({ level: "info", fields: { what: "ARCHIVED Archived" } });
    world.archived = true;
    await lookAgain();
    expect(alerts()).toHaveLength(2);
    expect(onChange).toHaveBeenCalledTimes(4);
  });

  it("raises another alert for what is wrong in another way than before", async () => {
    const { world, alerts } = setUp();
    await monitor.start();
    for (const branch of ["trunk", "trunk", "attic"]) {
      world.branch = branch;
      monitor.attestSoon();
      await vi.advanceTimersByTimeAsync(MINUTE);
    }
    expect(alerts("DEFAULT_BRANCH")).toEqual(["trunk", "attic"]);
  });

  it("does not go by an old look for ever", async () => {
    const { world, stopCodes } = setUp();
    await monitor.start();
    world.reachable = false;
    await vi.advanceTimersByTimeAsync(119 * MINUTE);
    expect(stopCodes()).not.toContain("NOT_ATTESTED");
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    expect(stopCodes()).toEqual(["NOT_ATTESTED"]);
  });

  it("looks no more once it was stopped", async () => {
    const { world } = setUp();
    await monitor.start();
    await monitor.stop();
    monitor.attestSoon();
    await vi.advanceTimersByTimeAsync(120 * MINUTE);
    expect(world.looks).toBe(1);
  });
});
