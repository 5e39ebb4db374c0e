import { generateKeyPair, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import type { Account, App } from "./accounts.ts";
import type { MadeApp } from "./made-app.ts";
import type { AppManifest } from "./manifest.ts";
import type { State } from "./state.ts";

const generate = promisify(generateKeyPair);

/** "You must complete this step within one hour" ("Registering a GitHub App from a manifest"). */
const CODE_LIVES_MS = 60 * 60_000;

/** Makes an app that is installed nowhere yet. Answers the code by which its maker takes its key, once. */
export async function makeApp(state: State, manifest: AppManifest): Promise<string> {
  const { privateKey, publicKey } = await generate("rsa", { modulusLength: 2048 });
  const slug = manifest.name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const bot: Account = { id: state.nextId(), login: `${slug}[bot]`, name: `${slug}[bot]`, type: "Bot" };
  const app: App = {
    ...{ id: state.nextId(), slug, name: manifest.name, bot, installationId: state.nextId() },
    permissions: manifest.permissions,
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    publicKeys: [publicKey],
    webhookSecret: randomBytes(32).toString("hex"),
    webhookUrl: manifest.webhookUrl,
  };
  const code = randomBytes(20).toString("hex");
  state.apps.push(app);
  state.uninstalled.add(app.id);
  state.madeApps.set(code, {
    app,
    clientSecret: randomBytes(20).toString("hex"),
    madeAt: state.clock(),
  });
  return code;
}

/** The app of a code, which counts once and for an hour. */
export function takeMadeApp(state: State, code: string): MadeApp | undefined {
  const made = state.madeApps.get(code);
  state.madeApps.delete(code);
  const age = made === undefined ? 0 : state.clock().getTime() - made.madeAt.getTime();
  return age > CODE_LIVES_MS ? undefined : made;
}
