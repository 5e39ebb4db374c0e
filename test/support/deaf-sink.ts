import type { Sink } from "../../src/app.ts";

/** A sink that does nothing with what it is told; a test replaces what it listens to. */
export const deafSink: Sink = {
  reviewSoon: () => undefined,
  reviewAllSoon: () => undefined,
  reconcileSoon: () => undefined,
  watchSoon: () => undefined,
  hear: () => undefined,
  hearTakenBack: () => undefined,
  hearEdit: () => undefined,
  hearIssue: () => undefined,
  hearPush: () => undefined,
  skipDelivery: () => undefined,
  lookAroundSoon: () => undefined,
};
