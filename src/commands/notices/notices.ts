import { randomBytes } from "node:crypto";
import type { ServerConfig } from "../../configuration/config.ts";
import { type ChannelConfig, type NoticesConfig, parseNotices } from "../../configuration/notices.ts";
import { variableKeys } from "../../configuration/variables.ts";
import { sendTest } from "../../notify/open.ts";
import { renderTable } from "../../report/markdown/table.ts";
import { envOption, jsonOption } from "../input/options.ts";
import { readConfiguration } from "../input/server-configuration.ts";
import { print, printJson } from "../output/terminal.ts";
import { defineCommand, type Values } from "../runner/command.ts";
import { exitCode } from "../runner/exit-codes.ts";
import { UsageError } from "../runner/failure.ts";

const options = {
  test: { type: "boolean", meaning: "send a test message on each channel" },
  person: {
    type: "string",
    value: "ID",
    meaning: "mention this person in the test, or mail them: the numeric id of a GitHub account in `people`",
  },
  env: envOption,
  json: jsonOption,
} as const;

export const command = defineCommand({
  description: `Lists the channels of HALLPASS_NOTICES: what each tells, and to whom. With --test it sends one message on each, to the fixed addresses of its rules and to --person. It asks GitHub nothing.`,
  options,
  configuration: variableKeys,
  examples: [
    "hallpass notices --env hallpass.env",
    "hallpass notices --test --person 1003 --env hallpass.env",
  ],
  exitCodes: {
    0: "the channels are listed, or each has taken the message",
    1: "a channel has nobody to send the test to",
    3: "a channel did not take the message",
  },
  run: answer,
});

async function answer({ env, json, test, person }: Values<typeof options>): Promise<number> {
  const config = readConfiguration(env);
  if (config.notices === undefined)
    throw new UsageError("HALLPASS_NOTICES is not set: people are told on pull requests alone.");
  const notices = parseNotices(config.notices, process.env);
  const id = readPerson(person, notices);
  if (!test) return listChannels(notices, json);
  const sent = await Promise.all(notices.channels.map((channel) => tryChannel(channel, notices, config, id)));
  if (json) printJson({ channels: sent });
  else
    print(
      renderTable(
        ["CHANNEL", "RESULT"],
        sent.map(({ channel, result }) => [channel, result]),
      ),
    );
  if (sent.some(({ status }) => status === "failed")) return exitCode.unanswered;
  return sent.some(({ status }) => status === "nobody") ? exitCode.found : exitCode.well;
}

function readPerson(text: string | undefined, { people }: NoticesConfig): number | undefined {
  if (text === undefined) return undefined;
  if (people.has(Number(text))) return Number(text);
  throw new UsageError(`--person ${text}: HALLPASS_NOTICES has no person with this id.`);
}

function listChannels({ channels }: NoticesConfig, json: boolean | undefined): number {
  const rows = channels.flatMap(({ name, kind, rules }) =>
    rules.map(({ tell, roles, addresses }) => ({ channel: name, kind, tell, to: [...roles, ...addresses] })),
  );
  if (json) printJson({ rules: rows });
  else
    print(
      renderTable(
        ["CHANNEL", "KIND", "TELLS", "TO"],
        rows.map(({ channel, kind, tell, to }) => [channel, kind, tell.join(", "), to.join(", ") || "-"]),
      ),
    );
  return exitCode.well;
}

interface Tried {
  readonly channel: string;
  readonly status: "sent" | "nobody" | "failed";
  readonly result: string;
}

async function tryChannel(
  channel: ChannelConfig,
  { people }: NoticesConfig,
  { serverUrl, owner, repo }: ServerConfig,
  id: number | undefined,
): Promise<Tried> {
  const person = id === undefined ? undefined : { id, login: people.get(id)?.login ?? String(id) };
  try {
    const count = await sendTest(channel, {
      ...{ book: people, now: () => new Date(), id: `test ${randomBytes(8).toString("hex")}` },
      url: `${serverUrl}/${owner}/${repo}`,
      people: person === undefined ? [] : [person],
    });
    return count > 0
      ? {
          channel: channel.name,
          status: "sent",
          result: `sent, ${count} ${count === 1 ? "message" : "messages"}`,
        }
      : { channel: channel.name, status: "nobody", result: "nobody to send it to: give --person" };
  } catch (error) {
    const why = error instanceof Error ? error.message : "unknown";
    return { channel: channel.name, status: "failed", result: `failed: ${why}` };
  }
}
