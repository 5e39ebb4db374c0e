import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  readReceiver,
  receiverFields,
  receiverProvider
} from "./chunk-FZCADQPO.js";
import "./chunk-2XT6N3BN.js";
import {
  defineAdapter
} from "./chunk-V7CLMSNJ.js";
import {
  mistake
} from "./chunk-FTZRB7LQ.js";
import {
  ProviderError
} from "./chunk-33Z2ZGMK.js";
import "./chunk-GGKWESYI.js";
import "./chunk-SK5UGGBK.js";
import "./chunk-ACDRMB6E.js";

// src/providers/command/examine.ts
import { constants } from "node:fs";
import { access, realpath, stat } from "node:fs/promises";
import { dirname } from "node:path";
async function examineProgram(provider, program) {
  if (!await isExecutable(program.path)) return [missing(provider, program.path)];
  const files = [program.path, ...program.arguments.filter((each) => each.startsWith("/"))];
  const paths = new Set((await Promise.all(files.map(listPath))).flat());
  const findings = await Promise.all([...paths].map((path) => judge(provider, path)));
  return findings.flat();
}
async function isExecutable(path) {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
async function listPath(path) {
  const file = await realpath(path).catch(() => void 0);
  if (file === void 0) return [];
  const paths = [file];
  for (let folder = dirname(file); folder !== paths.at(-1); folder = dirname(folder)) paths.push(folder);
  return paths;
}
async function judge(provider, path) {
  const stats = await stat(path);
  if (isForeign(stats)) return [writable(provider, path, "belongs to another account", `chown root ${path}`)];
  if (isOpen(stats)) return [writable(provider, path, "may be written by others", `chmod go-w ${path}`)];
  return [];
}
var isForeign = ({ uid }) => uid !== 0 && uid !== process.getuid?.();
var isOpen = (stats) => (stats.mode & 18) !== 0 && !(stats.isDirectory() && (stats.mode & 512) !== 0);
var missing = (provider, path) => mistake(
  "COMMAND_MISSING",
  `The command of provider "${provider}" cannot be started: ${path} is no file that Hallpass may execute.`,
  "Install it, or correct `program` in HALLPASS_PROVIDERS."
);
var writable = (provider, path, how, command) => mistake(
  "COMMAND_WRITABLE",
  `${path}, which the command of provider "${provider}" runs from, ${how}.`,
  `Run \`${command}\`.`
);

// src/providers/command/exit-codes.ts
var codes = /* @__PURE__ */ new Map([
  [67, "UNKNOWN_PRINCIPAL"],
  [68, "UNKNOWN_ENTITLEMENT"],
  [69, "UNREACHABLE"],
  [75, "BUSY"],
  [77, "REFUSED"],
  [80, "IDENTITY_CHANGED"],
  [81, "LOGIN_REFUSED"],
  [82, "THROTTLED"]
]);
var codeOfExit = (status) => codes.get(status) ?? "UNEXPECTED";

// src/providers/command/run.ts
import { spawn } from "node:child_process";

// src/providers/command/process-group.ts
var GRACE_MS = 1e3;
function stopGroup(child) {
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  if (!isOver()) killGroup(child, "SIGTERM");
  const timer = setTimeout(() => {
    if (!isOver()) killGroup(child, "SIGKILL");
    child.stdout.destroy();
    child.stderr.destroy();
  }, GRACE_MS);
  child.once("close", () => clearTimeout(timer));
}
function killGroup({ pid }, signal) {
  if (pid === void 0) return;
  try {
    process.kill(-pid, signal);
  } catch {
  }
}

// src/providers/command/run.ts
var MAX_OUTPUT = 1024 * 1024;
var MAX_SAID = 8 * 1024;
async function runProgram(program, input, deadlineSeconds) {
  const { path, arguments: words, environment: env } = program;
  try {
    const child = spawn(path, words, { shell: false, cwd: "/", env, detached: true, stdio: "pipe" });
    return await watch(child, input, deadlineSeconds);
  } catch (error) {
    return { outcome: "not started", said: String(error) };
  }
}
function watch(child, input, deadlineSeconds) {
  const output = collect(child.stdout, MAX_OUTPUT);
  const complaint = collect(child.stderr, MAX_SAID);
  return new Promise((resolve, reject) => {
    const said = () => complaint.read().toString("utf8");
    let isGivenUp = false;
    const giveUp = (outcome) => {
      if (isGivenUp) return;
      isGivenUp = true;
      clearTimeout(timer);
      stopGroup(child);
      resolve({ outcome, said: said() });
    };
    const timer = setTimeout(() => giveUp("too slow"), deadlineSeconds * 1e3);
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on("exit", () => killGroup(child, "SIGKILL"));
    child.on("close", (status) => {
      clearTimeout(timer);
      if (status === null) resolve({ outcome: "killed", said: said() });
      else resolve({ outcome: "exited", status, output: output.read(), said: said() });
    });
    child.stdout.on("data", () => {
      if (output.isOver()) giveUp("too much output");
    });
    child.stdin.on("error", () => {
    });
    child.stdin.end(input);
  });
}
function collect(stream, limit) {
  const chunks = [];
  let bytes = 0;
  stream.on("data", (chunk) => {
    if (bytes < limit) chunks.push(chunk.subarray(0, limit - bytes));
    bytes += chunk.length;
  });
  stream.on("error", () => {
  });
  return { read: () => Buffer.concat(chunks), isOver: () => bytes > limit };
}

// src/providers/command/provider.ts
var commandProvider = (receiver, program, now) => receiverProvider(
  receiver,
  async ({ text }, deadlineSeconds) => readOutput(receiver.name, await runProgram(program, `${text}
`, deadlineSeconds)),
  now,
  () => examineProgram(receiver.name, program)
);
function readOutput(provider, run) {
  if (run.outcome !== "exited" || run.status !== 0)
    throw new ProviderError(provider, codeOf(run), new Error(describe(run)));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(run.output);
  } catch (error) {
    throw new ProviderError(provider, "UNEXPECTED", error);
  }
}
function codeOf(run) {
  if (run.outcome === "exited") return codeOfExit(run.status);
  if (run.outcome === "too slow") return "TIMEOUT";
  return run.outcome === "too much output" ? "UNEXPECTED" : "UNREACHABLE";
}
var describe = (run) => `The command: ${run.outcome}${run.outcome === "exited" ? ` with ${run.status}` : ""}. It said: ${run.said}`;

// src/providers/command/adapter.ts
var word = { type: "string", pattern: "^[^\\u0000]*$" };
var schema = {
  type: "object",
  additionalProperties: false,
  required: ["program", "resources"],
  properties: {
    program: { type: "string", pattern: "^/[^\\u0000]+$" },
    arguments: { type: "array", items: word },
    environment: {
      type: "object",
      propertyNames: { pattern: "^[A-Za-z_][A-Za-z0-9_]*$" },
      additionalProperties: {
        anyOf: [
          word,
          {
            type: "object",
            additionalProperties: false,
            required: ["valueFrom"],
            properties: { valueFrom: { type: "string", pattern: "^[A-Z][A-Z0-9_]*$" } }
          }
        ]
      }
    },
    ...receiverFields
  }
};
var commandAdapter = defineAdapter({
  schema,
  abilities: {
    system: "any system, behind a program on Hallpass's machine that its owner writes",
    container: ["separate", "shared"],
    nativeExpiry: ["removed", "none"],
    sessions: ["ended", "survive"],
    tested: "real server"
  },
  open(entry, context) {
    const program = {
      path: entry.program,
      arguments: entry.arguments ?? [],
      environment: readEnvironment(entry, context)
    };
    return commandProvider(readReceiver(context.name, entry), program, context.now);
  }
});
function readEnvironment({ environment = {} }, context) {
  const read = (name, value) => typeof value === "string" ? value : context.readSecret(
    `environment/${name}/valueFrom`,
    value.valueFrom,
    `what the command reads in ${name}`
  );
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, read(name, value)]));
}
export {
  commandAdapter
};
