import { createPrivateKey, createPublicKey } from "node:crypto";
import type { ServerFacts } from "../core/diagnosis/installation.ts";
import { publicKeyLine } from "../git/objects/sshsig.ts";
import { listSecretNames } from "../providers/adapter/secret-names.ts";
import type { ServerConfig } from "./config.ts";

/** Variables of the server itself that hold a secret. */
const OWN_SECRETS = [
  "PRIVATE_KEY",
  "WEBHOOK_SECRET",
  "HALLPASS_LEDGER_KEY",
  "HALLPASS_ATTESTOR_TOKEN",
  "HALLPASS_ATTESTOR_PRIVATE_KEY",
];

/** What of the configuration can be judged, without its secrets. */
export const describeServer = (config: ServerConfig): ServerFacts => ({
  appId: config.appId,
  pin: { id: config.repositoryId, defaultBranch: config.defaultBranch, visibility: config.visibility },
  webhookSecretLength: config.webhookSecret.length,
  appKeyBits: countBits(config.privateKey),
  ledgerPublicKey: publicKeyLine(createPublicKey(config.ledgerKey)),
  secretNames: [...OWN_SECRETS, ...listSecretNames(config.providers)],
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
