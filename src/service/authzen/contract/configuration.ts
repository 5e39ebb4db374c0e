import type { FromSchema } from "json-schema-to-ts";
import { parseServerText } from "../../../providers/adapter/entry/server-text.ts";
import {
  compileEntry,
  describeErrors,
  namePattern,
  secretVariable,
} from "../../../providers/adapter/entry-schema.ts";

const schema = {
  type: "object",
  additionalProperties: false,
  required: ["port", "callers"],
  properties: {
    host: { type: "string", minLength: 1 },
    port: { type: "integer", minimum: 0, maximum: 65535 },
    /** The address under which callers reach it; the metadata document names it. */
    url: { type: "string", pattern: "^https://[^?#]+$" },
    tls: {
      type: "object",
      additionalProperties: false,
      required: ["certificateFile", "keyFile"],
      properties: {
        certificateFile: { type: "string", minLength: 1 },
        keyFile: { type: "string", minLength: 1 },
        /** The authorities of callers that show a certificate. */
        clientAuthorityFile: { type: "string", minLength: 1 },
      },
    },
    callers: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        additionalProperties: false,
        required: ["name", "providers"],
        oneOf: [{ required: ["tokenFrom"] }, { required: ["certificate"] }],
        properties: {
          name: { type: "string", pattern: namePattern },
          /** The variable that holds the bearer token. */
          tokenFrom: secretVariable,
          /** The SHA-256 fingerprint of the certificate: `AB:CD:…`. */
          certificate: { type: "string", pattern: "^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$" },
          /** The providers that it may ask about. */
          providers: { type: "array", minItems: 1, items: { type: "string", pattern: namePattern } },
          /** Whether a permission tells when the access ends. */
          tellUntil: { type: "boolean" },
          /** Whether it may ask for access for the people it asks about. */
          mayAsk: { type: "boolean" },
          /** Where it may be told of the ends of its requests. */
          callback: {
            type: "object",
            additionalProperties: false,
            required: ["urls", "secretFrom"],
            properties: {
              urls: { type: "array", minItems: 1, maxItems: 20, items: { type: "string", maxLength: 2000 } },
              /** The variables that hold the keys of the signature. */
              secretFrom: secretVariable,
              formerSecretFrom: secretVariable,
              /** The private networks that it may lead into. */
              networks: { type: "array", items: { type: "string" } },
              /** The variable that holds the authorities to believe, in PEM. */
              authoritiesFrom: secretVariable,
            },
          },
        },
      },
    },
  },
} as const;

type Entry = FromSchema<typeof schema>;

/** Who may ask, by a token or by a certificate. */
export interface CallerEntry {
  readonly name: string;
  readonly providers: readonly string[];
  readonly tokenFrom?: string;
  readonly certificate?: string;
  readonly tellUntil?: boolean;
  readonly mayAsk?: boolean;
  readonly callback?: CallbackEntry;
}

export interface CallbackEntry {
  readonly urls: readonly string[];
  readonly secretFrom: string;
  readonly formerSecretFrom?: string;
  readonly networks?: readonly string[];
  readonly authoritiesFrom?: string;
}

export interface AuthzenConfiguration extends Omit<Entry, "callers"> {
  readonly callers: readonly CallerEntry[];
}

const validate = compileEntry<AuthzenConfiguration>(schema);
const WHERE = "HALLPASS_AUTHZEN";

/**
 * Reads the variable, beside the names of the providers that there are. Throws `Error` with every mistake; it quotes no value of a field that
 * names a secret.
 */
export function parseAuthzen(text: string, providers: readonly string[]): AuthzenConfiguration {
  const read = parseServerText(WHERE, text);
  if ("mistake" in read) throw new Error(read.mistake);
  const { value } = read;
  if (!validate(value)) throw new Error(describeErrors(WHERE, validate.errors).join("\n"));
  const mistakes = [
    ...findRepeated(value),
    ...findUnshown(value),
    ...findUnknown(value, providers),
    ...findUnreachable(value),
    ...findUncalled(value),
  ];
  if (mistakes.length > 0) throw new Error(mistakes.join("\n"));
  return value;
}

/** Two callers with one name or credential could not be told apart in the log. */
function findRepeated({ callers }: AuthzenConfiguration): string[] {
  const keys = callers.flatMap(({ name, tokenFrom, certificate }) => [name, tokenFrom ?? certificate ?? ""]);
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))].map(
    (key) => `${WHERE}/callers: "${key}" stands there twice. Give each caller its own name and credential.`,
  );
}

const findUnknown = ({ callers }: AuthzenConfiguration, known: readonly string[]): string[] =>
  callers.flatMap(({ name, providers }) =>
    providers
      .filter((provider) => !known.includes(provider))
      .map(
        (provider) =>
          `${WHERE}/callers ("${name}"): HALLPASS_PROVIDERS has no provider "${provider}". It has ${known.join(", ")}.`,
      ),
  );

function findUnshown({ callers, tls }: AuthzenConfiguration): string[] {
  if (tls?.clientAuthorityFile !== undefined) return [];
  return callers
    .filter(({ certificate }) => certificate !== undefined)
    .map(
      ({ name }) =>
        `${WHERE}/callers: "${name}" shows a certificate, and ${WHERE}/tls/clientAuthorityFile is not set.`,
    );
}

/** The profile names the endpoints by their public addresses. */
const findUnreachable = ({ callers, url }: AuthzenConfiguration): string[] =>
  callers
    .filter(({ mayAsk }) => mayAsk === true && url === undefined)
    .map(
      ({ name }) => `${WHERE}/callers ("${name}"): mayAsk needs ${WHERE}/url, the address that callers use.`,
    );

const findUncalled = ({ callers }: AuthzenConfiguration): string[] =>
  callers
    .filter(({ callback, mayAsk }) => callback !== undefined && mayAsk !== true)
    .map(({ name }) => `${WHERE}/callers ("${name}"): callback is for callers with mayAsk: true.`);
