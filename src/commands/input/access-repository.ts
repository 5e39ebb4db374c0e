import { ConfigError } from "../../configuration/read-variables.ts";
import { readWebPage } from "../../git/objects/branch.ts";
import { openStore } from "../../git/repository.ts";

/** The repository at GitHub, as owner/name, of a clone: by default the one in the current folder. Throws `ConfigError`. */
export async function findRepository(clone = "."): Promise<string> {
  const page = await openStore(clone)
    .then(readWebPage)
    .catch(() => undefined);
  const [, name] = /^https?:\/\/[^/]+\/([^/]+\/[^/]+)$/u.exec(page ?? "") ?? [];
  if (name !== undefined) return name;
  throw new ConfigError([
    "No access repository: give it with --repository OWNER/NAME, set HALLPASS_REPOSITORY, or run this in a clone of it.",
  ]);
}
