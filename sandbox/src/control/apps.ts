import { createPublicKey } from "node:crypto";
import { generateAppKey } from "../keys.ts";
import type { State } from "../state.ts";
import type { Control } from "./control.ts";

/** The settings page of an App, as its owner uses it. The default is the first App. */
export const controlApps = (
  state: State,
): Pick<Control, "generateAppKey" | "deleteAppKey" | "setWebhookSecret"> => {
  const find = (slug: string | undefined) => {
    const app = slug === undefined ? state.apps[0] : state.apps.find((each) => each.slug === slug);
    if (app === undefined) throw new Error(`The sandbox has no app ${slug}.`);
    return app;
  };
  return {
    async generateAppKey(slug) {
      const { privateKey, publicKey } = await generateAppKey();
      const app = find(slug);
      app.publicKeys = [...app.publicKeys, publicKey];
      return { privateKey };
    },
    deleteAppKey(privateKey, slug) {
      const app = find(slug);
      const gone = createPublicKey(privateKey);
      // GitHub keeps the last key ("Managing private keys for GitHub Apps").
      if (app.publicKeys.length === 1) throw new Error("An app keeps its last key.");
      app.publicKeys = app.publicKeys.filter((key) => !key.equals(gone));
    },
    setWebhookSecret(secret, slug) {
      find(slug).webhookSecret = secret;
    },
  };
};
