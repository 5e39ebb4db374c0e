import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { git, temporaryFolder } from "../git/fixture.ts";

/** An operator's own clone of an access repository, with a working copy. */
export interface AccessClone {
  readonly dir: string;
  readonly remote: string;
  git(...args: string[]): string;
}

/** A clone of a repository with these files, to copy for each test: git starts few processes so. */
export function createAccessClone(files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(join(tmpdir(), "hallpass-access-"));
  const [seed, remote, dir] = [join(root, "seed"), join(root, "remote"), join(root, "clone")];
  writeFiles(seed, files);
  git(seed, ["init", "--quiet", "--template=", "--initial-branch=main"]);
  git(seed, ["add", "."]);
  git(seed, ["commit", "--quiet", "--message", "Begin"]);
  git(root, ["clone", "--quiet", "--bare", "--template=", seed, remote]);
  const who = ["-c", "user.name=Olga Operator", "-c", "user.email=olga@example.com"];
  git(root, ["clone", "--quiet", "--template=", ...who, remote, dir]);
  return {
    copy: (): AccessClone => {
      const folder = temporaryFolder();
      cpSync(root, folder, { recursive: true });
      const copied = join(folder, "clone");
      return {
        dir: copied,
        remote: join(folder, "remote"),
        git: (...args) => git(copied, args),
      };
    },
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 10 }),
  };
}

/** The same with these files on the default branch, as if they had been fetched. */
export function addFetched(clone: AccessClone, files: Readonly<Record<string, string>>): void {
  writeFiles(clone.dir, files);
  clone.git("add", ".");
  clone.git("commit", "--quiet", "--message", "Add");
  clone.git("update-ref", "refs/remotes/origin/main", "HEAD");
}

function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
