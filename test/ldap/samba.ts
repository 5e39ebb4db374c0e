import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Attribute, Change, Client, DN, type Entry } from "ldapts";
import { portOf } from "../support/holding-http.ts";
import { until } from "../support/until.ts";

export const domain = "DC=example,DC=test";
export const secrets = {
  admin: "Adm1n-pass-word",
  hallpass: "H4llpass-pass-word",
  person: "P3rson-pass-word",
};

export interface Samba {
  readonly host: string;
  readonly port: number;
  readonly serverName: string;
  /** The file with the certificate of Samba's own authority. */
  readonly caFile: string;
  /** Runs `work` as somebody: a name before the @. */
  as<Result>(name: string, password: string, work: (client: Client) => Promise<Result>): Promise<Result>;
  asAdmin<Result>(work: (client: Client) => Promise<Result>): Promise<Result>;
  addPerson(name: string): Promise<void>;
  read(dn: string, attribute: string): Promise<Buffer[]>;
  change(
    dn: string,
    operation: "add" | "delete" | "replace",
    attribute: string,
    value: string,
  ): Promise<void>;
  stop(): Promise<void>;
}

/** Interfaces of a new network namespace are down: SIOCSIFFLAGS with IFF_UP, netdevice(7). */
const startAlone = `
import fcntl, os, socket, struct, sys
fcntl.ioctl(socket.socket(), 0x8914, struct.pack("16sH14s", b"lo", 1, b""))
os.execv("/usr/sbin/samba", ["samba"] + sys.argv[1:])`;

/** From a socket in the file system, which every namespace shares, to LDAPS in the namespace. */
const relay = `
const net = require("node:net");
net.createServer((near) => {
  const far = net.connect(636, "127.0.0.1");
  for (const [from, to] of [[near, far], [far, near]]) from.on("error", () => {}).once("close", () => to.destroy()).pipe(to);
}).listen(process.argv[1]);
process.stdin.on("end", () => process.exit()).resume();`;

/** Samba as the domain controller of an Active Directory. Its ports are fixed: it runs in a network namespace of its own. Needs root. */
export async function startSamba(): Promise<Samba> {
  const folder = mkdtempSync(join(tmpdir(), "hallpass-samba-"));
  const settings = join(folder, "etc/smb.conf");
  provision(folder, settings);
  const server = spawn(
    "unshare",
    [
      "--net",
      "/usr/bin/python3",
      "-c",
      startAlone,
      "-i",
      "-M",
      "single",
      "-s",
      settings,
      "--option=server services=ldap",
    ],
    { stdio: ["pipe", "pipe", "pipe"] },
  );
  const ended = once(server, "exit");
  let story = "";
  for (const stream of [server.stdout, server.stderr])
    stream.on("data", (chunk: Buffer) => {
      story += chunk;
    });
  await until(
    "Samba is in its namespace",
    async () => story,
    (text) => text.includes("samba version"),
    {
      story: () => story,
    },
  );
  const path = join(folder, "ldaps");
  const relaying = spawn(
    "nsenter",
    [`--net=/proc/${server.pid}/ns/net`, process.execPath, "-e", relay, path],
    { stdio: ["pipe", "ignore", "inherit"] },
  );
  const relayEnded = once(relaying, "exit");

  const gate = createServer((near) => {
    const far = connect({ path });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const)
      from
        .on("error", () => {})
        .once("close", () => to.destroy())
        .pipe(to);
  }).listen(0, "127.0.0.1");
  await once(gate, "listening");
  const [host, port, serverName] = ["127.0.0.1", portOf(gate.address()), "DC1.example.test"];
  const url = `ldaps://${host}:${port}`;

  async function as<Result>(
    name: string,
    password: string,
    work: (client: Client) => Promise<Result>,
  ): Promise<Result> {
    const tlsOptions = { rejectUnauthorized: false };
    const client = new Client({ url, timeout: 20_000, strictDN: false, tlsOptions });
    try {
      await client.bind(`${name}@example.test`, password);
      return await work(client);
    } finally {
      await client.unbind();
    }
  }
  const asAdmin = <Result>(work: (client: Client) => Promise<Result>): Promise<Result> =>
    as("administrator", secrets.admin, work);
  await until("Samba answers", () => asAdmin(async () => true), Boolean, { story: () => story });

  return {
    ...{ host, port, serverName, as, asAdmin },
    caFile: join(folder, "private/tls/ca.pem"),
    addPerson: (name) => asAdmin((client) => addPerson(client, name)),
    read: (dn, attribute) =>
      asAdmin(async (client) => {
        const options = {
          scope: "base",
          attributes: [attribute],
          explicitBufferAttributes: [attribute],
        } as const;
        const { searchEntries } = await client.search(dn, {
          ...options,
          attributes: [...options.attributes],
          explicitBufferAttributes: [...options.explicitBufferAttributes],
        });
        return buffersOf(searchEntries[0], attribute);
      }),
    change: (dn, operation, attribute, value) =>
      asAdmin((client) =>
        client.modify(
          dn,
          new Change({ operation, modification: new Attribute({ type: attribute, values: [value] }) }),
        ),
      ),
    stop: async () => {
      relaying.stdin.end();
      await relayEnded;
      gate.close();
      server.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

const buffersOf = (entry: Entry | undefined, attribute: string): Buffer[] =>
  [entry?.[attribute] ?? []].flat().map((value) => Buffer.from(value));

function provision(folder: string, settings: string): void {
  const options = { stdio: "pipe" } as const;
  execFileSync(
    "/usr/bin/samba-tool",
    [
      ...["domain", "provision", `--targetdir=${folder}`, "--realm=EXAMPLE.TEST", "--domain=EXAMPLE"],
      ...["--host-name=dc1", `--adminpass=${secrets.admin}`, "--server-role=dc", "--dns-backend=NONE"],
      ...["--option=interfaces=lo", "--option=bind interfaces only=yes", "--option=logging=stderr"],
      ...[`--option=pid directory=${folder}`, `--option=ncalrpc dir=${folder}/ncalrpc`],
    ],
    options,
  );
  const script = fileURLToPath(new URL("fill-domain.py", import.meta.url));
  const database = join(folder, "private/sam.ldb");
  execFileSync("/usr/bin/python3", [script, settings, database, secrets.hallpass], options);
}

export const personDn = (name: string): string =>
  `${new DN().addPairRDN("CN", name).toString()},OU=People,${domain}`;

async function addPerson(client: Client, name: string): Promise<void> {
  await client.add(personDn(name), [
    new Attribute({ type: "objectClass", values: ["user"] }),
    new Attribute({ type: "sAMAccountName", values: [name] }),
    new Attribute({ type: "userPrincipalName", values: [`${name}@example.test`] }),
    new Attribute({ type: "userAccountControl", values: ["512"] }),
    // [MS-ADTS], "unicodePwd": in quotes, as UTF-16.
    new Attribute({ type: "unicodePwd", values: [Buffer.from(`"${secrets.person}"`, "utf16le")] }),
  ]);
}

const readOrder = async (client: Client): Promise<boolean> => {
  const { searchEntries } = await client.search(`CN=4711,OU=Orders,${domain}`, { scope: "base" });
  return searchEntries.some(({ description }) => description === "1 kg");
};

/** Whether the person can read the order now, on a login of her own. */
export const canReadOrder = ({ as }: Samba, name: string): Promise<boolean> =>
  as(name, secrets.person, readOrder).catch(() => false);

/** A login of the person's that stays open. It is alive while it can read the order. */
export async function openSession(
  { host, port }: Samba,
  name: string,
): Promise<{ isAlive(): Promise<boolean>; close(): Promise<void> }> {
  const tlsOptions = { rejectUnauthorized: false };
  const client = new Client({ url: `ldaps://${host}:${port}`, timeout: 20_000, strictDN: false, tlsOptions });
  await client.bind(`${name}@example.test`, secrets.person);
  return { isAlive: () => readOrder(client).catch(() => false), close: () => client.unbind() };
}
