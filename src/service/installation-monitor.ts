import { differenceInMinutes } from "date-fns/differenceInMinutes";
import { type Diagnosis, listStops } from "../core/diagnosis/diagnosis.ts";
import type { Finding } from "../core/findings/finding.ts";
import { backOff } from "../core/plan/back-off.ts";
import { raiseAlert } from "../core/ports/alert.ts";
import { createQueue } from "../lanes/queue.ts";
import { type DiagnoseDeps, diagnoseInstallation } from "../operations/diagnose.ts";
import { createTimer } from "./timer.ts";

export interface InstallationMonitor {
  /** Looks for the first time, and every hour from then on. Resolves after that first look, whatever became of it. Ending waits for nothing of this. */
  start(): Promise<void>;
  /** Looks again in a moment: settings changed, or something was refused. */
  attestSoon(): void;
  /** Why nothing is granted now, by the last look. Never having looked, or not for too long, is a reason. */
  stops(): readonly Finding[];
  /** Lets what runs finish, and starts nothing more. */
  stop(): Promise<void>;
}

const EVERY_MS = 60 * 60_000;
/** GitHub's reads lag its writes, and one click sends several events. */
const SOON_MS = 1_000;
/** An hour, and time for the retries. */
const VALID_MINUTES = 120;

/** When the installation is looked at. Says each thing that is wrong once, and once when it is right again. `onChange`: grants were stopped, or may go on. */
export function createInstallationMonitor(
  deps: DiagnoseDeps,
  onChange: () => void = () => undefined,
): InstallationMonitor {
  const { log, now } = deps;
  let last: Diagnosis | undefined;
  let failures = 0;
  let told = new Map<string, string>();
  let stopped = "";
  let isSoon = false;

  const attest = async (): Promise<void> => {
    isSoon = false;
    last = await diagnoseInstallation(deps);
    failures = 0;
    timer.set(EVERY_MS);
    told = report(last, told, log);
    announceChange();
  };

  const announceChange = (): void => {
    const current = JSON.stringify(stops());
    if (current === stopped) return;
    stopped = current;
    onChange();
  };

  const stops = (): readonly Finding[] => {
    const isFresh = last !== undefined && differenceInMinutes(now(), last.at) < VALID_MINUTES;
    return listStops(isFresh ? last : undefined, last?.settings);
  };

  const queue = createQueue((key, error) => {
    log.error({ step: key, err: error }, "the installation could not be looked at; it is tried again");
    timer.set(backOff(failures++));
  });
  const timer = createTimer(() => queue.add("attest", attest));

  return {
    start: async () => {
      queue.add("attest", attest);
      await queue.idle();
    },
    attestSoon: () => {
      // Not later for every further event.
      if (!isSoon) timer.set(SOON_MS);
      isSoon = true;
    },
    stops,
    stop: async () => {
      timer.clear();
      queue.stop();
      await queue.idle();
    },
  };
}

/** Each thing that is wrong, or wrong in another way than before. Answers what was told by now. */
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
        "the installation is not as it must be",
        "warn",
      );
  const current = new Map(wrong.map(({ code, name, is }) => [`${code} ${name}`, is]));
  for (const key of told.keys())
    if (!current.has(key)) log.info({ step: "attest", what: key }, "no longer wrong");
  return current;
}
