import { addHours, addMinutes, subHours } from "date-fns";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../support/until.ts";
import { openProvider, providerSeed, startWorld, target, type World } from "./world.ts";

const entitlement = { provider: "github", resource: "payments-api", role: "triage" };

describe("what people did in a repository", () => {
  let world: World;
  let reading: World;
  beforeAll(async () => {
    world = await startWorld();
    const seed = providerSeed();
    const apps = seed.apps.map((app) => ({
      ...app,
      permissions: { ...app.permissions, contents: "read" as const },
    }));
    reading = await startWorld({}, { ...seed, apps });
  });
  afterAll(async () => {
    await world?.github.stop();
    await reading?.github.stop();
  });

  async function read({ github, configuration }: World, login: string) {
    const provider = openProvider({ github, configuration });
    const ids = await provider.identify(login, entitlement);
    const end = addHours(new Date(), 1);
    const about = { principal: login, entitlement, ids, until: end };
    const told = {
      during: await provider.activity?.(about, subHours(new Date(), 1)),
      after: await provider.activity?.({ ...about, until: subHours(new Date(), 1) }, subHours(new Date(), 2)),
      never: await provider.activity?.(about, addMinutes(end, 1)),
    };
    await provider.close();
    return told;
  }

  it("is told by their pushes, and nothing is told where there are none: reading leaves no trace", async () => {
    const { github } = reading;
    const contents = { path: "a.md", message: "A file", content: Buffer.from("a").toString("base64") };
    await github.as("carol").repos.createOrUpdateFileContents({ ...target, ...contents });
    const { during, after, never } = await until(
      "GitHub's activity log has the push",
      () => read(reading, "carol"),
      (told) => told.during !== undefined,
    );
    expect(during).toMatchObject([{ action: "push on refs/heads/main" }]);
    expect(after).toBeUndefined();
    expect(never).toEqual([]);
    expect((await read(reading, "dave")).during).toBeUndefined();
  });

  it("is not told without the permission to read contents", async () => {
    expect((await read(world, "carol")).during).toBeUndefined();
  });
});
