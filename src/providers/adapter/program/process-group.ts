import type { ChildProcessWithoutNullStreams } from "node:child_process";

/** Time to finish after SIGTERM; then comes SIGKILL, which no program can refuse. */
const GRACE_MS = 1000;

/** Asks every process in the child's group to end, and kills those that have not after a moment. Until then they may write: a closed pipe would end them at once. */
export function stopGroup(child: ChildProcessWithoutNullStreams, leftovers: "killed" | "awaited"): void {
  // The group of a program that has ended was killed at once, unless it is waited for. Its number may be another's by now.
  const isOver = () => leftovers === "killed" && (child.exitCode !== null || child.signalCode !== null);
  if (!isOver()) killGroup(child, "SIGTERM");
  const timer = setTimeout(() => {
    if (!isOver()) killGroup(child, "SIGKILL");
    // Somebody who left the group may hold them open for ever.
    child.stdout.destroy();
    child.stderr.destroy();
  }, GRACE_MS);
  child.once("close", () => clearTimeout(timer));
}

/** `detached` makes a child the leader of a group of its own number: https://nodejs.org/docs/latest-v20.x/api/child_process.html#optionsdetached */
export function killGroup({ pid }: ChildProcessWithoutNullStreams, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // No process is left, or those left run as another user: they keep their own deadline.
  }
}
