import { describe, expect, it } from "vitest";
import { parseDeployments } from "../../src/configuration/deployments.ts";
import { createProviders } from "../../src/providers/index.ts";
import { privateKeyPem } from "../providers/github/key.ts";

const providers = await createProviders(
  "- { name: production, adapter: leases, resources: { shop: [deploy] } }\n- { name: memory, adapter: memory, resources: { shop: [deploy] } }",
  {},
  { now: () => new Date() },
);
const secrets = { KEY: privateKeyPem, SECRET: "s".repeat(32), SHORT: "short" };
const guarded = {
  ...{ repository: "acme/shop", id: 5002, environment: "production" },
  entitlement: { provider: "production", resource: "shop", role: "deploy" },
};
const entry = { app: { id: 7004, keyFrom: "KEY", webhookSecretFrom: "SECRET" }, environments: [guarded] };
const parse = (value: object) => parseDeployments(JSON.stringify(value), secrets, providers);

describe("HALLPASS_DEPLOYMENTS", () => {
  it("names the App, and each environment with its lease", () => {
    expect(parse(entry)).toMatchObject({
      appId: 7004,
      webhookSecret: secrets.SECRET,
      environments: [
        {
          repository: { owner: "acme", repo: "shop", id: 5002 },
          environment: "production",
          entitlement: guarded.entitlement,
        },
      ],
    });
  });

  it.each([
    ["an unknown field", { ...entry, app: { ...entry.app, key: "x" } }, /"key" is not known here/u],
    ["no environment", { ...entry, environments: [] }, /environments/u],
    [
      "a key that is not set",
      { ...entry, app: { ...entry.app, keyFrom: "OTHER" } },
      /the variable OTHER is not set/u,
    ],
    [
      "a key that is none",
      { ...entry, app: { ...entry.app, keyFrom: "SECRET" } },
      /SECRET is no whole private key/u,
    ],
    [
      "a short secret",
      { ...entry, app: { ...entry.app, webhookSecretFrom: "SHORT" } },
      /SHORT has 5 characters/u,
    ],
    [
      "an environment twice, in another case",
      { ...entry, environments: [guarded, { ...guarded, environment: "Production" }] },
      /environments\/1: acme\/shop Production is listed twice/u,
    ],
    [
      "a provider that is not there",
      {
        ...entry,
        environments: [{ ...guarded, entitlement: { ...guarded.entitlement, provider: "staging" } }],
      },
      /HALLPASS_PROVIDERS has no provider "staging"/u,
    ],
    [
      "a provider that keeps the access elsewhere",
      {
        ...entry,
        environments: [{ ...guarded, entitlement: { ...guarded.entitlement, provider: "memory" } }],
      },
      /"memory" is no provider with the adapter leases/u,
    ],
    [
      "a role that is not offered",
      { ...entry, environments: [{ ...guarded, entitlement: { ...guarded.entitlement, role: "view" } }] },
      /has no role "view"\. Use "deploy"/u,
    ],
  ])("refuses %s", (_what, value, message) => {
    expect(() => parse(value)).toThrow(message);
  });

  it("quotes nothing of a text that is no YAML", () => {
    const parseBroken = () => parseDeployments('"hunter2', secrets, providers);
    expect(parseBroken).toThrow(
      "HALLPASS_DEPLOYMENTS is neither YAML nor JSON: MISSING_CHAR in line 1 of the value. Look there for",
    );
    expect(parseBroken).not.toThrow("hunter2");
  });
});
