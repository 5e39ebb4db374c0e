import type { App } from "./accounts.ts";

/** An app that was just made from a manifest. */
export interface MadeApp {
  readonly app: App;
  readonly clientSecret: string;
  readonly madeAt: Date;
}
