import { Client } from "pg";
import { expect, it } from "vitest";
import type { Query } from "../../../src/providers/postgres/sessions/query.ts";
import { useKept } from "../../../src/providers/postgres/sessions/sessions.ts";

/** A connection that answers everything at once but the REVOKE, which `finish` ends. */
function createClient() {
  const sent: string[] = [];
  let finish = (): void => undefined;
  let isRevoking = (): void => undefined;
  const revoking = new Promise<void>((resolve) => {
    isRevoking = resolve;
  });
  const query = async (sql: string) => {
    sent.push(sql);
    if (sql === "REVOKE")
      await new Promise<void>((resolve) => {
        finish = resolve;
        isRevoking();
      });
    return { rows: [] };
  };
  return { client: Object.assign(new Client(), { query }), sent, revoking, finish: () => finish() };
}

it("lets a call that was given up send nothing more on the kept connection", async () => {
  const { client, sent, revoking, finish } = createClient();
  const given: boolean[] = [];
  let call: Promise<unknown> = Promise.resolve();
  const revoke = async (query: Query): Promise<void> => {
    for (const sql of ["BEGIN", "REVOKE", "COMMIT"]) await query(sql);
  };
  const giveUp = async (query: Query): Promise<void> => {
    call = revoke(query).catch((error: unknown) => error);
    await revoking;
    throw new Error("TIMEOUT");
  };
  await expect(useKept(client, (_, healthy) => given.push(healthy), giveUp)).rejects.toThrow("TIMEOUT");
  finish();
  expect(await call).toMatchObject({ message: expect.stringContaining("given up") });
  expect({ sent, given }).toEqual({ sent: ["BEGIN", "REVOKE", "ROLLBACK"], given: [true] });
});
