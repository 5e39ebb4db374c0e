// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   SU1: Another account of the owner's machine gives `hallpass app` the code of an App of its own, or the
//     owner makes the App under another account.

import { describe, expect, it } from "vitest";
import { requireWanted } from "../../../src/commands/setup/app.ts";
import { type AppFacts, findDifferences } from "../../../src/core/setup/judge-app.ts";
import { type AppKind, buildManifest } from "../../../src/core/setup/manifest.ts";

const order = (kind: AppKind) =>
  buildManifest({
    ...{ kind, organization: "acme", homepage: "https://github.com/acme/access" },
    ...{ redirectUrl: "http://127.0.0.1:4711/key/created", serverUrl: "https://hallpass.example.com" },
  });

const manifest = order("app");
const asked: AppFacts = {
  owner: "Acme",
  permissions: manifest.default_permissions,
  events: [...(manifest.default_events ?? [])].toReversed(),
  hookUrl: "https://hallpass.example.com/api/github/webhooks",
};
const reaper: AppFacts = {
  ...{ owner: "acme", permissions: order("reaper").default_permissions, events: [], hookUrl: undefined },
};

describe("an App whose key GitHub gave", () => {
  it("is the one that was asked for", () => {
    expect(findDifferences(asked, manifest, "acme")).toEqual([]);
    expect(findDifferences(reaper, order("reaper"), "acme")).toEqual([]);
  });

  it("is the one that was asked for where GitHub leaves metadata out, or tells of events that every App gets", () => {
    const { metadata: _, ...permissions } = asked.permissions;
    const told = { ...asked, permissions, events: [...asked.events, "installation"] };
    expect(findDifferences(told, manifest, "acme")).toEqual([]);
  });

  const more = (changes: Record<string, string>) => ({ permissions: { ...asked.permissions, ...changes } });
  it.each<[string, Partial<AppFacts>, string]>([
    ["of another owner", { owner: "mallory" }, "its owner is mallory, not acme"],
    ["with a permission more", more({ administration: "write" }), "not asked for: administration: write"],
    ["with more of a permission", more({ members: "write" }), "it lacks permissions: members: read"],
    ["with an event more", { events: [...asked.events, "repository_ruleset"] }, "repository_ruleset"],
    ["with an event less", { events: asked.events.slice(1) }, "it lacks events: team"],
    [
      "with another webhook",
      { hookUrl: "https://evil.example/hook" },
      "not to https://hallpass.example.com/",
    ],
    ["without a webhook", { hookUrl: undefined }, "its webhook goes to no address"],
  ])("SU1: is refused %s", (_what, changes, difference) => {
    expect(findDifferences({ ...asked, ...changes }, manifest, "acme").join("; ")).toContain(difference);
  });

  it("SU1: is refused as the Action's with a webhook, an event or a permission", () => {
    const narrow = order("reaper");
    for (const changes of [
      { hookUrl: "https://evil.example/" },
      { events: ["push"] },
      more({ checks: "write" }),
    ])
      expect(findDifferences({ ...reaper, ...changes }, narrow, "acme")).not.toEqual([]);
  });

  it.each([
    [
      "acme",
      "Delete it: https://github.com/organizations/acme/settings/apps/hallpass-x/advanced, Delete GitHub App.",
    ],
    ["mallory", "It belongs to mallory, who alone can delete it."],
  ])("SU1: of %s is refused with the way to delete it", (owner, fix) => {
    const made = { ...asked, owner, hookUrl: undefined, id: 666, slug: "hallpass-x" };
    const judge = () => requireWanted(made, manifest, "acme", "https://github.com");
    expect(judge).toThrow("The App hallpass-x (666) is not the one that was asked for");
    expect(judge).toThrow(expect.objectContaining({ fix: expect.stringContaining(fix) }));
  });
});
