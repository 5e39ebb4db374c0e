import { generateKeyPairSync } from "node:crypto";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

export const publicKeyOfHallpass = publicKey;
export const accountOfHallpass = "hallpass@acme-admin.iam.gserviceaccount.com";
export const keyOfHallpass = privateKey.export({ type: "pkcs8", format: "pem" }).toString();

/** A key file, as `gcloud iam service-accounts keys create` writes it. */
export const keyFile = JSON.stringify({
  type: "service_account",
  project_id: "acme-admin",
  private_key_id: "0123456789abcdef",
  private_key: keyOfHallpass,
  client_email: accountOfHallpass,
  client_id: "100000000000000000001",
  token_uri: "https://oauth2.googleapis.com/token",
});
