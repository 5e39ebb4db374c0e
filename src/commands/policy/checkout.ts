import { join } from "node:path";
import { findRoot } from "../check-files/check-file.ts";
import { requireRoot } from "../input/given-file.ts";
import { UsageError } from "../runner/failure.ts";

/** The folder that holds `policies/`: the given one, else the nearest around the file, else around here. Throws `UsageError` without one. */
export async function requireCheckout(given: string | undefined, file: string): Promise<string> {
  if (given !== undefined) await requireRoot(given);
  const root = given ?? (await findRoot(file)) ?? (await findRoot(join(process.cwd(), "any")));
  if (root !== undefined) return root;
  throw new UsageError(
    `No folder around ${file} has policies/. Name the clone of the access repository with --root DIR.`,
  );
}
