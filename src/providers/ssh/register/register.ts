import { type HoldingIds, sameIds } from "../../../core/access/holding.ts";
import type { Keygen } from "../authority/keygen.ts";
import type { SshConfiguration } from "../configuration.ts";
import { type Issued, readIssued } from "./issued.ts";
import { readRevoked } from "./revocation-list.ts";

/** What the authority issued, apart by what the hosts are told. */
export interface Register {
  /** Not revoked. Hosts accept them until they expire. */
  readonly valid: readonly Issued[];
  readonly revoked: readonly Issued[];
}

/** Reads the folder. Throws where any part of it is missing, because an empty answer would look like access that somebody took back. */
export async function readRegister(
  configuration: SshConfiguration,
  keygen: Keygen,
  ids?: HoldingIds,
): Promise<Register> {
  const all = await readIssued(configuration);
  const issued = ids === undefined ? all : all.filter((each) => sameIds(each.ids, ids));
  const serials = await readRevoked(configuration, keygen, issued);
  const isRevoked = ({ certificate }: Issued): boolean => serials.has(certificate.serial);
  return { valid: issued.filter((each) => !isRevoked(each)), revoked: issued.filter(isRevoked) };
}
