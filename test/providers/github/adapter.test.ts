import { describe, expect, it } from "vitest";
import { createContext } from "../../../src/providers/context.ts";
import { githubAdapter } from "../../../src/providers/github/adapter.ts";

const context = createContext("github", 0, { KEY: "no key", TOKEN: "t" }, { now: () => new Date() });
const entry = {
  organization: { login: "acme", id: 9001 },
  tokenFrom: "TOKEN",
  teams: { oncall: { slug: "oncall", id: 311 } },
};
const open = (given: object) => githubAdapter.open(given, context);

describe("the configuration of the GitHub provider", () => {
  it("signs in as an App or with a token, never both and never neither", () => {
    const app = { id: 7003, keyFrom: "KEY" };
    expect(() => open({ ...entry, app })).toThrow(/set app .* or tokenFrom .*; one of them\./u);
    const { tokenFrom: _, ...neither } = entry;
    expect(() => open(neither)).toThrow(/one of them\./u);
    expect(open({ ...neither, app }).name).toBe("github");
  });

  it("refuses two names for one access", () => {
    const teams = { ...entry.teams, night: { slug: "night", id: 311 } };
    expect(() => open({ ...entry, teams })).toThrow(
      "oncall and night are the same access, team/311. Remove one of them.",
    );
  });

  it("says that a team gives power over Hallpass where the team approves", () => {
    const of = (resource: string, role: string) =>
      open(entry).powers?.({ provider: "github", resource, role });
    expect(of("oncall", "member")).toEqual([{ kind: "github-team", id: 311 }]);
    expect(of("oncall", "maintainer")).toEqual([]);
  });

  it("says nothing of a key that is none", async () => {
    const { tokenFrom: _, ...rest } = entry;
    const provider = open({ ...rest, apiUrl: "http://127.0.0.1:9", app: { id: 7003, keyFrom: "KEY" } });
    await expect(
      provider.listGrants([{ provider: "github", resource: "oncall", role: "member" }]),
    ).rejects.toMatchObject({
      code: "LOGIN_REFUSED",
      cause: new Error("The App's private key is no RSA key in PEM form."),
    });
  });
});
