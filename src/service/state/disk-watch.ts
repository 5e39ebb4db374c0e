import { type Finding, mistake } from "../../core/findings/finding.ts";
import { raiseAlert } from "../../core/ports/alert.ts";
import type { Log } from "../../core/ports/log.ts";

/** Tracks the files that cannot be written now. Logs each once when it fails, and once when it works again. */
export interface DiskWatch {
  /** `undefined`: the write succeeded. */
  note(what: string, error: unknown): void;
  /** The reasons to grant nothing: a grant made now might be unknown after a restart. */
  stops(): readonly Finding[];
}

export function createDiskWatch(log: Log): DiskWatch {
  const failing = new Map<string, Finding>();
  return {
    note(what, error) {
      if (error === undefined) {
        if (failing.delete(what)) log.info({ step: "state", what }, "can be written again");
        return;
      }
      const stop = explainUnwritable(what, nameCause(error));
      failing.set(what, stop);
      raiseAlert(log, stop.code, { step: "state", what, err: error }, `${stop.message} ${stop.fix}`);
    },
    stops: () => [...failing.values()],
  };
}

export const explainUnwritable = (what: string, cause: string): Finding =>
  mistake(
    "STATE_UNWRITABLE",
    `${what} cannot be written (${cause}). Hallpass ends access without it, and grants nothing.`,
    "Make space, or let the server write there. After a start without the folder, restart hallpass serve.",
  );

const nameCause = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return "code" in error ? String(error.code) : error.message;
};
