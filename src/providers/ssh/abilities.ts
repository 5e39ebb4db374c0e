import { listSome, toPhrases } from "../../core/text/phrases.ts";
import type { Role, SshConfiguration } from "./configuration.ts";

/**
 * What a certificate of the role allows (PROTOCOL.certkeys, "critical options" and "extensions"). What its account may do on a host, sudo included,
 * only the host knows, and Hallpass does not log in there.
 */
export function describeRole({ endSessions }: Pick<SshConfiguration, "endSessions">, role: Role): string[] {
  const { principals, login, forceCommand, permit = [], sourceAddresses = [] } = role;
  return toPhrases([
    forceCommand === undefined
      ? "run any command that the account on the host may run, as root too where its sudo allows"
      : `run one command and no other: ${forceCommand}`,
    `log in${login === undefined ? "" : ` as ${login}`} wherever a host accepts ${listSome(principals)}`,
    ...(permit.length === 0 ? [] : [`use ${permit.join(", ")}`]),
    ...(sourceAddresses.length === 0 ? [] : [`connect from ${listSome(sourceAddresses)} alone`]),
    ...(endSessions === undefined ? ["go on in an open session after the end"] : []),
  ]);
}
