import fc from "fast-check";
import { expect, it } from "vitest";
import { createCutter } from "../../../src/providers/ldap/connection/messages.ts";

const message = (length: number): Buffer => {
  const content = Buffer.alloc(length, 0x30);
  if (length < 0x80) return Buffer.concat([Buffer.from([0x30, length]), content]);
  return Buffer.concat([Buffer.from([0x30, 0x82, length >> 8, length & 0xff]), content]);
};

it("gives whole messages, however the bytes arrive", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 400 }), { maxLength: 8 }),
      fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 20 }),
      (lengths, packets) => {
        const messages = lengths.map(message);
        const bytes = Buffer.concat(messages);
        const cut = createCutter(1000);
        const found: Buffer[] = [];
        for (let at = 0, packet = 0; at < bytes.length; packet++) {
          const end = at + (packets[packet % packets.length] ?? 1);
          found.push(...cut(bytes.subarray(at, end)));
          at = end;
        }
        expect(found).toEqual(messages);
      },
    ),
    { seed: 20_261_128 },
  );
});

it.each([
  ["no message", [0x61, 0x00]],
  ["a length without an end", [0x30, 0x80]],
  ["a length of five bytes", [0x30, 0x85]],
  ["more than it takes", [0x30, 0x82, 0x03, 0xe9]],
])("refuses %s", (_, bytes) => {
  expect(() => createCutter(1000)(Buffer.from(bytes))).toThrow();
});
