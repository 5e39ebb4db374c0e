/** The entry point `hallpass/conformance`: docs/providers/conformance.md. */
export type { Case } from "./contract/case.ts";
export type { Disturbance, Fixture, HostilePlay, ProviderFixture, Session } from "./contract/fixture.ts";
export type { Held } from "./held.ts";
export { type Outcome, runCases } from "./run.ts";
export { openStage, type Stage } from "./stage.ts";
export { conformanceCases } from "./suite.ts";
