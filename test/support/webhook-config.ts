import { generateKeyPairSync } from "node:crypto";

/** What a webhook server needs to know, of an App that signs in nowhere. */
export const webhookConfig = {
  appId: 1,
  privateKey: generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  }).privateKey,
  webhookSecret: "s".repeat(32),
  repositoryId: 77,
  apiUrl: "http://127.0.0.1:9",
};
