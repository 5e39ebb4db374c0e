import type { BlockList } from "node:net";
import { NOTICE_ROLES, type NoticeKind, type NoticeRole } from "../core/plan/notices.ts";
import { listNetworks } from "../outbound/address.ts";
import { readKey } from "../outbound/signature.ts";
import type { Secrets } from "../providers/adapter/adapter.ts";
import { parseServerText } from "../providers/adapter/entry/server-text.ts";
import { compileEntry, describeErrors } from "../providers/adapter/entry-schema.ts";
import { type ChannelEntry, channelSchemas, type NoticesEntry, outerSchema } from "./notices-schema.ts";
import { ConfigError } from "./read-variables.ts";

const WHERE = "HALLPASS_NOTICES";

interface Rule {
  readonly tell: readonly NoticeKind[];
  readonly roles: readonly NoticeRole[];
  readonly addresses: readonly string[];
}

interface Way {
  readonly networks: BlockList;
  readonly ca?: string;
}

/** A channel, with its secrets read. */
export type ChannelConfig = { readonly name: string; readonly rules: readonly Rule[]; readonly way: Way } & (
  | { readonly kind: "slack" | "teams"; readonly url: URL }
  | { readonly kind: "webhook"; readonly url: URL; readonly keys: readonly Buffer[] }
  | {
      readonly kind: "mail";
      readonly host: string;
      readonly port: number;
      readonly tls: "starttls" | "implicit";
      readonly login?: { readonly user: string; readonly pass: string };
      readonly from: string;
    }
);

export type PersonAddresses = NonNullable<NoticesEntry["people"]>[number];

/** The channels outside GitHub, and where people are reached. */
export interface NoticesConfig {
  readonly people: ReadonlyMap<number, PersonAddresses>;
  readonly channels: readonly ChannelConfig[];
}

const validate = compileEntry<NoticesEntry>(outerSchema);
const validators = {
  slack: compileEntry<ChannelEntry<"slack">>(channelSchemas.slack),
  teams: compileEntry<ChannelEntry<"teams">>(channelSchemas.teams),
  mail: compileEntry<ChannelEntry<"mail">>(channelSchemas.mail),
  webhook: compileEntry<ChannelEntry<"webhook">>(channelSchemas.webhook),
};

/** Throws `ConfigError` with the place, the value and the fix; never with a secret. */
export function parseNotices(text: string, secrets: Secrets): NoticesConfig {
  const read = parseServerText(WHERE, text);
  if ("mistake" in read) throw new ConfigError([read.mistake]);
  const entry = read.value;
  if (!validate(entry)) throw new ConfigError(describeErrors(WHERE, validate.errors));
  const { people = [], channels } = entry;
  const repeated = [
    ...findRepeated(
      "channels",
      "name",
      channels.map(({ name }) => name),
    ),
    ...findRepeated(
      "people",
      "id",
      people.map(({ id }) => String(id)),
    ),
  ];
  if (repeated.length > 0) throw new ConfigError(repeated);
  return {
    people: new Map(people.map((person) => [person.id, person])),
    channels: channels.map((channel, index) => readChannel(channel, `${WHERE}/channels/${index}`, secrets)),
  };
}

const findRepeated = (list: string, field: string, values: readonly string[]): string[] =>
  values.flatMap((value, index) =>
    values.indexOf(value) === index
      ? []
      : [`${WHERE}/${list}/${index}/${field}: "${value}" is used twice. Remove or rename one.`],
  );

function readChannel(
  entry: NoticesEntry["channels"][number],
  where: string,
  secrets: Secrets,
): ChannelConfig {
  const read = (field: string, variable: string): string => {
    const value = secrets[variable];
    if (!value) throw new ConfigError([`${where}/${field}: the variable ${variable} is not set.`]);
    return value;
  };
  const fail = (errors: typeof validate.errors): never => {
    throw new ConfigError(describeErrors(where, errors));
  };
  const { name, kind } = entry;
  if (kind === "slack" || kind === "teams") {
    const check = validators[kind];
    if (!check(entry)) return fail(check.errors);
    const rules = entry.rules.map(({ tell, mention = [] }) => toRule(tell, mention));
    return {
      name,
      kind,
      rules,
      way: readWay(entry, where, read),
      url: readUrl(`${where}/urlFrom`, read("urlFrom", entry.urlFrom)),
    };
  }
  if (kind === "webhook") {
    if (!validators.webhook(entry)) return fail(validators.webhook.errors);
    const rules = entry.rules.map(({ tell }) => toRule(tell, []));
    const { url, secretFrom, formerSecretFrom } = entry;
    const keys = [
      readSecretKey("secretFrom", secretFrom),
      ...(formerSecretFrom === undefined ? [] : [readSecretKey("formerSecretFrom", formerSecretFrom)]),
    ];
    return { name, kind, rules, way: readWay(entry, where, read), url: readUrl(`${where}/url`, url), keys };
  }
  if (!validators.mail(entry)) return fail(validators.mail.errors);
  const { host, port = 587, tls = "starttls", user, passwordFrom, from, rules } = entry;
  return {
    ...{ name, kind: "mail", host, port, tls, from, way: readWay(entry, where, read) },
    rules: rules.map(({ tell, to }) => toRule(tell, to)),
    ...(user !== undefined &&
      passwordFrom !== undefined && { login: { user, pass: read("passwordFrom", passwordFrom) } }),
  };

  function readSecretKey(field: string, variable: string): Buffer {
    const key = readKey(read(field, variable));
    if (key !== undefined) return key;
    throw new ConfigError([
      `${where}/${field}: ${variable} is no secret of Standard Webhooks. Set it to whsec_ and 24 to 64 random bytes in base64.`,
    ]);
  }
}

const isRole = (text: string): text is NoticeRole => NOTICE_ROLES.some((role) => role === text);

const toRule = (tell: readonly NoticeKind[], audience: readonly string[]): Rule => ({
  tell,
  roles: audience.filter(isRole),
  addresses: audience.filter((each) => !isRole(each)),
});

function readWay(
  {
    networks = [],
    authoritiesFrom,
  }: { readonly networks?: readonly string[]; readonly authoritiesFrom?: string },
  where: string,
  read: (field: string, variable: string) => string,
): Way {
  try {
    return {
      networks: listNetworks(networks),
      ...(authoritiesFrom !== undefined && { ca: read("authoritiesFrom", authoritiesFrom) }),
    };
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError([`${where}/networks: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

/** The value may be a secret, so no message quotes it. */
function readUrl(where: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOwn = /^(?:localhost|127\.[\d.]+|\[::1\])$/u.test(url?.hostname ?? "");
  if (url?.protocol === "https:" || (isOwn && url?.protocol === "http:")) return url;
  throw new ConfigError([
    `${where}: the address is not one of https. Copy it from the service; http is for this machine alone.`,
  ]);
}
