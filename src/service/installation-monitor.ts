import { differenceInMinutes } from "date-fns/differenceInMinutes";
import { type Diagnosis, listInstallationStops } from "../core/diagnosis/diagnosis.ts";
import type { Stop } from "../core/findings/stop.ts";
import { raiseAlert } from "../core/ports/alert.ts";
import { type DiagnoseDeps, diagnoseInstallation } from "../operations/diagnose.ts";
import { createScheduler, type OnFailure } from "./scheduling/scheduler.ts";

export interface InstallationMonitor {
  /** Checks the installation now and every hour. Resolves after the first check, also if it failed. Ending waits for none of this. */
  start(): Promise<void>;
  /** Checks again in a second: settings changed, or GitHub refused something. */
  attestSoon(): void;
  /** The reasons of the last check to grant nothing now, or nothing at one provider. No check yet, or none for two hours, is a reason too. */
  stops(): readonly Stop[];
  /** Starts nothing more. Resolves once a running check has finished. */
  stop(): Promise<void>;
}

const EVERY_MS = 60 * 60_000;
/** GitHub's reads lag its writes, and one click sends several events. */
const SOON_MS = 1_000;
/** An hour, and time for the retries. */
const VALID_MINUTES = 120;

const retried: OnFailure = {
  retry: "back-off",
  level: "error",
  message: "the installation could not be checked; retrying",
};

/**
 * Checks the installation's settings. Logs each fault once, and once when it is repaired. `onChange`: grants were stopped, or may go on.
 * `random` spreads retries.
 */
export function createInstallationMonitor(
  deps: DiagnoseDeps,
  onChange: () => void = () => undefined,
  random: () => number = Math.random,
): InstallationMonitor {
  const { log, now } = deps;
  const scheduler = createScheduler<"attest">(log, random);
  const soonTimer = scheduler.timer(() => scheduler.soon("attest"));
  let last: Diagnosis | undefined;
  let told = new Map<string, string>();
  let stopped = "";

  const attest = async (): Promise<number> => {
    soonTimer.unset();
    last = await diagnoseInstallation(deps);
    told = report(last, told, log);
    announceChange();
    return EVERY_MS;
  };

  const announceChange = (): void => {
    const current = JSON.stringify(stops());
    if (current === stopped) return;
    stopped = current;
    onChange();
  };

  const stops = (): readonly Stop[] => {
    const isFresh = last !== undefined && differenceInMinutes(now(), last.at) < VALID_MINUTES;
    return listInstallationStops(isFresh ? last : undefined, last?.settings);
  };

  scheduler.use([{ name: "attest", lane: "attest", failure: retried, run: attest }]);
  return {
    async start() {
      scheduler.soon("attest");
      await scheduler.idle();
    },
    // The first of several events sets the time.
    attestSoon: () => soonTimer.setFirst(SOON_MS),
    stops,
    stop: scheduler.stop,
  };
}

/** Logs each fault that is new or has changed, and each that is repaired. Answers the faults logged by now. */
function report(
  { examinations }: Diagnosis,
  told: ReadonlyMap<string, string>,
  log: DiagnoseDeps["log"],
): Map<string, string> {
  const wrong = examinations.filter(({ status }) => status === "wrong");
  for (const { code, name, is, should, fix, stops } of wrong)
    if (told.get(`${code} ${name}`) !== is)
      raiseAlert(
        log,
        code,
        { step: "attest", name, is, should, fix, stops },
        "a setting of the installation is wrong",
        "warn",
      );
  const current = new Map(wrong.map(({ code, name, is }) => [`${code} ${name}`, is]));
  for (const key of told.keys())
    if (!current.has(key))
      log.info({ step: "attest", what: key }, "a setting of the installation is right again");
  return current;
}
