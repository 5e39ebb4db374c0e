import { addSeconds } from "date-fns/addSeconds";
import type { Log } from "../core/ports/log.ts";
import type { Notifier } from "../core/ports/notifier.ts";

const DEADLINE_SECONDS = 60;
const REST_SECONDS = 300;

/**
 * The same channel, which fails in time: a call without an answer is given up after a minute, and the channel then rests for five. Its notices
 * are sent later. The log says when an outage begins and when it is over, and nothing in between.
 */
export function guardNotifier(notifier: Notifier, now: () => Date, log: Log): Notifier {
  const { name } = notifier;
  let gaveUpAt: Date | undefined;
  let isFailing = false;

  const noteFailure = (err: unknown): void => {
    if (!isFailing)
      log.warn({ step: "notify", channel: name, err }, "people could not be told; Hallpass tries again");
    isFailing = true;
  };
  const noteSuccess = (): void => {
    if (isFailing) log.info({ step: "notify", channel: name }, "the channel works again");
    isFailing = false;
  };

  async function within(work: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        gaveUpAt = now();
        reject(new Error(`${name} did not answer within ${DEADLINE_SECONDS} seconds.`));
      }, DEADLINE_SECONDS * 1000);
    });
    try {
      await Promise.race([work, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    name,
    async notify(pull, notices, mayBeSent) {
      const until = gaveUpAt && addSeconds(gaveUpAt, REST_SECONDS);
      // A clock that was set back since then ends the rest.
      if (gaveUpAt !== undefined && until !== undefined && now() >= gaveUpAt && now() < until)
        throw new Error(`${name} did not answer; the next try is at ${until.toISOString()}.`);
      try {
        await within(notifier.notify(pull, notices, mayBeSent));
        noteSuccess();
      } catch (error) {
        noteFailure(error);
        throw error;
      }
    },
  };
}
