import { createHash } from "node:crypto";
import type { BlockList } from "node:net";
import { createTransport } from "nodemailer";
import { connectGuarded } from "../outbound/guarded-connect.ts";
import { type Transport, UndeliverableError } from "./delivery/channel.ts";
import type { Message } from "./delivery/message.ts";
import type { AddressBook, Audience } from "./delivery/routes.ts";

export interface MailOptions {
  readonly host: string;
  readonly port: number;
  /** `starttls`: the connection becomes TLS, or nothing is sent. `implicit`: it is TLS from its first byte. */
  readonly tls: "starttls" | "implicit";
  readonly login?: { readonly user: string; readonly pass: string };
  readonly from: string;
  /** The authorities to believe instead of those that Node knows, in PEM. */
  readonly ca?: string;
  /** The private networks that the server may be in. */
  readonly networks: BlockList;
  readonly book: AddressBook;
}

const DEADLINE_MS = 10_000;
/** Mails that one notice causes. */
const MAX_MAILS = 50;

/** Sends one plain-text mail to each address, over SMTP with TLS. */
export function mailTransport(options: MailOptions): Transport {
  const { book, from } = options;
  const transport = createTransport(readOptions(options), {
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    prepare: (message, audience) =>
      listAddresses(audience, book)
        .slice(0, MAX_MAILS)
        .map((address) => ({
          address,
          async send() {
            try {
              await transport.sendMail({
                ...formMail(message, from, address),
                from: { name: "Hallpass", address: from },
              });
            } catch (error) {
              const message = `${options.host} did not take a mail: ${explain(error)}.`;
              throw isForEver(error) ? new UndeliverableError(message) : new Error(message);
            }
          },
        })),
  };
}

function readOptions({ host, port, tls, login, ca, networks }: MailOptions) {
  return {
    ...{ host, port, secure: tls === "implicit", requireTLS: true },
    ...(login && { auth: login }),
    tls: {
      servername: host,
      minVersion: "TLSv1.2" as const,
      rejectUnauthorized: true,
      ...(ca !== undefined && { ca }),
    },
    ...{ connectionTimeout: DEADLINE_MS, greetingTimeout: DEADLINE_MS, socketTimeout: DEADLINE_MS },
    getSocket: (_: unknown, answer: (error: Error | null, socket?: object) => void): void => {
      connectGuarded({ host, port }, { networks }, AbortSignal.timeout(DEADLINE_MS)).then(
        (connection) => answer(null, { connection }),
        (error: unknown) => answer(error instanceof Error ? error : new Error("not connected")),
      );
    },
  };
}

const listAddresses = ({ people, addresses }: Audience, book: AddressBook): string[] => [
  ...new Set([...people.flatMap(({ id }) => book.get(id)?.mail ?? []), ...addresses]),
];

/** A mail without markup. Addresses are given in parts, so that none is read as a list. */
export function formMail(
  { id, pull, kind, title, facts, action, url }: Message,
  from: string,
  address: string,
) {
  const domain = from.slice(from.lastIndexOf("@") + 1);
  const hash = createHash("sha256")
    .update(JSON.stringify([pull, id, address]))
    .digest("hex");
  return {
    to: { name: "", address },
    subject: `[Hallpass] ${title}`,
    messageId: `<${hash.slice(0, 32)}@${domain}>`,
    // RFC 3834: no vacation answers to a program.
    headers: { "Auto-Submitted": "auto-generated", "X-Hallpass-Kind": kind },
    text: [
      title,
      "",
      ...facts.map(({ name, value }) => `${name}: ${value}`),
      "",
      `${action}: ${url}`,
      "",
    ].join("\n"),
  };
}

/** The server refuses the address: a "permanent negative completion reply" (RFC 5321, section 4.2.1). */
const isForEver = (error: unknown): boolean =>
  error instanceof Error &&
  "code" in error &&
  error.code === "EENVELOPE" &&
  "responseCode" in error &&
  typeof error.responseCode === "number" &&
  error.responseCode >= 500;

/** The kind of the failure, never the server's words: these may repeat what was sent. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  if (error.message.startsWith("Not connected: ")) return error.message.replace(/\.$/u, "");
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  const answer =
    "responseCode" in error && typeof error.responseCode === "number" ? ` ${error.responseCode}` : "";
  return `${code}${answer}`;
}
