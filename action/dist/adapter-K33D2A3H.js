import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  runProgram
} from "./chunk-RDIPWCFU.js";
import {
  readReceiver,
  receiverFields,
  receiverProvider
} from "./chunk-NVSM67T2.js";
import "./chunk-J62XZKTY.js";
import "./chunk-IMYDDN53.js";
import "./chunk-2XT6N3BN.js";
import {
  defineAdapter
} from "./chunk-TQBW6AQB.js";
import {
  mistake,
  secretVariable
} from "./chunk-HMVRQBRS.js";
import {
  ProviderError
} from "./chunk-33Z2ZGMK.js";
import "./chunk-K5X7KKLM.js";
import "./chunk-JWKNRRMN.js";
import "./chunk-N5G37XHY.js";

// src/providers/command/examine.ts
import { constants } from "node:fs";
import { access, lstat, readlink, realpath, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
async function examineProgram(provider, program) {
  if (!await isExecutable(program.path)) return [missing(provider, program.path)];
  const files = [program.path, ...program.arguments.filter((each) => each.startsWith("/"))];
  const paths = /* @__PURE__ */ new Set();
  for (const file of files) {
    const real = await realpath(file).catch(() => void 0);
    for (const path of real === void 0 ? [] : [resolve(file), real]) await collectSteps(path, paths);
  }
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
async function collectSteps(path, steps) {
  if (steps.has(path)) return;
  steps.add(path);
  const folder = dirname(path);
  await collectSteps(folder, steps);
  const target = await readlink(path).catch(() => void 0);
  if (target !== void 0) await collectSteps(resolve(folder, target), steps);
}
async function judge(provider, path) {
  const stats = await lstat(path);
  if (isForeign(stats))
    return [writable(provider, path, "belongs to another account", `chown -h root ${path}`)];
  if (!stats.isSymbolicLink() && isOpen(stats))
    return [writable(provider, path, "may be written by others", `chmod go-w ${path}`)];
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
    program: {
      type: "string",
      pattern: "^/[^\\u0000]+$",
      description: "the whole path of a program, which begins with /"
    },
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
            properties: { valueFrom: secretVariable }
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
