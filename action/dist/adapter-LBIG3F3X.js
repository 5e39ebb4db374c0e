import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  runProgram
} from "./chunk-RDIPWCFU.js";
import {
  subMinutes
} from "./chunk-2D5ZC7XB.js";
import {
  min,
  parsePublicKey,
  subDays
} from "./chunk-AKKCJD7W.js";
import {
  createLane
} from "./chunk-7MNSBFR3.js";
import {
  startDeadline
} from "./chunk-PCJM6DFV.js";
import {
  createOffer,
  listRoles
} from "./chunk-ZIHSV6EN.js";
import {
  callHttp
} from "./chunk-JXOYDYG2.js";
import {
  refuseRepeated
} from "./chunk-PX6SYLT4.js";
import {
  shellLine
} from "./chunk-2XT6N3BN.js";
import {
  listSome,
  toPhrases
} from "./chunk-3Z7Y7I5C.js";
import "./chunk-GGGEKREZ.js";
import {
  defineAdapter
} from "./chunk-TQBW6AQB.js";
import {
  byName,
  deadlineSeconds,
  mistake,
  secretVariable,
  warning
} from "./chunk-HMVRQBRS.js";
import {
  ProviderError
} from "./chunk-33Z2ZGMK.js";
import {
  idsKey,
  max,
  sameIds
} from "./chunk-K5X7KKLM.js";
import {
  toDate
} from "./chunk-JWKNRRMN.js";
import "./chunk-N5G37XHY.js";

// src/providers/ssh/configuration.ts
var PRINCIPAL = "^[A-Za-z0-9_][A-Za-z0-9._@+-]{0,63}$";
var path = {
  type: "string",
  pattern: "^/\\P{C}{1,500}$",
  description: "a whole path, which begins with /"
};
var program = {
  type: "array",
  minItems: 1,
  maxItems: 50,
  items: { type: "string", minLength: 1, maxLength: 1e3, pattern: "^\\P{C}+$" }
};
var sshSchema = {
  type: "object",
  additionalProperties: false,
  required: ["caPublicKey", "folder", "resources"],
  properties: {
    caPublicKey: { type: "string", minLength: 1, maxLength: 3e3 },
    caKeyFile: path,
    /** The variable of the server's environment that holds the private key. */
    caKeyFrom: secretVariable,
    agentSocket: path,
    folder: path,
    certificatesUrl: {
      type: "string",
      pattern: "^https://[^?#\\s]+/$",
      maxLength: 200,
      description: "an https address that ends with /"
    },
    trustedKeysFile: path,
    publish: program,
    endSessions: program,
    deadlineSeconds,
    resources: byName({
      type: "object",
      additionalProperties: false,
      required: ["roles"],
      properties: {
        address: { type: "string", pattern: "^[A-Za-z0-9][A-Za-z0-9.:-]{0,252}$" },
        port: { type: "integer", minimum: 1, maximum: 65535 },
        roles: byName({
          type: "object",
          additionalProperties: false,
          required: ["principals"],
          properties: {
            principals: {
              type: "array",
              minItems: 1,
              maxItems: 20,
              uniqueItems: true,
              items: { type: "string", pattern: PRINCIPAL }
            },
            login: { type: "string", pattern: PRINCIPAL },
            forceCommand: { type: "string", minLength: 1, maxLength: 1e3, pattern: "^\\P{C}+$" },
            sourceAddresses: {
              type: "array",
              minItems: 1,
              maxItems: 50,
              items: { type: "string", pattern: "^[0-9A-Fa-f.:]+(?:/[0-9]{1,3})?$" }
            },
            permit: {
              type: "array",
              uniqueItems: true,
              items: { enum: ["pty", "port-forwarding", "agent-forwarding", "X11-forwarding"] }
            }
          }
        })
      }
    })
  }
};
var DEADLINE_SECONDS = 20;

// src/providers/ssh/abilities.ts
function describeRole({ endSessions: endSessions2 }, role) {
  const { principals, login, forceCommand, permit = [], sourceAddresses = [] } = role;
  return toPhrases([
    forceCommand === void 0 ? "run any command that the account on the host may run, as root too where its sudo allows" : `run one command and no other: ${forceCommand}`,
    `log in${login === void 0 ? "" : ` as ${login}`} wherever a host accepts ${listSome(principals)}`,
    ...permit.length === 0 ? [] : [`use ${permit.join(", ")}`],
    ...sourceAddresses.length === 0 ? [] : [`connect from ${listSome(sourceAddresses)} alone`],
    ...endSessions2 === void 0 ? ["go on in an open session after the end"] : []
  ]);
}

// src/providers/ssh/authority/certificate.ts
import { createHash } from "node:crypto";
var SUFFIX = "-cert-v01@openssh.com";
var USER = 1;
var FIELDS = /* @__PURE__ */ new Map([
  ["ssh-ed25519", 1],
  ["sk-ssh-ed25519", 2],
  ["ecdsa-sha2-nistp256", 2],
  ["ecdsa-sha2-nistp384", 2],
  ["ecdsa-sha2-nistp521", 2],
  ["sk-ecdsa-sha2-nistp256", 3],
  ["ssh-rsa", 2]
]);
function parseCertificate(line) {
  const [type = "", base64 = ""] = line.trimEnd().split(" ");
  const kind = type.endsWith(SUFFIX) ? type.slice(0, -SUFFIX.length) : "";
  const fields = FIELDS.get(kind);
  const reader = readBytes(Buffer.from(base64, "base64"));
  if (fields === void 0 || reader.string().toString() !== type) throw new Error("This is no certificate.");
  reader.string();
  const plainType = kind.startsWith("sk-") ? `${kind}@openssh.com` : kind;
  const key = [Buffer.from(plainType), ...Array.from({ length: fields }, reader.string)];
  const serial = reader.uint64().toString();
  if (reader.uint32() !== USER) throw new Error("This certificate is for a host.");
  const keyId = reader.string().toString();
  const principals = readStrings(reader.string()).map(String);
  const [validAfter, validBefore] = [dateOf(reader.uint64()), dateOf(reader.uint64())];
  const criticalOptions = readOptions(reader.string());
  const extensions = [...readOptions(reader.string()).keys()];
  reader.string();
  const caFingerprint = fingerprintOf(reader.string());
  return {
    ...{
      text: `${type} ${base64}`,
      keyFingerprint: fingerprintOf(encode(key)),
      caFingerprint,
      serial,
      keyId
    },
    ...{ principals, validAfter, validBefore, criticalOptions, extensions }
  };
}
var fingerprintOfLine = (line) => fingerprintOf(Buffer.from(line.split(" ")[1] ?? "", "base64"));
var fingerprintOf = (blob) => `SHA256:${createHash("sha256").update(blob).digest("base64").replace(/=+$/u, "")}`;
function dateOf(seconds) {
  const date = new Date(Number(seconds) * 1e3);
  if (Number.isNaN(date.getTime())) throw new Error("This certificate has no end.");
  return date;
}
function readBytes(bytes) {
  let at = 0;
  const uint32 = () => {
    at += 4;
    return bytes.readUInt32BE(at - 4);
  };
  return {
    uint32,
    uint64() {
      at += 8;
      return bytes.readBigUInt64BE(at - 8);
    },
    string() {
      const length = uint32();
      if (at + length > bytes.length) throw new RangeError("The certificate is cut off.");
      at += length;
      return bytes.subarray(at - length, at);
    },
    isAtEnd: () => at === bytes.length
  };
}
function readStrings(bytes) {
  const reader = readBytes(bytes);
  const strings = [];
  while (!reader.isAtEnd()) strings.push(reader.string());
  return strings;
}
function readOptions(bytes) {
  const reader = readBytes(bytes);
  const options = /* @__PURE__ */ new Map();
  while (!reader.isAtEnd()) {
    const name = reader.string().toString();
    options.set(name, readStrings(reader.string()).map(String).join(""));
  }
  return options;
}
var encode = (fields) => Buffer.concat(
  fields.flatMap((field) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(field.length);
    return [length, field];
  })
);

// src/providers/ssh/authority/keygen.ts
var openKeygen = (provider, run) => async (folder, args, { agentSocket, accept = [0] } = {}) => {
  const result = await run({
    argv: ["ssh-keygen", ...args],
    folder,
    ...agentSocket !== void 0 && { environment: { SSH_AUTH_SOCK: agentSocket } }
  });
  if (accept.includes(result.exitCode)) return result;
  const cause = new Error(`ssh-keygen ended with ${result.exitCode}: ${result.stderr.slice(0, 500)}`);
  throw new ProviderError(provider, "UNREACHABLE", cause);
};

// src/providers/ssh/principal.ts
var PATTERN = /^[A-Za-z0-9_][A-Za-z0-9._@+-]{0,127}$/u;
var isPrincipal = (text) => PATTERN.test(text);

// src/providers/ssh/register/published.ts
import { mkdir, readFile, rm as rm2 } from "node:fs/promises";
import { dirname as dirname2, join as join2 } from "node:path";

// src/providers/ssh/register/replace-file.ts
import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
async function replaceFile(path2, content) {
  const temporary = join(dirname(path2), `.${randomUUID()}`);
  try {
    const file = await open(temporary, "wx", 420);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path2);
  } finally {
    await rm(temporary, { force: true });
  }
}

// src/providers/ssh/register/published.ts
var publishedPath = (principal, { resource, role }) => `${resource}/${role}/${principal}-cert.pub`;
var fileOf = ({ folder }, { principal, entitlement }) => join2(folder, "certificates", publishedPath(principal, entitlement));
async function putForPerson(configuration, issued) {
  const file = fileOf(configuration, issued);
  const text = `${issued.certificate.text}
`;
  if (await readIfThere(file) === text) return false;
  await mkdir(dirname2(file), { recursive: true, mode: 493 });
  await replaceFile(file, text);
  return true;
}
async function takeFromPerson(configuration, issued) {
  const file = fileOf(configuration, issued);
  if (await readIfThere(file) === `${issued.certificate.text}
`) await rm2(file, { force: true });
}
var readIfThere = (file) => readFile(file, "utf8").catch((error) => {
  if (error.code === "ENOENT") return void 0;
  throw error;
});

// src/providers/ssh/connect.ts
var FILE = "hallpass-cert.pub";
function describeConnection({ resources, certificatesUrl, folder }, { principal, entitlement }) {
  const resource = resources[entitlement.resource];
  const role = resource?.roles[entitlement.role];
  if (resource?.address === void 0 || role === void 0 || !isPrincipal(principal)) return void 0;
  const path2 = publishedPath(principal, entitlement);
  const login = role.login ?? role.principals[0] ?? principal;
  const place = [
    ...resource.port === void 0 ? [] : ["-p", String(resource.port)],
    `${login}@${resource.address}`
  ];
  const connectBy = (file) => shellLine("ssh", "-o", `CertificateFile=${file}`, ...place);
  const text = certificatesUrl === void 0 ? connectBy(`${folder}/certificates/${path2}`) : `${shellLine("curl", "-fsS", "-o", FILE, `${certificatesUrl}${path2}`)} && ${connectBy(FILE)}`;
  return { kind: "command", text };
}

// src/providers/ssh/diagnose.ts
import { existsSync as existsSync2 } from "node:fs";
import { readFile as readFile5, stat as stat2 } from "node:fs/promises";

// src/providers/ssh/authority/sign.ts
import { readFile as readFile2, writeFile } from "node:fs/promises";
import { join as join4 } from "node:path";

// src/providers/ssh/authority/temporary-folder.ts
import { mkdtemp, rm as rm3 } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as join3 } from "node:path";
async function inTemporaryFolder(work) {
  const folder = await mkdtemp(join3(tmpdir(), "hallpass-ssh-"));
  try {
    return await work(folder);
  } finally {
    await rm3(folder, { recursive: true, force: true });
  }
}

// src/providers/ssh/authority/sign.ts
var signCertificate = ({ name, caPublicKey, signingKey }, keygen, order) => inTemporaryFolder(async (folder) => {
  const secret = { mode: 384 };
  await writeFile(join4(folder, "id.pub"), `${order.publicKey}
`);
  if (signingKey.kind === "agent") await writeFile(join4(folder, "ca.pub"), `${caPublicKey}
`);
  if (signingKey.kind === "text")
    await writeFile(join4(folder, "ca"), `${signingKey.text.trim()}
`, secret);
  const key = signingKey.kind === "file" ? ["-s", signingKey.path] : signingKey.kind === "agent" ? ["-U", "-s", "ca.pub"] : ["-s", "ca"];
  const args = ["-q", ...key, ...describeOrder(order), "id.pub"];
  await keygen(folder, args, signingKey.kind === "agent" ? { agentSocket: signingKey.socket } : {});
  const certificate = parseCertificate(await readFile2(join4(folder, "id-cert.pub"), "utf8"));
  const difference = findDifference(certificate, order, fingerprintOfLine(caPublicKey));
  if (difference === void 0) return certificate;
  throw new ProviderError(name, "UNEXPECTED", new Error(`The certificate has another ${difference}.`));
});
var describeOrder = ({ keyId, serial, role, validAfter, validBefore }) => [
  ...["-I", keyId, "-z", serial, "-n", role.principals.join(",")],
  ...["-V", `${inUtc(validAfter)}:${inUtc(validBefore)}`],
  ...["-O", "clear"],
  ...(role.permit ?? []).flatMap((name) => ["-O", `permit-${name}`]),
  ...role.forceCommand === void 0 ? [] : ["-O", `force-command=${role.forceCommand}`],
  ...role.sourceAddresses === void 0 ? [] : ["-O", `source-address=${role.sourceAddresses.join(",")}`]
];
var inUtc = (time) => time.toISOString().slice(0, 19).replace(/[-:T]/gu, "");
function findDifference(certificate, { publicKey, keyId, serial, role, validBefore }, caFingerprint) {
  const parts = [
    ["authority", certificate.caFingerprint, caFingerprint],
    ["key", certificate.keyFingerprint, fingerprintOfLine(publicKey)],
    ["key id", certificate.keyId, keyId],
    ["serial", certificate.serial, serial],
    ["end", certificate.validBefore.getTime(), validBefore.getTime()],
    ["list of principals", certificate.principals.join(), role.principals.join()],
    ["list of extensions", [...certificate.extensions].sort().join(), permitted(role)],
    ["force-command", certificate.criticalOptions.get("force-command"), role.forceCommand],
    ["source-address", certificate.criticalOptions.get("source-address"), role.sourceAddresses?.join()]
  ];
  return parts.find(([, seen, ordered]) => seen !== ordered)?.[0];
}
var permitted = ({ permit = [] }) => permit.map((name) => `permit-${name}`).sort().join();

// src/providers/ssh/hand-over.ts
import { existsSync } from "node:fs";
import { rm as rm4, writeFile as writeFile2 } from "node:fs/promises";
import { join as join5 } from "node:path";
var unpublishedMark = ({ folder }) => join5(folder, ".unpublished");
async function markUnpublished(configuration) {
  if (configuration.publish !== void 0) await writeFile2(unpublishedMark(configuration), "");
}
async function publishChanges(configuration, run, share = 1) {
  const { publish } = configuration;
  if (publish === void 0 || !existsSync(unpublishedMark(configuration))) return;
  await runOrThrow(configuration, (call) => run({ ...call, share }), publish, "");
  await rm4(unpublishedMark(configuration), { force: true });
}
async function endSessions(configuration, run, serials) {
  if (configuration.endSessions === void 0 || serials.length === 0) return 0;
  const lines = serials.map((serial) => `${serial}
`).join("");
  const printed = (await runOrThrow(configuration, run, configuration.endSessions, lines)).trim();
  return /^\d{1,6}$/u.test(printed) ? Number(printed) : 0;
}
async function runOrThrow({ name, folder }, run, [program2 = "", ...args], stdin) {
  const { exitCode, stdout, stderr } = await run({
    argv: [program2, ...args],
    ...{ folder, stdin }
  });
  if (exitCode === 0) return stdout;
  const cause = new Error(`${program2} ended with ${exitCode}: ${stderr.slice(0, 500)}`);
  throw new ProviderError(name, "UNREACHABLE", cause);
}

// src/providers/ssh/register/issued.ts
import { readdir, readFile as readFile3, rm as rm5 } from "node:fs/promises";
import { join as join6 } from "node:path";
var KEPT_DAYS = 7;
var FILE2 = /^(?<serial>[1-9]\d{0,19})-cert\.pub$/u;
var KEY_ID = /^hallpass:(?<principal>[^:/]+):(?<provider>[^:/]+)\/(?<resource>[^:/]+)\/(?<role>[^:/]+)$/u;
var issuedFolder = ({ folder }) => join6(folder, "issued");
var fileOf2 = (serial) => `${serial}-cert.pub`;
var keyIdOf = (principal, { provider, resource, role }) => `hallpass:${principal}:${provider}/${resource}/${role}`;
var entitlementIdOf = ({ resource, role }, principals) => `${resource}/${role}:${principals.join()}`;
async function readIssued(configuration) {
  const folder = issuedFolder(configuration);
  const names = (await readdir(folder)).filter((name) => !name.startsWith("."));
  const issued = [];
  for (const name of names)
    issued.push(readOne(configuration.name, name, await readFile3(join6(folder, name), "utf8")));
  return issued;
}
function readOne(provider, file, text) {
  try {
    const issued = describe(parseCertificate(text));
    if (FILE2.exec(file)?.groups?.serial === issued.certificate.serial && issued.entitlement.provider === provider)
      return issued;
  } catch (error) {
    throw new ProviderError(provider, "UNEXPECTED", error);
  }
  throw new ProviderError(provider, "UNEXPECTED", new Error(`"${file}" does not belong to the register.`));
}
function describe(certificate) {
  const {
    principal = "",
    provider = "",
    resource = "",
    role = ""
  } = KEY_ID.exec(certificate.keyId)?.groups ?? {};
  if (principal === "") throw new Error(`"${certificate.keyId}" is no key id of Hallpass.`);
  const entitlement = { provider, resource, role };
  const ids = {
    instance: certificate.caFingerprint,
    principal: certificate.keyFingerprint,
    entitlement: entitlementIdOf(entitlement, certificate.principals)
  };
  return { certificate, principal, entitlement, ids };
}
var recordIssued = (configuration, { serial, text }) => replaceFile(join6(issuedFolder(configuration), fileOf2(serial)), `${text}
`);
var isExpired = ({ certificate }, now) => certificate.validBefore <= now;
async function forgetIssued(configuration, issued) {
  for (const { certificate } of issued)
    await rm5(join6(issuedFolder(configuration), fileOf2(certificate.serial)), { force: true });
}
var prune = (configuration, revoked, now) => forgetIssued(
  configuration,
  revoked.filter((each) => isExpired(each, subDays(now, KEPT_DAYS)))
);

// src/providers/ssh/register/revocation-list.ts
import { access, readFile as readFile4, stat, writeFile as writeFile3 } from "node:fs/promises";
import { join as join7 } from "node:path";
var revocationListFile = ({ folder }) => join7(folder, "revoked.krl");
var ANSWER = /^(?<serial>\d+)-cert\.pub \(.*\): (?<verdict>ok|REVOKED)$/gmu;
var TRIES = 5;
async function readRevoked(configuration, keygen, issued) {
  const list = revocationListFile(configuration);
  await access(list);
  if (issued.length === 0) return /* @__PURE__ */ new Set();
  const files = issued.map(({ certificate }) => fileOf2(certificate.serial));
  const { stdout, stderr } = await keygen(issuedFolder(configuration), ["-Q", "-f", list, ...files], {
    accept: [0, 1]
  });
  const verdicts = new Map(
    [...stdout.matchAll(ANSWER)].map(({ groups }) => [groups?.serial ?? "", groups?.verdict])
  );
  if (issued.every(({ certificate }) => verdicts.has(certificate.serial)))
    return new Set([...verdicts].filter(([, verdict]) => verdict === "REVOKED").map(([serial]) => serial));
  throw new ProviderError(configuration.name, "UNEXPECTED", new Error(stderr.slice(0, 500)));
}
async function addRevoked(configuration, keygen, issued, now) {
  for (let left = TRIES; left > 0; left--) {
    const isReplaced = await tryAdd(configuration, keygen, issued, now);
    if (isReplaced && (await readRevoked(configuration, keygen, issued)).size === issued.length) return;
  }
  throw new ProviderError(configuration.name, "BUSY", new Error("Somebody else keeps changing the list."));
}
async function tryAdd(configuration, keygen, issued, now) {
  const list = revocationListFile(configuration);
  return inTemporaryFolder(async (folder) => {
    const before = await versionOf(list);
    await writeFile3(join7(folder, "krl"), await readFile4(list));
    await writeFile3(join7(folder, "ca.pub"), `${configuration.caPublicKey}
`);
    const lines = issued.map(({ certificate }) => `serial: ${certificate.serial}
`);
    await writeFile3(join7(folder, "spec"), lines.join(""));
    const version = String(Math.floor(now.getTime() / 1e3));
    await keygen(folder, ["-q", "-k", "-u", "-f", "krl", "-s", "ca.pub", "-z", version, "spec"]);
    const next = await readFile4(join7(folder, "krl"));
    if (await versionOf(list) !== before) return false;
    await replaceFile(list, next);
    return true;
  });
}
async function versionOf(file) {
  const { ino, mtimeNs, size } = await stat(file, { bigint: true });
  return `${ino} ${mtimeNs} ${size}`;
}

// src/providers/ssh/diagnose.ts
var MOST_APART_SECONDS = 60;
async function diagnose(place, fetch) {
  const { configuration } = place;
  const found = await Promise.all([
    findExposedKey(configuration),
    findOtherKey(place),
    findMissingTrust(configuration),
    findOpenFolder(configuration),
    findClock(place, fetch)
  ]);
  return [
    ...found.flat(),
    ...findMissingFolder(configuration),
    ...findUnpublished(configuration),
    ...findSurvivors(configuration)
  ];
}
async function findExposedKey({ name, signingKey }) {
  if (signingKey.kind === "text") return [];
  const path2 = signingKey.kind === "file" ? signingKey.path : signingKey.socket;
  const mode = await modeOf(path2);
  if (mode === void 0 || (mode & 63) === 0) return [];
  const message = `Provider "${name}": others can reach ${path2} (mode ${mode.toString(8)}).`;
  return [mistake("SSH_KEY_EXPOSED", message, `Run: ${shellLine("chmod", "0600", path2)}`)];
}
async function findOtherKey({ configuration, keygen }) {
  try {
    await signCertificate(configuration, keygen, {
      ...{ publicKey: configuration.caPublicKey, keyId: "hallpass-doctor", serial: "1" },
      ...{
        role: { principals: ["hallpass-doctor"] },
        validAfter: /* @__PURE__ */ new Date(0),
        validBefore: /* @__PURE__ */ new Date(6e4)
      }
    });
    return [];
  } catch {
    return [
      mistake(
        "SSH_KEY_OTHER",
        `Provider "${configuration.name}": the private key does not sign as caPublicKey.`,
        "Give the private key that belongs to caPublicKey, readable for Hallpass's user alone."
      )
    ];
  }
}
async function findMissingTrust({
  name,
  trustedKeysFile,
  caPublicKey
}) {
  if (trustedKeysFile === void 0) return [];
  const text = await readFile5(trustedKeysFile, "utf8").catch(() => "");
  if (text.split("\n").some((line) => parsePublicKey(line.trim()) === caPublicKey)) return [];
  const message = `Provider "${name}": ${trustedKeysFile} does not have the authority's public key.`;
  return [mistake("SSH_NOT_TRUSTED", message, `Add this line to it, and to the hosts: ${caPublicKey}`)];
}
function findMissingFolder(configuration) {
  const paths = [issuedFolder(configuration), revocationListFile(configuration)];
  const missing = paths.filter((path2) => !existsSync2(path2));
  if (missing.length === 0) return [];
  return [
    mistake(
      "SSH_FOLDER_MISSING",
      `Provider "${configuration.name}": nothing is there, or Hallpass's user may not see it: ${missing.join(", ")}.`,
      "Correct `folder` in HALLPASS_PROVIDERS, or set it up as docs/providers/ssh.md says."
    )
  ];
}
async function findOpenFolder(configuration) {
  const paths = [configuration.folder, issuedFolder(configuration), revocationListFile(configuration)];
  const modes = await Promise.all(paths.map(async (path2) => ({ path: path2, mode: await modeOf(path2) ?? 0 })));
  return modes.filter(({ mode }) => (mode & 18) !== 0).map(
    ({ path: path2, mode }) => mistake(
      "SSH_FOLDER_OPEN",
      `Provider "${configuration.name}": others can write ${path2} (mode ${mode.toString(8)}).`,
      `Run: ${shellLine("chmod", "go-w", path2)}`
    )
  );
}
var modeOf = (path2) => stat2(path2).then(
  ({ mode }) => mode & 511,
  () => void 0
);
async function findClock({ configuration, now }, fetch) {
  const { name, certificatesUrl, deadlineSeconds: deadlineSeconds2 } = configuration;
  if (certificatesUrl === void 0) return [];
  const call = { method: "GET", url: new URL(certificatesUrl) };
  const answer = await callHttp(call, {
    ...{ provider: name, deadlineSeconds: deadlineSeconds2 },
    ...fetch !== void 0 && { fetch }
  }).catch(() => void 0);
  const theirs = Date.parse(answer?.headers.get("date") ?? "");
  const apart = Math.round(Math.abs(theirs - now().getTime()) / 1e3);
  if (!(apart > MOST_APART_SECONDS)) return [];
  const message = `Provider "${name}": the clock of ${call.url.host} is ${apart} seconds from Hallpass's.`;
  return [warning("SSH_CLOCK", message, "Set both machines' clocks by NTP, and those of the hosts.")];
}
function findUnpublished(configuration) {
  if (configuration.publish === void 0 || !existsSync2(unpublishedMark(configuration))) return [];
  const message = `Provider "${configuration.name}": the last change of the folder was not published.`;
  const fix = `Correct ${configuration.publish[0]}; the next grant or end runs it again.`;
  return [warning("SSH_NOT_PUBLISHED", message, fix)];
}
function findSurvivors({ name, endSessions: endSessions2, publish, resources }) {
  const open3 = Object.entries(resources).flatMap(
    ([resource, { roles }]) => Object.entries(roles).filter(
      ([, { forceCommand, permit = [] }]) => forceCommand === void 0 || permit.includes("port-forwarding")
    ).map(([role]) => `${resource}/${role}`)
  );
  const sessions = warning(
    "SSH_SESSIONS_SURVIVE",
    `Provider "${name}": a session that is open at the end of a grant goes on.`,
    "Set endSessions, as docs/providers/ssh.md shows."
  );
  const late = warning(
    "SSH_SESSIONS_SURVIVE",
    `Provider "${name}": after an early end, a host accepts the certificate until it has fetched the list, and a session that begins then goes on.`,
    "Set publish, as docs/providers/ssh.md shows, so that hosts have the list before sessions are ended."
  );
  const shells = warning(
    "SSH_SHELL",
    `Provider "${name}": holders of ${open3.join(", ")} can leave something running or written on the host.`,
    "Give these roles a forceCommand, or set up the hosts as docs/providers/ssh.md says."
  );
  const surviving = endSessions2 === void 0 ? [sessions] : publish === void 0 ? [late] : [];
  return [...surviving, ...open3.length > 0 ? [shells] : []];
}

// src/providers/ssh/run-program.ts
var runUntil = (run, secondsLeft) => async (call) => run(call, secondsLeft() * (call.share ?? 1));
var ProgramTimeout = class extends Error {
  name = "ProgramTimeout";
};
var MEGABYTE = 1024 * 1024;
var runProgram2 = async ({ argv: [path2, ...words], folder, stdin = "", environment = {} }, deadlineSeconds2) => {
  const { PATH = "" } = process.env;
  const program2 = {
    ...{ path: path2, arguments: words, folder, maxOutput: 16 * MEGABYTE, leftovers: "awaited" },
    environment: { PATH, LC_ALL: "C", TZ: "UTC", ...environment }
  };
  const run = await runProgram(program2, stdin, deadlineSeconds2);
  if (run.outcome === "exited")
    return { exitCode: run.status, stdout: run.output.toString(), stderr: run.said };
  if (run.outcome === "too slow") throw new ProgramTimeout(path2);
  throw new Error(`${path2}: ${run.outcome}. ${run.said}`);
};

// src/providers/ssh/failure.ts
async function guard(provider, work) {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProviderError) throw error;
    throw new ProviderError(provider, error instanceof ProgramTimeout ? "TIMEOUT" : "UNREACHABLE", error);
  }
}

// src/providers/ssh/hold.ts
import { createHash as createHash2 } from "node:crypto";

// node_modules/date-fns/startOfSecond.js
function startOfSecond(date, options) {
  const date_ = toDate(date, options?.in);
  date_.setMilliseconds(0);
  return date_;
}

// src/providers/ssh/register/register.ts
async function readRegister(configuration, keygen, ids) {
  const all = await readIssued(configuration);
  const issued = ids === void 0 ? all : all.filter((each) => sameIds(each.ids, ids));
  const serials = await readRevoked(configuration, keygen, issued);
  const isRevoked = ({ certificate }) => serials.has(certificate.serial);
  return { valid: issued.filter((each) => !isRevoked(each)), revoked: issued.filter(isRevoked) };
}

// src/providers/ssh/hold.ts
var BACKDATED_MINUTES = 5;
async function hold(place, request) {
  const { configuration, keygen, run, now } = place;
  const { valid, revoked } = await readRegister(configuration, keygen, request.holding.ids);
  await markUnpublished(configuration);
  const current = await issueOnce(place, request, valid, revoked);
  const others = valid.filter((each) => !isExpired(each, now()) && exceeds(each, current));
  if (others.length > 0) await addRevoked(configuration, keygen, others, now());
  await putForPerson(configuration, current);
  await publishChanges(configuration, run);
  await prune(configuration, revoked, now());
  return { changed: !valid.some((each) => !isExpired(each, now())), sessionsEnded: 0 };
}
async function issueOnce(place, request, valid, revoked) {
  const { configuration, keygen } = place;
  for (let round = 0; ; round++) {
    const serial = serialOf(request, round);
    const isIt = ({ certificate }) => certificate.serial === serial;
    if (revoked.some(isIt)) continue;
    const there = valid.find(isIt);
    if (there !== void 0) return there;
    const issued = describe(await signFor(place, request, serial));
    await recordIssued(configuration, issued.certificate);
    if ((await readRevoked(configuration, keygen, [issued])).size === 0) return issued;
  }
}
function signFor({ configuration, keygen, now }, request, serial) {
  const { holding, role, publicKey } = request;
  const validBefore = startOfSecond(holding.until);
  return signCertificate(configuration, keygen, {
    ...{ publicKey, serial, role, validBefore },
    keyId: keyIdOf(holding.principal, holding.entitlement),
    validAfter: max([/* @__PURE__ */ new Date(0), startOfSecond(subMinutes(min([now(), validBefore]), BACKDATED_MINUTES))])
  });
}
function serialOf({ holding, role }, round) {
  const seconds = Math.floor(holding.until.getTime() / 1e3);
  const { forceCommand, sourceAddresses, permit = [] } = role;
  const text = JSON.stringify([
    ...[idsKey(holding.ids), seconds, round],
    ...[forceCommand, sourceAddresses, [...permit].sort()]
  ]);
  const hash = createHash2("sha256").update(text).digest().readBigUInt64BE() >> 1n;
  return String(hash + 1n);
}
function exceeds({ certificate }, { certificate: current }) {
  const restrictions = ({ criticalOptions, extensions }) => JSON.stringify([[...criticalOptions], extensions]);
  return certificate.validBefore > current.validBefore || restrictions(certificate) !== restrictions(current);
}

// src/providers/ssh/register/lock.ts
import { spawn } from "node:child_process";
import { once } from "node:events";
import { open as open2 } from "node:fs/promises";
import { join as join8 } from "node:path";
var lockFile = ({ folder }) => join8(folder, ".lock");
async function withLock(configuration, seconds, work) {
  const file = lockFile(configuration);
  await (await open2(file, "a", 384)).close();
  const { PATH = "" } = process.env;
  const words = ["-w", String(seconds), file, "sh", "-c", "echo locked && exec cat"];
  const child = spawn("flock", words, { env: { PATH, LC_ALL: "C" }, detached: true });
  const ended = once(child, "close").catch(() => {
  });
  try {
    await waitForLock(configuration.name, child);
    return await work();
  } finally {
    child.stdin.end();
    await ended;
  }
}
function waitForLock(provider, child) {
  return new Promise((resolve, reject) => {
    child.stdin.on("error", () => {
    });
    child.on("error", reject);
    child.stdout.once("data", () => resolve());
    child.once(
      "close",
      () => reject(new ProviderError(provider, "BUSY", new Error("Somebody else holds the folder's lock.")))
    );
  });
}

// src/providers/ssh/revoke.ts
var TELLING = 0.5;
async function revoke({ configuration, keygen, run, now }, ids) {
  const { valid, revoked } = await readRegister(configuration, keygen, ids);
  const isDead = (each) => isExpired(each, now());
  const live = valid.filter((each) => !isDead(each));
  if (live.length > 0) {
    await markUnpublished(configuration);
    await addRevoked(configuration, keygen, live, now());
  }
  for (const each of valid) await takeFromPerson(configuration, each);
  const [told] = await Promise.allSettled([publishChanges(configuration, run, TELLING)]);
  const serials = [...valid, ...revoked].map(({ certificate }) => certificate.serial);
  const sessionsEnded = await endSessions(configuration, run, serials);
  if (told.status === "rejected") throw told.reason;
  await forgetIssued(configuration, valid.filter(isDead));
  return { changed: valid.length > 0, sessionsEnded };
}

// src/providers/ssh/provider.ts
function sshProvider(configuration, { findPublicKey, now, run = runProgram2, fetch }) {
  const { name, resources, deadlineSeconds: deadlineSeconds2 } = configuration;
  const instance = fingerprintOfLine(configuration.caPublicKey);
  const { check, roleOf } = createOffer(name, resources);
  const inTurn = createLane();
  function work(doWork) {
    const secondsLeft = startDeadline(name, deadlineSeconds2);
    const runInTime = runUntil(run, secondsLeft);
    const place = { configuration, keygen: openKeygen(name, runInTime), run: runInTime, now, secondsLeft };
    return inTurn(() => guard(name, () => doWork(place)));
  }
  const change = (doWork) => work((place) => withLock(configuration, place.secondsLeft(), () => doWork(place)));
  async function identify(principal, entitlement) {
    const role = roleOf(entitlement);
    const line = isPrincipal(principal) ? await findPublicKey(principal) : void 0;
    const publicKey = line === void 0 ? void 0 : parsePublicKey(line);
    if (publicKey === void 0) throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    const ids = {
      instance,
      principal: fingerprintOfLine(publicKey),
      entitlement: entitlementIdOf(entitlement, role.principals)
    };
    return { role, publicKey, ids };
  }
  const listValid = async ({ keygen }) => {
    const { valid } = await readRegister(configuration, keygen);
    return [...new Map(valid.map((each) => [idsKey(each.ids), grantOf(each)])).values()];
  };
  return {
    name,
    check,
    traits: async () => ({
      container: "separate",
      nativeExpiry: "enforced",
      sessions: configuration.endSessions === void 0 ? "survive" : "ended",
      ...{ consistencySeconds: 0, deadlineSeconds: deadlineSeconds2 }
    }),
    identify: (principal, entitlement) => work(async ({ keygen }) => {
      const { ids } = await identify(principal, entitlement);
      await readRegister(configuration, keygen, ids);
      return ids;
    }),
    async listGrants(entitlements) {
      for (const entitlement of entitlements) roleOf(entitlement);
      const asked = new Set(entitlements.map(({ resource, role }) => `${resource}/${role}`));
      const grants = await work(listValid);
      return grants.filter(({ entitlement: { resource, role } }) => asked.has(`${resource}/${role}`));
    },
    hold: (holding) => change(async (place) => {
      const { role, publicKey, ids } = await identify(holding.principal, holding.entitlement);
      if (!sameIds(ids, holding.ids)) throw new ProviderError(name, "IDENTITY_CHANGED");
      return hold(place, { holding, role, publicKey });
    }),
    // Also works for access that is no longer in the configuration: the recorded ids suffice.
    revoke: ({ ids }) => change(async (place) => {
      if (ids.instance !== instance) throw new ProviderError(name, "IDENTITY_CHANGED");
      return revoke(place, ids);
    }),
    listAbilities: async (entitlement) => describeRole(configuration, roleOf(entitlement)),
    async *inventory() {
      yield* await work(listValid);
    },
    // In turn, so that it does not see a change half made.
    diagnose: () => work((place) => diagnose(place, fetch)),
    ...Object.values(resources).some(({ address }) => address !== void 0) && {
      connect: (access2) => describeConnection(configuration, access2)
    },
    close: async () => {
    }
  };
}
var grantOf = ({ principal, entitlement, ids }) => ({
  ...{ principal, entitlement, ids },
  origin: "ours"
});

// src/providers/ssh/adapter.ts
var sshAdapter = defineAdapter({
  schema: sshSchema,
  abilities: {
    system: "Hosts that trust a certificate authority: OpenSSH 8.2 and later",
    container: ["separate"],
    nativeExpiry: ["enforced"],
    sessions: ["survive", "ended"],
    tested: "real server"
  },
  open(entry, context) {
    const { deadlineSeconds: deadlineSeconds2 = DEADLINE_SECONDS } = entry;
    const caPublicKey = parsePublicKey(entry.caPublicKey);
    if (caPublicKey === void 0)
      throw new Error(
        `${context.where}/caPublicKey: this is no public key of ed25519, ecdsa, a security key or RSA of 3072 bits. Write the line of the authority's .pub file.`
      );
    refuseSharedPrincipals(context.where, entry);
    const signingKey = chooseKey(entry, context);
    return sshProvider({ ...entry, name: context.name, caPublicKey, signingKey, deadlineSeconds: deadlineSeconds2 }, context);
  }
});
function chooseKey({ caKeyFile, caKeyFrom, agentSocket }, { where, readSecret }) {
  const keys = [];
  if (caKeyFile !== void 0) keys.push({ kind: "file", path: caKeyFile });
  if (agentSocket !== void 0) keys.push({ kind: "agent", socket: agentSocket });
  if (caKeyFrom !== void 0)
    keys.push({ kind: "text", text: readSecret("caKeyFrom", caKeyFrom, "the authority's private key") });
  const [key, ...more] = keys;
  if (key !== void 0 && more.length === 0) return key;
  throw new Error(
    `${where}: the authority's private key is in ${keys.length} places. Give one of caKeyFile, caKeyFrom and agentSocket.`
  );
}
var refuseSharedPrincipals = (where, { resources }) => refuseRepeated(
  listRoles(resources).flatMap(
    ([name, { principals }]) => principals.map((principal) => [name, principal])
  ),
  (principal, first, second) => `${where}/resources: principal "${principal}" is in ${first} and in ${second}. A host cannot tell them apart: give each its own.`
);
export {
  sshAdapter
};
