import { setTimeout as pause } from "node:timers/promises";

const BETWEEN_MS = 50;

/** What a client was told: "ok", or what went wrong. */
export interface Answer {
  readonly asked: Date;
  readonly answered: Date;
  readonly says: string;
}

/** A client that asks again and again, one question at a time. */
export interface Asking {
  readonly answers: readonly Answer[];
  stop(): Promise<void>;
}

export function askOnAndOn(ask: () => Promise<string>): Asking {
  const answers: Answer[] = [];
  let asks = true;
  const askUntilStopped = async (): Promise<void> => {
    while (asks) {
      const asked = new Date();
      const says = await ask().catch(String);
      answers.push({ asked, answered: new Date(), says });
      await pause(BETWEEN_MS);
    }
  };
  const asking = askUntilStopped();
  return {
    answers,
    stop: async () => {
      asks = false;
      await asking;
    },
  };
}
