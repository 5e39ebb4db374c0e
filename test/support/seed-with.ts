import { defaultSeed } from "../../demo/src/sandbox/seed.ts";
import type { Seed } from "../../sandbox/src/seed.ts";

/** The default organisation, where the access repository begins with these files too; null takes one away. */
export function seedWith(files: Readonly<Record<string, string | null>>, seed: Seed = defaultSeed()): Seed {
  const replace = (before: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(
      Object.entries({ ...before, ...files }).flatMap(([path, text]) =>
        text === null ? [] : [[path, text] as const],
      ),
    );
  return {
    ...seed,
    repositories: seed.repositories.map((each) => ({ ...each, files: replace(each.files) })),
  };
}

/** A file of the default seed. */
export function seedFile(path: string): string {
  const text = defaultSeed().repositories[0]?.files[path];
  if (text === undefined) throw new Error(`The default seed has no ${path}.`);
  return text;
}
