import { describe, expect, it } from "vitest";
import { diagnose, listInstallationStops } from "../../../src/core/diagnosis/diagnosis.ts";
import type {
  AppInstallation,
  DeliveryAttempt,
  GitHubState,
  WebhookSettings,
} from "../../../src/core/diagnosis/installation.ts";
import { APP_EVENTS, APP_PERMISSIONS } from "../../../src/core/files/app-manifest.ts";
import { NOW } from "../../support/builders/evidence.ts";
import { github, installation, repository } from "../../support/builders/installation.ts";

const wrongIn = (state: Partial<GitHubState>) => {
  const diagnosis = diagnose(installation({ github: github(state) }), NOW);
  expect(listInstallationStops(diagnosis, undefined)).toEqual([]);
  return diagnosis.examinations.filter(({ status }) => status === "wrong").map(({ code, is }) => [code, is]);
};

const installed = (change: Partial<AppInstallation>) => ({
  installation: { ...github().installation, ...change },
});
const hooked = (change: Partial<WebhookSettings>): Partial<GitHubState> => {
  const { webhook } = github();
  if (!("value" in webhook)) throw new Error("The fixture has a webhook.");
  return { webhook: { value: { ...webhook.value, ...change } } };
};
const delivered = (...statuses: number[]): Partial<GitHubState> => ({
  deliveries: {
    value: statuses.map((status): DeliveryAttempt => ({ event: "push", at: NOW, status })),
  },
});

describe("doctor compares the App with app.yml, and stops nothing for it", () => {
  it.each<[string, Partial<GitHubState>, string, string]>([
    [
      "a permission that is missing",
      installed({ permissions: { ...without(APP_PERMISSIONS, "members") } }),
      "APP_PERMISSIONS",
      "members: none, not read",
    ],
    [
      "a permission to read where it writes",
      installed({ permissions: { ...APP_PERMISSIONS, issues: "read" } }),
      "APP_PERMISSIONS",
      "issues: read, not write",
    ],
    [
      "a permission nobody asked for",
      installed({ permissions: { ...APP_PERMISSIONS, workflows: "write" } }),
      "APP_POWER",
      "workflows: write",
    ],
    [
      "more than it needs of one",
      installed({ permissions: { ...APP_PERMISSIONS, members: "write" } }),
      "APP_POWER",
      "members: write",
    ],
    [
      "administration to write",
      installed({ permissions: { ...APP_PERMISSIONS, administration: "write" } }),
      "APP_POWER",
      "administration: write",
    ],
    [
      "an event that is missing",
      installed({ events: APP_EVENTS.filter((event) => event !== "issues") }),
      "APP_EVENTS",
      "not issues",
    ],
    ["an App on every repository", installed({ selection: "all" }), "APP_REACH", "all repositories"],
    ["no webhook", hooked({ url: undefined }), "WEBHOOK", "none"],
    [
      "a webhook without TLS",
      hooked({ url: "http://hallpass.example/" }),
      "WEBHOOK",
      "http://hallpass.example/, not https",
    ],
    [
      "a webhook that sends forms",
      hooked({ contentType: "form" }),
      "WEBHOOK",
      "https://hallpass.example/api/github/webhooks, content type form",
    ],
    [
      "a webhook that verifies no certificate",
      hooked({ verifiesTls: false }),
      "WEBHOOK",
      "https://hallpass.example/api/github/webhooks, certificates are not verified",
    ],
    [
      "a webhook without a secret",
      hooked({ hasSecret: false }),
      "WEBHOOK",
      "https://hallpass.example/api/github/webhooks, no secret",
    ],
    [
      "deliveries that are refused",
      delivered(401, 401, 202),
      "WEBHOOK_DELIVERIES",
      `the latest (push, ${NOW.toISOString()}) was answered with 401; 2 of the last 3 failed`,
    ],
    [
      "deliveries without an answer",
      delivered(0),
      "WEBHOOK_DELIVERIES",
      `the latest (push, ${NOW.toISOString()}) was answered with 0; 1 of the last 1 failed`,
    ],
    ["a plan without rules in private repositories", { plan: { value: "free" } }, "PLAN", "free"],
  ])("%s", (_name, state, code, is) => {
    expect(wrongIn(state)).toEqual([[code, is]]);
  });

  it("judges no deliveries and no secret of the webhook where no server hears GitHub's events", () => {
    const facts = installation({ github: github(delivered(0, 0)) });
    const { examinations } = diagnose(
      { ...facts, server: { ...facts.server, webhookSecretLength: undefined } },
      NOW,
    );
    expect(examinations.filter(({ status }) => status === "wrong")).toEqual([]);
    expect(examinations.map(({ code }) => code)).toContain("WEBHOOK");
  });

  it.each<[string, Partial<GitHubState>]>([
    ["more events than it needs", installed({ events: [...APP_EVENTS, "star"] })],
    [
      "permissions that help to set it up",
      installed({ permissions: { ...APP_PERMISSIONS, statuses: "write", administration: "read" } }),
    ],
    ["failures before the latest delivery", delivered(202, 502, 0)],
    ["no delivery in the last days", delivered()],
    ["a webhook on this machine", hooked({ url: "http://127.0.0.1:3000/api/github/webhooks" })],
  ])("not %s", (_name, state) => {
    expect(wrongIn(state)).toEqual([]);
  });

  it("and takes a public repository of any plan", () => {
    const open = installation({
      server: { ...installation().server, pin: { ...installation().server.pin, visibility: "public" } },
      github: github({ plan: { value: "free" }, repository: repository({ private: false }) }),
    });
    const { examinations } = diagnose(open, NOW);
    expect(examinations.find(({ code }) => code === "PLAN")?.status).toBe("ok");
  });
});

function without(permissions: Readonly<Record<string, string>>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(permissions).filter(([each]) => each !== name));
}
