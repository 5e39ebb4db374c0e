import { type AlertCode, type Code, findMeaning } from "../../core/findings/catalogue/index.ts";
import { doubling } from "../../core/plan/back-off.ts";
import type { AlertNotice } from "../../core/plan/notices.ts";
import type { Log } from "../../core/ports/log.ts";
import { announceOn } from "../../operations/announce.ts";
import type { Deps } from "../../operations/round/deps.ts";
import type { ChannelLanes } from "./channel-lanes.ts";

type Fields = Readonly<Record<string, unknown>>;

/** The same log, and the alerts in it. */
export interface HeardAlerts {
  readonly log: Log;
  /** Hears each alert, also those that were logged before. */
  listen(listener: (fields: Fields) => void): void;
}

/** Alerts that are kept until somebody listens. */
const MOST_EARLY = 50;

/** Hears the alerts that this log gets. Logs first: a notice is never in the way of a line. */
export function hearAlerts(log: Log): HeardAlerts {
  const early: Fields[] = [];
  let hear = (fields: Fields): void => void (early.length < MOST_EARLY && early.push(fields));
  const within =
    (level: "warn" | "error"): Log["warn"] =>
    (fields, message) => {
      log[level](fields, message);
      if (fields.alert === true) hear(fields);
    };
  return {
    log: { info: log.info, warn: within("warn"), error: within("error") },
    listen(listener) {
      hear = listener;
      for (const fields of early.splice(0)) listener(fields);
    },
  };
}

/** Different alerts of one day; a fault at one provider after another stays below it. */
const MOST_A_DAY = 100;
const RETRIES = { firstMs: 60_000, longestMs: 30 * 60_000 };
const MOST_TRIES = 10;

/**
 * Tells every channel of an alert, once a day for each code, provider and pull request. Only names of the configuration and numbers leave the
 * server, and the words of the catalogue: what else a log line holds may be secret. A channel that fails is tried again for hours.
 */
export function createAlertNotices(
  deps: Pick<Deps, "told" | "now">,
  channels: ChannelLanes,
): (fields: Fields) => void {
  let today = "";
  const heard = new Set<string>();

  const admit = (id: string, day: string): boolean => {
    if (day !== today) heard.clear();
    today = day;
    if (heard.has(id) || heard.size >= MOST_A_DAY) return false;
    heard.add(id);
    return true;
  };

  const tell = (notice: AlertNotice, tries: number): void =>
    channels.each(`alert ${notice.id}`, async (to) => {
      try {
        for (const channel of to) await announceOn(deps, channel, notice);
      } catch (error) {
        const wait = doubling(tries, RETRIES);
        if (tries < MOST_TRIES) setTimeout(() => tell(notice, tries + 1), wait).unref();
        throw error;
      }
    });

  return (fields) => {
    const day = deps.now().toISOString().slice(0, 10);
    const notice = describeAlert(fields, day);
    if (notice !== undefined && admit(notice.id, day)) tell(notice, 0);
  };
}

function describeAlert({ code, provider, pull }: Fields, day: string): AlertNotice | undefined {
  if (!isKnown(code)) return undefined;
  const about = typeof provider === "string" ? provider : undefined;
  const number = typeof pull === "number" && Number.isSafeInteger(pull) && pull > 0 ? pull : 0;
  return {
    ...{ kind: "alert", pull: number, code },
    id: `alert ${JSON.stringify([day, code, about ?? ""])}`,
    ...(about !== undefined && { provider: about }),
  };
}

const isKnown = (code: unknown): code is AlertCode | Code =>
  typeof code === "string" && findMeaning(code) !== undefined;
