export { beginWorst } from "./at-its-worst.ts";
export { type Behaviour, promptBehaviour, worstBehaviour } from "./behaviour.ts";
export type { Control } from "./control/control.ts";
export { exampleSeed, guardingRulesets } from "./example-seed.ts";
export type { SandboxLogin } from "./login.ts";
export type { RequestReport } from "./requests.ts";
export { type Sandbox, type SandboxApp, type SandboxOptions, startSandbox } from "./sandbox.ts";
export {
  parseSeed,
  type Rule,
  type Ruleset,
  type Seed,
  type SeedApp,
  SeedError,
  type SeedRepository,
} from "./seed.ts";
export { type Html, html } from "./web/html.ts";
export type { OwnPage } from "./web/own-page.ts";
export type { Delivery } from "./webhooks.ts";
