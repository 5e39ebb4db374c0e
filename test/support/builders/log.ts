import type { Log } from "../../../src/core/ports/log.ts";

export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
