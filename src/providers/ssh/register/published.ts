import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Entitlement } from "../../../core/access/entitlement.ts";
import type { SshConfiguration } from "../configuration.ts";
import type { Issued } from "./issued.ts";
import { replaceFile } from "./replace-file.ts";

/** Where a person's certificate is, below the folder's `certificates` and below `certificatesUrl`. Each part is a plain name. */
export const publishedPath = (principal: string, { resource, role }: Entitlement): string =>
  `${resource}/${role}/${principal}-cert.pub`;

const fileOf = (
  { folder }: SshConfiguration,
  { principal, entitlement }: Omit<Issued, "certificate">,
): string => join(folder, "certificates", publishedPath(principal, entitlement));

/** Puts a certificate where the person fetches it. True if it was not there yet. */
export async function putForPerson(configuration: SshConfiguration, issued: Issued): Promise<boolean> {
  const file = fileOf(configuration, issued);
  const text = `${issued.certificate.text}\n`;
  if ((await readIfThere(file)) === text) return false;
  await mkdir(dirname(file), { recursive: true, mode: 0o755 });
  await replaceFile(file, text);
  return true;
}

/** Removes an ended certificate from there, and no other. */
export async function takeFromPerson(configuration: SshConfiguration, issued: Issued): Promise<void> {
  const file = fileOf(configuration, issued);
  if ((await readIfThere(file)) === `${issued.certificate.text}\n`) await rm(file, { force: true });
}

const readIfThere = (file: string): Promise<string | undefined> =>
  readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
