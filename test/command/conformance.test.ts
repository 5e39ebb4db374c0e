import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { attacks } from "../../src/conformance/cases/names.ts";
import { commandAdapter } from "../../src/providers/command/adapter.ts";
import { createContext } from "../../src/providers/context.ts";
import { type ProviderFixture, testProvider } from "../providers/conformance.ts";
import { type Folders, hasAcl, makeFolders } from "./folders.ts";

const fileOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const example = fileOf("../../docs/examples/folder-reader.mjs");

/** Runs the example itself, and `spoil.mjs` before it while the file says how. */
const perhaps = `[ -s "$1" ] || { shift; exec "$@"; }; exec "$2" ${fileOf("spoil.mjs")} "$@"`;

const entitlement = { provider: "board", resource: "minutes", role: "reader" };
const worst = `x"; -- $(touch /tmp/pwned) {"a"} \`id\` ../..'`;
// In a file of accounts, a colon ends the name.
const hostile = [worst, ...attacks].filter((name) => !name.includes(":"));
const people = ["alice", "eve", "carol", ...hostile];

const openCommand = (folders: Folders, mode: string, resources: Record<string, string[]>) =>
  commandAdapter.open(
    {
      program: "/bin/sh",
      arguments: [
        ...["-c", perhaps, "sh", mode],
        ...[process.execPath, example, folders.passwd, folders.top, folders.lock],
      ],
      environment: { PATH: "/usr/bin:/bin", TOKEN: { valueFrom: "TOKEN" } },
      deadlineSeconds: 5,
      offers: ["inventory"],
      connect: { command: "ls /srv/documents/{resource}" },
      resources,
      powers: [{ resource: "minutes", role: "reader", githubTeam: 7 }],
    },
    createContext("board", 0, { TOKEN: "a secret for the command" }, { now: () => new Date() }),
  );

/** What only root can try: to be somebody else. */
function describeUse(folders: Folders): Partial<ProviderFixture> {
  if (process.getuid?.() !== 0) return {};
  let unlock = async (): Promise<void> => {};
  return {
    canUse: async (principal) => folders.canRead(principal),
    openSession: (principal) => folders.openDocument(principal),
    hostile: [
      {
        id: "HH1",
        does: "locks the folder",
        async play(principal) {
          unlock = await folders.lockFolder(principal);
        },
        clean: () => unlock(),
      },
      {
        id: "HH5",
        does: "renames the account",
        play: async (principal) => folders.rename(principal, `${principal} 2`),
        clean: async (principal) => folders.rename(`${principal} 2`, principal),
      },
    ],
  };
}

if (hasAcl())
  testProvider("command, the example of the documentation", async (): Promise<ProviderFixture> => {
    const folders = makeFolders(people);
    folders.give("carol");
    const mode = join(folders.top, "../mode");
    const disturb = (next: string): void => writeFileSync(mode, next);
    disturb("");
    const provider = openCommand(folders, mode, { minutes: ["reader"] });
    return {
      provider,
      entitlement,
      abilities: commandAdapter.abilities,
      unknown: { resource: { ...entitlement, resource: "payroll" }, role: { ...entitlement, role: "owner" } },
      powers: [{ entitlement, gives: [{ kind: "github-team", id: 7 }] }],
      principals: { first: "alice", second: "eve", hostile },
      missing: "nemo",
      standing: "carol",
      secrets: ["a secret for the command"],
      fail: (isFailing) => disturb(isFailing ? "failing" : ""),
      disturb: (disturbance) => disturb(disturbance ?? ""),
      byHand: {
        give: async (principal) => folders.give(principal),
        take: async (principal) => folders.take(principal),
      },
      openUnmapped: () => openCommand(folders, mode, { payroll: ["reader"] }),
      drop: {
        principal: async (principal) => folders.removeAccount(principal),
        entitlement: async () => folders.removeFolder(),
      },
      ...describeUse(folders),
      async close() {
        await provider.close();
        folders.remove();
      },
    };
  });
