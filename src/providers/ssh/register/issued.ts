import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { subDays } from "date-fns/subDays";
import type { Entitlement } from "../../../core/access/entitlement.ts";
import type { HoldingIds } from "../../../core/access/holding.ts";
import { ProviderError } from "../../adapter/error.ts";
import { type Certificate, parseCertificate } from "../authority/certificate.ts";
import type { SshConfiguration } from "../configuration.ts";
import { replaceFile } from "./replace-file.ts";

/** A certificate that this authority issued. It says all about itself, so that it is its own record. */
export interface Issued {
  readonly certificate: Certificate;
  readonly principal: string;
  readonly entitlement: Entitlement;
  readonly ids: HoldingIds;
}

/** Revoked certificates are kept for programs that end sessions by serial. */
const KEPT_DAYS = 7;

const FILE = /^(?<serial>[1-9]\d{0,19})-cert\.pub$/u;
const KEY_ID = /^hallpass:(?<principal>[^:/]+):(?<provider>[^:/]+)\/(?<resource>[^:/]+)\/(?<role>[^:/]+)$/u;

export const issuedFolder = ({ folder }: Pick<SshConfiguration, "folder">): string => join(folder, "issued");

export const fileOf = (serial: string): string => `${serial}-cert.pub`;

/** The text that sshd writes to its log at each login. No name in it contains a colon or a slash. */
export const keyIdOf = (principal: string, { provider, resource, role }: Entitlement): string =>
  `hallpass:${principal}:${provider}/${resource}/${role}`;

/** A role with other principals is another entitlement. */
export const entitlementIdOf = (
  { resource, role }: Pick<Entitlement, "resource" | "role">,
  principals: readonly string[],
): string => `${resource}/${role}:${principals.join()}`;

/** Reads every certificate of the register. Throws `ProviderError` for a file that is none. */
export async function readIssued(configuration: SshConfiguration): Promise<Issued[]> {
  const folder = issuedFolder(configuration);
  const names = (await readdir(folder)).filter((name) => !name.startsWith("."));
  const issued: Issued[] = [];
  for (const name of names)
    issued.push(readOne(configuration.name, name, await readFile(join(folder, name), "utf8")));
  return issued;
}

function readOne(provider: string, file: string, text: string): Issued {
  try {
    const issued = describe(parseCertificate(text));
    if (
      FILE.exec(file)?.groups?.serial === issued.certificate.serial &&
      issued.entitlement.provider === provider
    )
      return issued;
  } catch (error) {
    throw new ProviderError(provider, "UNEXPECTED", error);
  }
  throw new ProviderError(provider, "UNEXPECTED", new Error(`"${file}" does not belong to the register.`));
}

export function describe(certificate: Certificate): Issued {
  const {
    principal = "",
    provider = "",
    resource = "",
    role = "",
  } = KEY_ID.exec(certificate.keyId)?.groups ?? {};
  if (principal === "") throw new Error(`"${certificate.keyId}" is no key id of Hallpass.`);
  const entitlement = { provider, resource, role };
  const ids = {
    instance: certificate.caFingerprint,
    principal: certificate.keyFingerprint,
    entitlement: entitlementIdOf(entitlement, certificate.principals),
  };
  return { certificate, principal, entitlement, ids };
}

export const recordIssued = (configuration: SshConfiguration, { serial, text }: Certificate): Promise<void> =>
  replaceFile(join(issuedFolder(configuration), fileOf(serial)), `${text}\n`);

export const isExpired = ({ certificate }: Issued, now: Date): boolean => certificate.validBefore <= now;

/** Forgets certificates that no host accepts any more. */
export async function forgetIssued(
  configuration: SshConfiguration,
  issued: readonly Issued[],
): Promise<void> {
  for (const { certificate } of issued)
    await rm(join(issuedFolder(configuration), fileOf(certificate.serial)), { force: true });
}

/** Forgets revoked certificates that expired long ago. */
export const prune = (
  configuration: SshConfiguration,
  revoked: readonly Issued[],
  now: Date,
): Promise<void> =>
  forgetIssued(
    configuration,
    revoked.filter((each) => isExpired(each, subDays(now, KEPT_DAYS))),
  );
