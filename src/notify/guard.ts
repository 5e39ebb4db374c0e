import { addSeconds } from "date-fns/addSeconds";
import type { Notifier } from "../core/ports/notifier.ts";

const DEADLINE_SECONDS = 60;
const REST_SECONDS = 300;

/**
 * The same channel, which fails in time: a call without an answer is given up after a minute, and the channel then rests for five. A hanging
 * channel so delays others by little, and its notices are sent later.
 */
export function guardNotifier(notifier: Notifier, now: () => Date): Notifier {
  const { name } = notifier;
  let gaveUpAt: Date | undefined;

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
      await within(notifier.notify(pull, notices, mayBeSent));
    },
  };
}
