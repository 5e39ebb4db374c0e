import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { conclude } from "../../src/core/decision/check-result.ts";
import { type InProcess, startInProcess, visitorText } from "../support/in-process.ts";
import { approve, openPull, requestPath } from "../support/people.ts";

/** The team `payments`, which asks and does not approve. */
const powers = [{ resource: "sandbox", role: "visitor", githubTeam: 301 }];

let app: InProcess;

beforeEach(async () => {
  const memory = { name: "memory", adapter: "memory", powers };
  app = await startInProcess({ env: { HALLPASS_PROVIDERS: JSON.stringify([memory]) } });
});
afterEach(() => app.stop());

/** Asks for membership of the team, approved by the leads. */
async function ask(): Promise<string> {
  const { number } = await openPull(app.github, "alice", { [requestPath()]: visitorText() });
  await approve(app.github, "carol", number);
  const result = await app.review(number);
  const isPower = JSON.stringify(result).includes("POWER_OVER_HALLPASS");
  return `${result && conclude(result)}${isPower ? ", power" : ""}`;
}

describe("membership of a team that approves nothing", () => {
  it("is granted while the team only writes to the access repository, and never while it administers it", async () => {
    const { control } = app.github.sandbox;
    expect(await ask()).toBe("success");
    control.setTeamPermission("payments", "maintain");
    expect(await ask()).toBe("failure, power");
    control.setTeamPermission("payments", "admin");
    expect(await ask()).toBe("failure, power");
  });
});
