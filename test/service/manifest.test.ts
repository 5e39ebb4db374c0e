import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { defaultSeed } from "../../demo/src/sandbox/seed.ts";
import { eventsOf } from "../../sandbox/src/payloads/app.ts";
import hallpass from "../../src/app.ts";
import { APP_EVENTS, APP_PERMISSIONS, UNASKED_EVENTS } from "../../src/core/files/app-manifest.ts";
import { deafSink } from "../support/deaf-sink.ts";

const manifest = parse(readFileSync(new URL("../../app.yml", import.meta.url), "utf8"));

/** The events that the handlers are for, without their actions. */
function listHandled(): string[] {
  const names: string[] = [];
  const probot = { on: (events: string | string[]) => void names.push(...[events].flat()) };
  hallpass(probot, deafSink, { repositoryId: 1, appId: 1 });
  return [...new Set(names.map((name) => name.split(".")[0] ?? ""))].sort();
}

describe("app.yml", () => {
  it("names the permissions that doctor expects", () => {
    expect(manifest.default_permissions).toEqual(APP_PERMISSIONS);
  });

  it("names the events that doctor expects, in order", () => {
    expect(manifest.default_events).toEqual([...APP_EVENTS].sort());
  });

  it("names each event that is handled, and no other", () => {
    // It needs a permission that is not asked for; who gives it is told of changed rulesets too.
    const optional = ["repository_ruleset"];
    expect(listHandled()).toEqual([...APP_EVENTS, ...UNASKED_EVENTS, ...optional].sort());
  });

  it("is what the sandbox's app has", () => {
    const [app] = defaultSeed().apps;
    expect(app?.permissions).toEqual(APP_PERMISSIONS);
    const subscribed = eventsOf({ webhookUrl: "http://x", permissions: APP_PERMISSIONS } as Parameters<
      typeof eventsOf
    >[0]);
    expect([...subscribed].sort()).toEqual(manifest.default_events);
  });
});
