import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { makeSelfSigned } from "./self-signed.ts";

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  /** The whole message as it came, and its text without the folding of lines. */
  readonly raw: string;
  readonly text: string;
  readonly secure: boolean;
  readonly user: string | undefined;
}

interface Options {
  readonly tls?: "starttls" | "implicit" | "none";
  readonly login?: { readonly user: string; readonly pass: string };
}

export type MailServer = Awaited<ReturnType<typeof startMailServer>>;

/** A real SMTP server on this machine, with a certificate that only `ca` vouches for. */
export async function startMailServer({ tls = "starttls", login }: Options = {}) {
  const mails: Mail[] = [];
  let isFailing = false;
  const { key, cert } = makeSelfSigned("localhost");
  const server = new SMTPServer({
    ...{ key, cert, secure: tls === "implicit", authOptional: login === undefined },
    ...(tls === "none" && { hideSTARTTLS: true, disabledCommands: ["STARTTLS"] }),
    logger: false,
    onAuth: ({ username, password }, _session, answer) =>
      username === login?.user && password === login?.pass
        ? answer(null, { user: username })
        : answer(new Error("wrong password")),
    onMailFrom: (_address, _session, answer) =>
      answer(isFailing ? Object.assign(new Error("busy with your secret"), { responseCode: 451 }) : null),
    onRcptTo: ({ address }, _session, answer) =>
      answer(
        address.startsWith("nobody@")
          ? Object.assign(new Error("no such mailbox"), { responseCode: 550 })
          : null,
      ),
    onData(stream, { envelope, secure, user }, answer) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const raw = Buffer.concat(parts).toString();
        mails.push({
          ...{ raw, secure, user, text: unfold(raw) },
          from: envelope.mailFrom ? envelope.mailFrom.address : "",
          to: envelope.rcptTo.map(({ address }) => address),
        });
        answer();
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address: AddressInfo | string | null = server.server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    ...{ mails, ca: cert, port: address.port },
    fail: (value: boolean): void => {
      isFailing = value;
    },
    stop: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}

/** Undoes quoted-printable, as far as a test reads it. */
const unfold = (raw: string): string =>
  raw
    .replace(/=\r\n/gu, "")
    .replace(/=([0-9A-F]{2})/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
