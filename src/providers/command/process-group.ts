import type { ChildProcess } from "node:child_process";

/** Time to finish after SIGTERM; then comes SIGKILL, which no program can refuse. */
const GRACE_MS = 1000;

/** Asks every process in the child's group to end, and kills those that have not after a moment. */
export function stopGroup(child: ChildProcess): void {
  // The group of a program that has ended was killed at once. Its number may be another's by now.
  if (child.exitCode !== null || child.signalCode !== null) return;
  killGroup(child, "SIGTERM");
  const timer = setTimeout(() => killGroup(child, "SIGKILL"), GRACE_MS);
  child.once("exit", () => clearTimeout(timer));
}

/** `detached` makes a child the leader of a group of its own number: https://nodejs.org/docs/latest-v20.x/api/child_process.html#optionsdetached */
export function killGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // No process is left, or those left run as another user: they keep their own deadline.
  }
}
