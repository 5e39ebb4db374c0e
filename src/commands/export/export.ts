import { createHash } from "node:crypto";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ecsTemplate } from "../../core/export/ecs-template.ts";
import { writeAsciiJson } from "../../core/export/json.ts";
import { parseDuration } from "../../core/text/duration.ts";
import { fetchLedger } from "../../git/process/operator.ts";
import type { Store } from "../../git/process/store.ts";
import { openStore } from "../../git/repository.ts";
import { type CloneTip, readCloneTip } from "../input/clone-ledger.ts";
import { readGuardedFile } from "../input/server-configuration.ts";
import { stateFolder } from "../input/state-folder.ts";
import { listenForEnd } from "../input/until-signal.ts";
import { print, printJson } from "../output/terminal.ts";
import { defineCommand } from "../runner/command.ts";
import { exitCode } from "../runner/exit-codes.ts";
import { CannotAnswerError, UsageError } from "../runner/failure.ts";
import { readVersion } from "../runner/version.ts";
import { type CursorFile, openCursor } from "./cursor.ts";
import { type Delivery, deliver } from "./deliver.ts";
import { documenter, type Format, openReceiver, readAddress, readFormat } from "./open-receiver.ts";
import { type Given, HEADERS, options } from "./options.ts";
import { eachEvents } from "./read-events.ts";
import { ReceiverError } from "./receiver-error.ts";
import { findStart, readTip, requireContinued } from "./start.ts";
import { type Tell, tellOnce } from "./tell-once.ts";

export const command = defineCommand({
  description: `Sends the entries of the ledger in a clone to a system that collects logs: as events of OCSF 1.8.0, the Elastic Common Schema, or OpenTelemetry; over HTTP or syslog. Verified commits alone are sent, in the ledger's order.

A file, the cursor, keeps how far the receiver has the ledger. It moves after the receiver took a message. So nothing is missing while the receiver is down; an event may come twice, with the same id.

It is a process of its own: nothing that grants or ends access waits for it.`,
  options,
  environment: {
    [HEADERS]: "headers of each request, as name=value,name=value, with percent-encoded values",
  },
  examples: [
    "hallpass export --dry-run --since 1d --format ecs",
    "hallpass export --to https://logs.example/_bulk --format ecs --body elastic --follow --fetch",
    "hallpass export --to syslog+tls://siem.example:6514 --ca ca.pem --network 10.20.0.0/16",
  ],
  exitCodes: {
    0: "the receiver has everything that the clone has",
    3: "the receiver did not take it, or the ledger cannot be read, trusted or continued",
  },
  run: answer,
});

interface Export {
  readonly given: Given;
  readonly store: Store;
  readonly format: Format;
  readonly product: string;
}

async function answer(given: Given): Promise<number> {
  if (given["print-template"]) {
    printJson(ecsTemplate);
    return exitCode.well;
  }
  if (given.env !== undefined) readGuardedFile(given.env);
  const format = readFormat(given);
  const dir = given.repository ?? ".";
  const store = await openStore(dir).catch(async (error: unknown) => {
    // It explains what is wrong with the folder.
    await readCloneTip(dir, given.key, given.branch);
    throw error;
  });
  const work = { given, store, format, product: await readVersion() };
  return given["dry-run"] ? printEvents(work) : sendEvents(work);
}

const disclosureOf = (given: Given) => ({
  names: given["with-names"] ?? false,
  reasons: given["with-reasons"] ?? false,
});

/** From `--since`, or the beginning: without a receiver there is no cursor. */
async function printEvents({ given, store, format, product }: Export): Promise<number> {
  const { tip, untrusted } = await readTip(given, tellOnce());
  const toDocument = documenter(format, product);
  if (tip !== null)
    for await (const some of eachEvents(store, await findStart(store, given, tip), tip, disclosureOf(given)))
      for (const { event } of some) print(`${writeAsciiJson(toDocument(event))}\n`);
  return untrusted === undefined ? exitCode.well : exitCode.unanswered;
}

async function sendEvents(work: Export): Promise<number> {
  const { given, store, format, product } = work;
  const url = readAddress(given);
  const every = readEvery(given);
  const batch = readBatch(given);
  const end = listenForEnd();
  const wait = async (milliseconds: number): Promise<void> => {
    await pause(milliseconds, undefined, { signal: end.signal }).catch(() => undefined);
  };
  const delivery: Omit<Delivery, "cursor"> = {
    send: openReceiver(given, url, format, product),
    toDocument: documenter(format, product),
    ...{ batch, wait },
    tries: given.follow ? Number.POSITIVE_INFINITY : 5,
    isStopping: () => end.signal.aborted,
    note: tellOnce("The receiver takes events again.\n"),
  };
  const receiver = digest([url.href, format, store.directory]);
  const path = given.cursor ?? join(stateFolder(process.env), "export", `${receiver}.json`);
  const cursor = openCursor(path, receiver);
  const told = { warning: tellOnce(), fetch: tellOnce("GitHub can be fetched from again.\n") };
  try {
    let sent = 0;
    for (;;) {
      const { count, tip } = await sendOnce(work, cursor, delivery, told);
      sent += count;
      if (given.follow && !end.signal.aborted) await wait(every);
      if (given.follow && !end.signal.aborted) continue;
      if (given.json) printJson({ sent, ledger: tip.tip, untrusted: tip.untrusted ?? null, cursor: path });
      else print(`Sent ${sent} ${sent === 1 ? "event" : "events"} to ${url.host}.\n`);
      return tip.untrusted === undefined ? exitCode.well : exitCode.unanswered;
    }
  } catch (error) {
    if (!(error instanceof ReceiverError)) throw error;
    throw new CannotAnswerError("RECEIVER_FAILED", error.message, "The cursor stays. Run this again.", {
      cause: error,
    });
  } finally {
    end.forget();
  }
}

async function sendOnce(
  { given, store }: Export,
  cursor: CursorFile,
  delivery: Omit<Delivery, "cursor">,
  told: { readonly warning: Tell; readonly fetch: Tell },
): Promise<{ readonly count: number; readonly tip: CloneTip }> {
  await fetchIfAsked(given, store, told.fetch);
  const tip = await readTip(given, told.warning);
  const known = await cursor.read();
  if (tip.tip === null) {
    if (known !== undefined) await requireContinued(store, known, null);
    return { count: 0, tip };
  }
  const from = known ?? (await findStart(store, given, tip.tip));
  await requireContinued(store, from, tip.tip);
  const source = eachEvents(store, from, tip.tip, disclosureOf(given));
  return { count: await deliver(source, { ...delivery, cursor }), tip };
}

/** What is here is sent also while GitHub is away. */
async function fetchIfAsked(given: Given, store: Store, tell: Tell): Promise<void> {
  if (!given.fetch) return;
  try {
    await fetchLedger(store);
    tell("");
  } catch (error) {
    if (!given.follow) throw error;
    tell(
      `The ledger was not fetched: ${error instanceof Error ? error.message : String(error)} Trying again.\n`,
    );
  }
}

const digest = (parts: readonly string[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);

function readEvery({ every = "10s" }: Given): number {
  try {
    return parseDuration(every);
  } catch (cause) {
    throw new UsageError(`--every ${every} is no duration. Write it as 10s.`, { cause });
  }
}

function readBatch({ batch = "500" }: Given): number {
  if (/^[1-9]\d{0,3}$/u.test(batch)) return Number(batch);
  throw new UsageError(`--batch ${batch} is no number from 1 to 9999.`);
}
