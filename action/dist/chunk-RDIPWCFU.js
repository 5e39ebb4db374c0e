import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);

// src/providers/adapter/program/run.ts
import { spawn } from "node:child_process";

// src/providers/adapter/program/process-group.ts
var GRACE_MS = 1e3;
function stopGroup(child, leftovers) {
  const isOver = () => leftovers === "killed" && (child.exitCode !== null || child.signalCode !== null);
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

// src/providers/adapter/program/run.ts
var MAX_OUTPUT = 1024 * 1024;
var MAX_SAID = 8 * 1024;
async function runProgram(program, input, deadlineSeconds) {
  const { path, arguments: words, environment: env, folder: cwd = "/" } = program;
  try {
    const child = spawn(path, words, { shell: false, cwd, env, detached: true, stdio: "pipe" });
    return await watch(child, program, input, deadlineSeconds);
  } catch (error) {
    return { outcome: "not started", said: String(error) };
  }
}
function watch(child, { maxOutput = MAX_OUTPUT, leftovers = "killed" }, input, deadlineSeconds) {
  const output = collect(child.stdout, maxOutput);
  const complaint = collect(child.stderr, MAX_SAID);
  return new Promise((resolve, reject) => {
    const said = () => complaint.read().toString("utf8");
    let isGivenUp = false;
    const giveUp = (outcome) => {
      if (isGivenUp) return;
      isGivenUp = true;
      clearTimeout(timer);
      stopGroup(child, leftovers);
      resolve({ outcome, said: said() });
    };
    const timer = setTimeout(() => giveUp("too slow"), deadlineSeconds * 1e3);
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on("exit", () => {
      if (leftovers === "killed" || isGivenUp) killGroup(child, "SIGKILL");
    });
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

export {
  runProgram
};
