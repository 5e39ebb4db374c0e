import type { Connection } from "../../core/access/connection.ts";
import type { Holding } from "../../core/access/holding.ts";
import { shellLine } from "../adapter/shell-word.ts";
import type { SshConfiguration } from "./configuration.ts";
import { isPrincipal } from "./principal.ts";
import { publishedPath } from "./register/published.ts";

const FILE = "hallpass-cert.pub";

/** Fetches the certificate and logs in with it. The private key is one that ssh offers anyway, or an agent does. */
export function describeConnection(
  { resources, certificatesUrl, folder }: SshConfiguration,
  { principal, entitlement }: Pick<Holding, "principal" | "entitlement">,
): Connection | undefined {
  const resource = resources[entitlement.resource];
  const role = resource?.roles[entitlement.role];
  if (resource?.address === undefined || role === undefined || !isPrincipal(principal)) return undefined;
  const path = publishedPath(principal, entitlement);
  const login = role.login ?? role.principals[0] ?? principal;
  const place = [
    ...(resource.port === undefined ? [] : ["-p", String(resource.port)]),
    `${login}@${resource.address}`,
  ];
  const connectBy = (file: string): string => shellLine("ssh", "-o", `CertificateFile=${file}`, ...place);
  const text =
    certificatesUrl === undefined
      ? connectBy(`${folder}/certificates/${path}`)
      : `${shellLine("curl", "-fsS", "-o", FILE, `${certificatesUrl}${path}`)} && ${connectBy(FILE)}`;
  return { kind: "command", text };
}
