import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** The folder where this account's commands keep data between runs (XDG base directory specification, 0.8). */
export function stateFolder({ XDG_STATE_HOME: given }: Readonly<Record<string, string | undefined>>): string {
  const home = given !== undefined && isAbsolute(given) ? given : join(homedir(), ".local", "state");
  return join(home, "hallpass");
}
