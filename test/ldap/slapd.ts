import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, DN } from "ldapts";
import { makeSelfSigned } from "../support/self-signed.ts";
import { findFreePort } from "../support/server-process.ts";
import { until } from "../support/until.ts";

export const suffix = "dc=example,dc=org";
export const passwords = { admin: "admin-secret", hallpass: "hallpass-secret", person: "person-secret" };
export const hallpassDn = `cn=hallpass,ou=services,${suffix}`;
export const groupDn = `cn=orders-readonly,ou=lent,${suffix}`;
export const nobody = `cn=nobody,${suffix}`;

export interface Slapd {
  readonly host: string;
  readonly port: number;
  readonly url: string;
  readonly securePort: number;
  /** The file with the server's certificate. */
  readonly certificate: string;
  /** Runs `work` as the administrator, or as somebody else. */
  as<Result>(dn: string, password: string, work: (client: Client) => Promise<Result>): Promise<Result>;
  asAdmin<Result>(work: (client: Client) => Promise<Result>): Promise<Result>;
  uuidOf(dn: string): Promise<string>;
  addPerson(uid: string): Promise<void>;
  /** Values of the group's `member`. */
  membersOf(dn: string): Promise<string[]>;
  stop(): Promise<void>;
}

export interface SlapdOptions {
  /** Lines before those of the rights. */
  readonly access?: string;
  /** Without referential integrity: what a deleted or renamed person leaves stays. */
  readonly refint?: boolean;
  readonly dds?: boolean;
  readonly sizeLimit?: number;
  readonly maxTtl?: number;
}

const page = readFileSync(new URL("../../docs/providers/ldap.md", import.meta.url), "utf8");

/** The rules on the page, as slapd.conf writes them; `ou=grants` of the page is one of the two places here. */
const [ofMembers = "", ofGrants = ""] = [...page.matchAll(/add: olcAccess\n(?<rules>.*?)```/gsu)].map(
  ({ groups }) => groups?.rules?.replaceAll(/^olcAccess: \{\d+\}to/gmu, "access to") ?? "",
);
// A later change of olcAccess with {0} goes before what is there.
const pageRights = [
  ...["direct", "nested"].map((place) => ofGrants.replaceAll("ou=grants,", `ou=${place},ou=leases,`)),
  ofMembers,
].join("");

/** Those rights and no others for Hallpass, and what the group opens. */
const rights = `
access to dn.subtree="ou=orders,${suffix}"
  by group.exact="${groupDn}" read
  by set="[ldap:///ou=direct,ou=leases,${suffix}??sub?(objectClass=groupOfNames)]/member & user" read
  by set="[${groupDn}]/member/member & user" read
  by * none
${pageRights}
access to *
  by dn.exact="${hallpassDn}" none
  by users read
  by * none`;

/** As docs/providers/ldap.md says: dds before accesslog, and the others anywhere. */
const configurationOf = (
  folder: string,
  { access = "", refint = true, dds = true, sizeLimit = 500, maxTtl = 31_557_600 }: SlapdOptions,
): string => `
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload memberof
moduleload refint
moduleload dds
pidfile ${folder}/pid
TLSCertificateFile ${folder}/cert.pem
TLSCertificateKeyFile ${folder}/key.pem
sizelimit ${sizeLimit}
database mdb
suffix "${suffix}"
rootdn "cn=admin,${suffix}"
rootpw ${passwords.admin}
directory ${folder}/db
dbnosync
index objectClass,entryUUID,uid,cn,member eq
access to attrs=userPassword
  by anonymous auth
  by * none
${access}${rights}
${dds ? `overlay dds\ndds-max-ttl ${maxTtl}\ndds-min-ttl 1\ndds-interval 1` : ""}
overlay memberof
${refint ? `overlay refint\nrefint_attributes member\nrefint_nothing "${nobody}"` : ""}
`;

/** Debian's slapd on free ports of this machine, with a directory in a folder of its own. */
export async function startSlapd(options: SlapdOptions = {}): Promise<Slapd> {
  const folder = mkdtempSync(join(tmpdir(), "hallpass-slapd-"));
  mkdirSync(join(folder, "db"));
  const { key, cert } = makeSelfSigned("ldap.example.org");
  writeFileSync(join(folder, "key.pem"), key, { mode: 0o600 });
  const certificate = join(folder, "cert.pem");
  writeFileSync(certificate, cert);
  writeFileSync(join(folder, "slapd.conf"), configurationOf(folder, options));
  const [host, port, securePort] = ["127.0.0.1", await findFreePort(), await findFreePort()];
  const url = `ldap://${host}:${port}`;
  const listen = `${url}/ ldaps://${host}:${securePort}/`;
  const server = spawn("/usr/sbin/slapd", ["-f", join(folder, "slapd.conf"), "-h", listen, "-d", "none"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(server, "exit");
  let story = "";
  server.stderr.on("data", (chunk: Buffer) => {
    story += chunk;
  });

  async function as<Result>(
    dn: string,
    password: string,
    work: (client: Client) => Promise<Result>,
  ): Promise<Result> {
    const client = new Client({ url, timeout: 10_000, strictDN: false });
    try {
      await client.bind(dn, password);
      return await work(client);
    } finally {
      await client.unbind();
    }
  }
  const asAdmin = <Result>(work: (client: Client) => Promise<Result>): Promise<Result> =>
    as(`cn=admin,${suffix}`, passwords.admin, work);
  await until("slapd answers", () => asAdmin(async () => true), Boolean, { story: () => story });
  await asAdmin(fill);

  return {
    ...{ host, port, url, securePort, certificate, as, asAdmin },
    uuidOf: async (dn) => (await readAsAdmin(asAdmin, dn, "entryUUID"))[0] ?? "",
    membersOf: (dn) => readAsAdmin(asAdmin, dn, "member"),
    addPerson: (uid) => asAdmin((client) => addPerson(client, uid)),
    stop: async () => {
      server.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

export const personDn = (uid: string): string =>
  `${new DN().addPairRDN("uid", uid).toString()},ou=people,${suffix}`;

export async function addPerson(client: Client, uid: string): Promise<void> {
  await client.add(personDn(uid), {
    objectClass: ["inetOrgPerson"],
    ...{ uid, cn: uid, sn: uid, userPassword: passwords.person },
  });
}

async function fill(client: Client): Promise<void> {
  const unit = (dn: string) => client.add(dn, { objectClass: ["organizationalUnit"] });
  await client.add(suffix, { objectClass: ["domain"], dc: "example" });
  for (const name of ["people", "services", "lent", "leases", "orders"]) await unit(`ou=${name},${suffix}`);
  for (const name of ["nested", "direct"]) await unit(`ou=${name},ou=leases,${suffix}`);
  await client.add(hallpassDn, {
    objectClass: ["organizationalRole", "simpleSecurityObject"],
    userPassword: passwords.hallpass,
  });
  await client.add(`cn=4711,ou=orders,${suffix}`, {
    objectClass: ["organizationalRole"],
    description: "1 kg",
  });
  await client.add(groupDn, { objectClass: ["groupOfNames"], member: nobody });
}

async function readAsAdmin(asAdmin: Slapd["asAdmin"], dn: string, attribute: string): Promise<string[]> {
  const { searchEntries } = await asAdmin((client) =>
    client.search(dn, { scope: "base", filter: "(objectClass=*)", attributes: [attribute] }),
  );
  return [searchEntries[0]?.[attribute] ?? []].flat().map(String);
}

/** Whether the person can read an order now, on a connection of her own. */
export const canRead = ({ as }: Slapd, uid: string): Promise<boolean> =>
  as(personDn(uid), passwords.person, async (client) => {
    const question = { scope: "one", filter: "(objectClass=*)" } as const;
    const { searchEntries } = await client.search(`ou=orders,${suffix}`, question);
    return searchEntries.length > 0;
  }).catch(() => false);

/** A login of the person's that stays open. It is alive while the server lets it ask. */
export async function openAs(
  { url }: Slapd,
  uid: string,
): Promise<{ isAlive(): Promise<boolean>; close(): Promise<void> }> {
  const client = new Client({ url, timeout: 10_000, strictDN: false });
  await client.bind(personDn(uid), passwords.person);
  const whoAmI = async (): Promise<boolean> => (await client.exop("1.3.6.1.4.1.4203.1.11.3")).value !== "";
  return { isAlive: () => whoAmI().catch(() => false), close: () => client.unbind() };
}
