import { createPrivateKey, createPublicKey } from "node:crypto";
import type { ServerFacts } from "../core/diagnosis/installation.ts";
import { publicKeyLine } from "../git/objects/sshsig.ts";
import { listSecretNames } from "../providers/adapter/secret-names.ts";
import type { ServerConfig } from "./config.ts";
import { secretVariables } from "./variables.ts";

/** The configuration as `hallpass doctor` judges it, without secrets. */
export const describeServer = (config: ServerConfig): ServerFacts => ({
  appId: config.appId,
  pin: { id: config.repositoryId, defaultBranch: config.defaultBranch, visibility: config.visibility },
  webhookSecretLength: config.webhookSecret?.length,
  appKeyBits: countBits(config.privateKey),
  ledgerPublicKey: publicKeyLine(createPublicKey(config.ledgerKey)),
  secretNames: [
    ...secretVariables,
    ...listSecretNames(config.providers),
    ...listSecretNames(config.authzen ?? ""),
    ...listSecretNames(config.deployments ?? ""),
    ...listSecretNames(config.notices ?? ""),
  ],
  exposed: config.exposed ?? [],
  ...(config.secondScheduler === undefined ? {} : { secondScheduler: config.secondScheduler }),
});

function countBits(pem: string): number | undefined {
  try {
    return createPrivateKey(pem).asymmetricKeyDetails?.modulusLength;
  } catch {
    return undefined;
  }
}
