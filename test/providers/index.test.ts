import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { createProviders } from "../../src/providers/index.ts";
import { adapters } from "../../src/providers/registry.ts";

const memory = { name: "memory", adapter: "memory" };
const postgres = {
  name: "orders-db",
  adapter: "postgres",
  host: "127.0.0.1",
  user: "hallpass",
  passwordFrom: "ORDERS_DB_PASSWORD",
  resources: { orders: { database: "orders", roles: { readonly: "orders_readonly" } } },
};
const now = () => new Date("2026-11-20T12:00:00Z");
const read = (entries: unknown, secrets = {}) =>
  createProviders(typeof entries === "string" ? entries : JSON.stringify(entries), secrets, { now });
const messageOf = (entries: unknown, secrets = {}): Promise<string> =>
  read(entries, secrets).then(
    () => expect.fail("The entries were accepted."),
    (error: unknown) => (error instanceof Error ? error.message : ""),
  );

describe("the server's provider configuration", () => {
  it("reads YAML as well as JSON", async () => {
    expect([...(await read("- { name: memory, adapter: memory }")).keys()]).toEqual(["memory"]);
    expect([...(await read([memory])).keys()]).toEqual(["memory"]);
  });

  it("makes one provider an entry, each knowing what it may hold", async () => {
    const providers = await read([memory, postgres], { ORDERS_DB_PASSWORD: "hunter2" });
    expect([...providers.keys()]).toEqual(["memory", "orders-db"]);
    const entitlement = { provider: "orders-db", resource: "orders", role: "owner" };
    expect(providers.get("orders-db")?.check(entitlement)).toMatchObject([
      {
        code: "ROLE_UNKNOWN",
        message: `Resource "orders-db/orders" has no role "owner".`,
        fix: `Use "readonly".`,
      },
    ]);
  });

  it.each(["separate", "shared"] as const)(
    "makes a memory provider with a container that is %s",
    async (container) => {
      const provider = (await read([{ ...memory, container }])).get("memory");
      expect(await provider?.traits()).toMatchObject({ container });
    },
  );

  it("makes a memory provider that knows which roles are power over Hallpass", async () => {
    const powers = [{ resource: "orders", role: "readonly", githubTeam: 302 }];
    const provider = (await read([{ ...memory, powers }])).get("memory");
    expect(provider?.powers?.({ provider: "memory", resource: "orders", role: "readonly" })).toEqual([
      { kind: "github-team", id: 302 },
    ]);
  });

  it("takes the sample of docs/providers/postgres.md as it stands", async () => {
    const page = await readFile(new URL("../../docs/providers/postgres.md", import.meta.url), "utf8");
    const sample = /```yaml\n(?<text>.*?)```/su.exec(page)?.groups?.text ?? "";
    expect([...(await read(sample, { ORDERS_DB_PASSWORD: "hunter2" })).keys()]).toEqual(["orders-db"]);
  });

  it.each([
    ["not a list", memory, "must be array"],
    ["no name", [{ adapter: "memory" }], "must have required property 'name'"],
    ["a name an entitlement cannot say", [{ ...memory, name: "My DB" }], `It is "My DB"`],
    [
      "an adapter that does not exist",
      [{ ...memory, adapter: "oracle" }],
      `must be one of ${JSON.stringify([...adapters.keys()])}. It is "oracle"`,
    ],
    ["a name twice", [memory, memory], `names "memory" twice`],
    [
      "an unknown key",
      [{ ...memory, colour: "red" }],
      `HALLPASS_PROVIDERS/0 ("memory"): "colour" is not known here`,
    ],
    ["a missing host", [{ ...postgres, host: undefined }], "must have required property 'host'. Add it."],
    [
      "a key with a typing mistake",
      [{ ...postgres, hots: "h" }],
      `HALLPASS_PROVIDERS/0 ("orders-db"): "hots" is not known here. Did you mean "host"?`,
    ],
    [
      "a secret where the name of its variable belongs",
      [{ ...postgres, password: "hunter2" }],
      `"password" is not known here. Did you mean "passwordFrom"?`,
    ],
    [
      "a key that is like no other",
      [{ ...postgres, colour: "red" }],
      `"colour" is not known here. Remove it; known are host, port, user, passwordFrom,`,
    ],
    [
      "a port out of range",
      [{ ...postgres, port: 70_000 }],
      `("orders-db")/port: must be <= 65535. It is 70000`,
    ],
    ["no resources", [{ ...postgres, resources: {} }], "/resources: must NOT have fewer than 1 properties"],
    [
      "one role of the server under two names, whose ends nobody could tell apart",
      [
        {
          ...postgres,
          resources: {
            ...postgres.resources,
            bills: { database: "bills", roles: { reader: "bills_reader", all: "orders_readonly" } },
          },
        },
      ],
      '("orders-db")/resources: "orders_readonly" is the role of orders/readonly and of bills/all.',
    ],
    ["a secret that is not set", [postgres], "the variable ORDERS_DB_PASSWORD is not set"],
    ["broken text", "[{", "is neither YAML nor JSON"],
  ])("refuses %s", async (_, entries, message) => {
    expect(await messageOf(entries)).toContain(message);
  });

  it("never repeats a password that was written into it", async () => {
    expect(await messageOf([{ ...memory, password: "hunter2" }])).not.toContain("hunter2");
    expect(await messageOf('[{"name": "memory", "password": "hunter2", ]]')).not.toContain("hunter2");
    expect(await messageOf([{ ...postgres, password: "hunter2" }])).not.toContain("hunter2");
    expect(await messageOf([{ ...postgres, passwordFrom: "hunter2" }])).not.toContain("hunter2");
    expect(await messageOf([{ ...postgres, port: 0 }], { ORDERS_DB_PASSWORD: "hunter2" })).not.toContain(
      "hunter2",
    );
  });
});

it("of a field that has several forms, tells the mistakes of the nearest form alone", async () => {
  const entry = {
    ...{ name: "az", adapter: "azure" },
    tenant: "5b1f0c7e-0000-4000-8000-000000000001",
    client: "5b1f0c7e-0000-4000-8000-000000000002",
    signIn: { secret: "hunter2" },
    resources: {
      orders: {
        scope: "/subscriptions/5b1f0c7e-0000-4000-8000-000000000004",
        roles: { reader: { role: "acdd72a7-3385-48ef-bd42-f606fba81ae7" } },
      },
    },
  };
  const where = `HALLPASS_PROVIDERS/0 ("az")/signIn`;
  await expect(createProviders(JSON.stringify([entry]), {}, { now: () => new Date() })).rejects.toThrow(
    new Error(
      [
        `${where}: must have required property 'secretFrom'. Add it.`,
        `${where}: "secret" is not known here. Did you mean "secretFrom"? Write secrets into variables, and name the variable, as in passwordFrom.`,
      ].join("\n"),
    ),
  );
});
