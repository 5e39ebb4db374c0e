import { readFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { type ConnectionOptions, connect as connectSecurely } from "node:tls";
import type { Client, Control, SearchOptions } from "ldapts";
import { giveUpAfter } from "../../adapter/give-up-after.ts";
import { DEADLINE_SECONDS, type LdapConfiguration } from "../configuration.ts";
import { type Entry, toEntry } from "./entry.ts";
import { failureOf, RESULT, resultCodeOf } from "./failure.ts";
import { EVERYTHING, type Filter } from "./filter.ts";
import { guardReading } from "./guard-reading.ts";

export interface Change {
  readonly operation: "add" | "delete" | "replace";
  readonly attribute: string;
  readonly values: readonly string[];
}

export interface Question {
  readonly base: string;
  readonly scope: "base" | "one" | "sub";
  readonly filter: Filter;
  readonly attributes: readonly string[];
  /** Attributes whose values are bytes. */
  readonly binary?: readonly string[];
  /** Object identifiers of controls without a value. */
  readonly controls?: readonly string[];
  /** Asks for pages of this size: RFC 2696. */
  readonly pageSize?: number;
}

/** One bound connection. A search is whole or throws. */
export interface Session {
  /** `undefined`: the entry does not exist, or Hallpass may not see it. */
  read(dn: string, ask: Pick<Question, "attributes" | "binary" | "controls">): Promise<Entry | undefined>;
  search(question: Question): Promise<Entry[]>;
  /** Any one entry that the search finds. */
  findOne(question: Question): Promise<Entry | undefined>;
  /** Pages of a search. ldapts takes an empty page for the last one: the caller looks at that. */
  pages(question: Question & { readonly pageSize: number }): Promise<Entry[][]>;
  add(dn: string, attributes: Readonly<Record<string, string | string[]>>): Promise<void>;
  modify(dn: string, changes: readonly Change[]): Promise<void>;
  delete(dn: string): Promise<void>;
  extended(oid: string, value?: Buffer): Promise<string>;
}

/**
 * Runs `work` on a connection of its own, within the deadline. ldapts connects again by itself after a loss, without a login and without
 * StartTLS; a second connection is refused here.
 */
export async function withSession<Result>(
  configuration: LdapConfiguration,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const { name, deadlineSeconds = DEADLINE_SECONDS } = configuration;
  const line: Line = { sockets: [], isOver: false };
  try {
    return await giveUpAfter(deadlineSeconds * 1000, name, run(configuration, line, work));
  } catch (error) {
    throw failureOf(name, error);
  } finally {
    line.isOver = true;
    for (const socket of line.sockets) socket.destroy();
  }
}

/** What a session has opened; nothing more once it is over. */
interface Line {
  readonly sockets: Socket[];
  isOver: boolean;
}

async function run<Result>(
  configuration: LdapConfiguration,
  line: Line,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const ldapts = await import("ldapts");
  const { url, startTls, bindDn, password, deadlineSeconds = DEADLINE_SECONDS } = configuration;
  const tls = await tlsOptions(configuration);
  const milliseconds = deadlineSeconds * 1000;
  const client = new ldapts.Client({
    ...{ url, timeout: milliseconds, connectTimeout: milliseconds, strictDN: false },
    createConnection: connectOnce(connect, line),
    createSecureConnection: connectOnce(connectSecurely, line),
    ...(url.startsWith("ldaps:") && { tlsOptions: tls }),
  });
  if (startTls) await client.startTLS(tls);
  await client.bind(bindDn, password);
  const result = await work(toSession(client, ldapts));
  await client.unbind();
  return result;
}

const connectOnce = <Connect extends (...of: never[]) => Socket>(make: Connect, line: Line): Connect => {
  let isMade = false;
  return new Proxy(make, {
    apply(target, self, options) {
      if (isMade || line.isOver) throw new Error("The connection was lost.");
      isMade = true;
      const socket: Socket = guardReading(Reflect.apply(target, self, options));
      line.sockets.push(socket);
      return socket;
    },
  });
};

async function tlsOptions({ url, caFile, serverName }: LdapConfiguration): Promise<ConnectionOptions> {
  const host = new URL(url).hostname.replaceAll(/[[\]]/gu, "");
  return {
    host,
    minVersion: "TLSv1.2",
    rejectUnauthorized: true,
    ...(serverName !== undefined && { servername: serverName }),
    ...(caFile !== undefined && { ca: await readFile(caFile) }),
  };
}

function toSession(client: Client, { Attribute, Change, Control }: typeof import("ldapts")): Session {
  const toControls = (oids: readonly string[] = []): Control[] =>
    oids.map((oid) => new Control(oid, { critical: true }));
  const toOptions = ({ scope, filter, attributes, binary = [] }: Question): SearchOptions => ({
    ...{ scope, filter },
    attributes: [...attributes],
    explicitBufferAttributes: [...binary],
  });

  async function search(question: Question): Promise<Entry[]> {
    const found = await client.search(question.base, toOptions(question), toControls(question.controls));
    refuseReferences(found.searchReferences);
    return found.searchEntries.map(toEntry);
  }

  return {
    search,
    async findOne(question) {
      // With a limit of its own, ldapts takes "size limit exceeded" for an answer.
      const options = { ...toOptions(question), sizeLimit: 1 };
      const found = await client.search(question.base, options, toControls(question.controls));
      return found.searchEntries.map(toEntry)[0];
    },
    async read(dn, ask) {
      try {
        return (await search({ base: dn, scope: "base", filter: EVERYTHING, ...ask }))[0];
      } catch (error) {
        if (resultCodeOf(error) === RESULT.noSuchObject) return undefined;
        throw error;
      }
    },
    async pages(question) {
      const { pageSize } = question;
      const pages: Entry[][] = [];
      const options = { ...toOptions(question), paged: { pageSize } };
      for await (const page of client.searchPaginated(
        question.base,
        options,
        toControls(question.controls),
      )) {
        refuseReferences(page.searchReferences);
        pages.push(page.searchEntries.map(toEntry));
      }
      return pages;
    },
    add: (dn, attributes) => client.add(dn, { ...attributes }),
    modify: (dn, changes) =>
      client.modify(
        dn,
        changes.map(
          ({ operation, attribute, values }) =>
            new Change({ operation, modification: new Attribute({ type: attribute, values: [...values] }) }),
        ),
      ),
    delete: (dn) => client.del(dn),
    extended: async (oid, value) => (await client.exop(oid, value)).value ?? "",
  };
}

function refuseReferences(references: readonly string[]): void {
  if (references.length > 0)
    throw Object.assign(new Error("The search was referred to another server."), { code: 10 });
}
