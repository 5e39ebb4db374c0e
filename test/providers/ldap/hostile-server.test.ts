import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { ldapProvider } from "../../../src/providers/ldap/provider.ts";
import { portOf } from "../../support/holding-http.ts";

let server: Server;
afterEach(() => void server.close());

/** A server that answers the first message of each connection by `answer`, and a directory at it. */
async function openAt(answer: (socket: Socket, messageId: number) => void) {
  server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (asked) => answer(socket, asked[4] ?? 0));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return ldapProvider(
    {
      ...{ name: "directory", url: `ldap://127.0.0.1:${portOf(server.address())}` },
      ...{ bindDn: "cn=hallpass,dc=org", password: "secret", deadlineSeconds: 60 },
      principals: { base: "dc=org", attribute: "uid" },
      resources: { orders: { roles: { readonly: "7b1b4ee6-58a1-103f-8a5a-0f6c1f2c9a10" } } },
    },
    () => new Date(),
  );
}

/** `SEQUENCE { messageID 127, searchResDone {} }`: the shortest message that ldapts takes. */
const SHORTEST = Buffer.from([0x30, 0x05, 0x02, 0x01, 0x7f, 0x65, 0x00]);

it("outlives a server that sends nothing but the shortest messages", async () => {
  const flood = Buffer.concat(Array.from({ length: 100_000 }, () => SHORTEST));
  const provider = await openAt((socket) => socket.end(flood));
  await expect(provider.traits()).rejects.toMatchObject({ code: "UNREACHABLE" });
});

it("is not kept busy by an answer that is longer inside than outside", async () => {
  const provider = await openAt((socket, messageId) => {
    // An entry whose list of attributes claims to have 127 bytes.
    const entry = [0x64, 0x05, 0x04, 0x00, 0x30, 0x7f, 0x04];
    socket.write(Buffer.from([0x30, 3 + entry.length, 0x02, 0x01, messageId, ...entry]));
  });
  await expect(provider.traits()).rejects.toMatchObject({ code: "UNREACHABLE" });
});

const tagged = (tag: number, ...content: Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  const length = Buffer.alloc(5);
  length.writeUInt8(0x84);
  length.writeUInt32BE(body.length, 1);
  return Buffer.concat([Buffer.from([tag]), length, body]);
};

/** `SEQUENCE { messageID, searchResEntry { "", { { "", { a million zeroes } } } } }`. */
const entry = (messageId: number): Buffer =>
  tagged(
    0x30,
    Buffer.from([0x02, 0x01, messageId]),
    tagged(
      0x64,
      ...[
        tagged(0x04),
        tagged(0x30, tagged(0x30, tagged(0x04), tagged(0x31, tagged(0x04, Buffer.alloc(1e6))))),
      ],
    ),
  );

const nothing = Buffer.alloc(0);
const million = (): Buffer => Buffer.alloc(1e6);

it.each([
  ["of two gigabytes", Buffer.from([0x30, 0x84, 0x7f, 0xff, 0xff, 0xff]), million],
  ["that is none", nothing, million],
  ["of entries without end", nothing, entry],
])("cuts off a server with an answer %s", async (_, first, make) => {
  let sent = 0;
  const provider = await openAt((socket, messageId) => {
    const rest = make(messageId);
    const send = (): void => {
      while (socket.writable && socket.write(rest)) sent += rest.length;
    };
    socket.write(first);
    socket.on("drain", send);
    send();
  });
  await expect(provider.traits()).rejects.toMatchObject({ code: "UNREACHABLE" });
  expect(sent).toBeLessThan(100e6);
});
