import { afterEach, describe, it } from "vitest";
import type { GuardedRepository } from "../../src/core/deployment/workflow-run.ts";
import type { Deployments } from "../../src/core/ports/deployments.ts";
import { createDeploymentService, type DeploymentService } from "../../src/service/deployment-guard.ts";
import { depsWith } from "../support/builders/deps.ts";
import { until } from "../support/until.ts";

const shop = { owner: "acme", repo: "shop", id: 5002 };
const mill = { owner: "acme", repo: "mill", id: 5003 };
const entitlement = { provider: "production", resource: "shop", role: "deploy" };

let service: DeploymentService;
afterEach(() => service.stop());

/** A service over these answers; `read` has the runs that were read, in order. */
function open(port: Partial<Deployments>) {
  const read: string[] = [];
  const whole: Deployments = {
    listWaiting: async () => [],
    readRun: async ({ repo }: GuardedRepository, run) => {
      read.push(`${repo} ${run}`);
      return undefined;
    },
    listPending: async () => [],
    isAsked: async () => true,
    answer: async () => undefined,
    ...port,
  };
  const environments = [shop, mill].map((repository) => ({
    repository,
    environment: "production",
    entitlement,
  }));
  const pages = { serverUrl: "https://github.com", owner: "acme", repo: "access", defaultBranch: "main" };
  service = createDeploymentService({ ...depsWith(), guard: { environments, port: whole, pages } }, () => 0);
  return read;
}

const readsBecome = (read: readonly string[], expected: readonly string[]) =>
  until(
    expected.join(),
    async () => read.toSorted().join(),
    (seen) => seen === expected.join(),
  );

describe("the service of deployments", () => {
  it("looks at every run that waits when it starts, and at those that a webhook names", async () => {
    const read = open({ listWaiting: async ({ id }) => (id === shop.id ? [1, 2] : [3]) });
    service.start();
    await readsBecome(read, ["mill 3", "shop 1", "shop 2"]);
    service.askSoon(shop.id, 4);
    await readsBecome(read, ["mill 3", "shop 1", "shop 2", "shop 4"]);
  });

  it("hears nothing before it starts, when the ledger may be old, and nothing of other repositories", async () => {
    const read = open({});
    service.askSoon(shop.id, 1);
    service.start();
    service.askSoon(9, 2);
    service.askSoon(mill.id, 3);
    await readsBecome(read, ["mill 3"]);
  });

  it("goes on in one repository while another cannot be read", async () => {
    const read = open({
      listWaiting: async ({ id }) => (id === shop.id ? Promise.reject(new Error("GitHub is away.")) : [3]),
    });
    service.start();
    await readsBecome(read, ["mill 3"]);
  });

  it("retries a run that cannot be read", async () => {
    let fails = 2;
    const runs: number[] = [];
    open({
      readRun: async (_repository, run) => {
        runs.push(run);
        if (fails-- > 0) throw new Error("GitHub is away.");
        return undefined;
      },
    });
    service.start();
    service.askSoon(shop.id, 1);
    await until(
      "three reads",
      async () => runs.length,
      (count) => count === 3,
    );
  });
});
