import { Client, type ClientConfig, DatabaseError, escapeIdentifier } from "pg";
import type { HostilePlay } from "../../src/conformance/index.ts";

/** How the holder of a principal's access connects: with her own login, or with the one made for the grant. */
export type HolderOf = (principal: string) => ClientConfig;

/** The server refuses: insufficient privilege, or a feature that is not for this account. */
const refusals = ["42501", "0A000", "2BP01", "42704"];
/** Too many connections, of the server or of the login. */
const FULL = "53300";
const FLOOD = 6;

/** What a holder does on PostgreSQL. test/postgres/hostile-holder.test.ts and connections.test.ts know more. */
export function playsOn(holderOf: HolderOf): HostilePlay[] {
  const clients: Client[] = [];

  async function open(principal: string, more: ClientConfig = {}): Promise<Client> {
    const client = new Client({ ...holderOf(principal), ...more });
    client.on("error", () => {});
    clients.push(client);
    await client.connect();
    return client;
  }

  const clean = async (): Promise<void> => {
    for (const client of clients.splice(0)) await client.end().catch(() => {});
  };
  const play = (id: string, does: string, run: (principal: string) => Promise<void>): HostilePlay => ({
    ...{ id, does, clean },
    play: run,
  });
  const inTransaction = (does: string, ...statements: string[]): HostilePlay =>
    play("HH1", does, async (principal) => {
      const client = await open(principal);
      for (const statement of ["BEGIN", ...statements]) await client.query(statement);
    });
  /** What the server refuses, it refuses; what it lets pass, must not outlive the end. */
  const attempts = (id: string, does: string, list: (holder: string) => string[]): HostilePlay =>
    play(id, does, async (principal) => {
      const client = await open(principal);
      for (const statement of list(escapeIdentifier(holderOf(principal).user ?? "")))
        await client.query(statement).catch((error: unknown) => {
          if (!(error instanceof DatabaseError && refusals.includes(error.code ?? ""))) throw error;
        });
    });

  return [
    inTransaction("keeps her own row locked", "ALTER ROLE CURRENT_USER SET work_mem = '8MB'"),
    inTransaction(
      "keeps tables and catalogues locked as far as she may",
      "LOCK TABLE orders IN ACCESS SHARE MODE",
      "LOCK TABLE pg_auth_members, pg_database, pg_shdescription IN ACCESS SHARE MODE",
    ),
    play("HH2", "opens connections until she gets no more", async (principal) => {
      for (let isFull = false; !isFull; )
        isFull = await open(principal).then(
          () => false,
          (error: unknown) => {
            if (error instanceof DatabaseError && error.code === FULL) return true;
            throw error;
          },
        );
    }),
    attempts("HH3", "grants the role to others, and makes a view of the table", () => [
      "GRANT orders_readonly TO eve",
      "GRANT orders_readonly TO PUBLIC",
      "SET ROLE orders_readonly",
      "GRANT orders_readonly TO eve",
      "GRANT SELECT ON orders TO eve",
      "CREATE VIEW public.mine AS SELECT * FROM orders",
    ]),
    attempts("HH4", "makes functions that run as somebody else", () => [
      "CREATE FUNCTION public.later() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM public.orders'",
      "SET ROLE orders_readonly",
      "CREATE FUNCTION public.later() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM public.orders'",
    ]),
    attempts("HH5", "renames herself and the role", (holder) => [
      `ALTER ROLE ${holder} RENAME TO somebody_else`,
      "ALTER ROLE orders_readonly RENAME TO orders_ro",
      "SET ROLE orders_readonly",
      "ALTER ROLE orders_readonly RENAME TO orders_ro",
    ]),
    play("HH6", "floods the server with statements", async (principal) => {
      for (let count = 0; count < FLOOD; count++) {
        const client = await open(principal);
        const again = (): Promise<void> => client.query("SELECT count(*) FROM orders").then(again);
        again().catch(() => {});
      }
    }),
  ];
}
