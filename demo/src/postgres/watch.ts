import { spawn } from "node:child_process";

// A program in text, because it runs alone. Its standard input closes when this process ends, however that happens.
const program = `
  const [pid, folder] = process.argv.slice(1);
  process.stdin.resume().on("end", () => {
    try { process.kill(Number(pid), "SIGQUIT"); } catch {}
    require("node:fs").rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  });`;

/**
 * Stops the server and removes its folder if this process dies before it did so, also after SIGKILL. Returns a function that cancels
 * the watch; call it as soon as the server has stopped, before its pid can belong to another process.
 */
export function watchOver(pid: number, folder: string): () => void {
  // A process group of its own, so that an interrupt from the keyboard does not stop the watch before this process.
  const watch = spawn(process.execPath, ["-e", program, String(pid), folder], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    env: {},
    cwd: "/",
  });
  watch.unref();
  return () => {
    watch.kill("SIGKILL");
  };
}
