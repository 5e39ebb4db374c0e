import { generateKeyPairSync } from "node:crypto";

/** An RSA key as an App's owner downloads it. */
export const privateKeyPem: string = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();
