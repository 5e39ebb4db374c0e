import { describe, expect, it } from "vitest";
import { refuseMalformed } from "../../../src/providers/ldap/connection/message-form.ts";

const element = (tag: number, ...content: (Buffer | string)[]): Buffer => {
  const body = Buffer.concat(content.map((part) => Buffer.from(part)));
  return Buffer.concat([Buffer.from([tag, body.length]), body]);
};
const text = (value: string): Buffer => element(0x04, value);
const message = (...parts: Buffer[]): Buffer => element(0x30, element(0x02, "\u0007"), ...parts);
const entry = (...attributes: Buffer[]): Buffer =>
  element(0x64, text("dc=org"), element(0x30, ...attributes));
const attribute = (...values: Buffer[]): Buffer => element(0x30, text("member"), element(0x31, ...values));
const controls = (...parts: Buffer[]): Buffer => element(0xa0, element(0x30, ...parts));
const done = element(0x65, element(0x0a, "\u0000"), text(""), text(""));
/** One byte longer than it is. */
const overlong = Buffer.from([0x04, 0x05, 0x61]);

describe("a message of a directory", () => {
  it.each([
    ["an entry", message(entry(attribute(text("cn=a"), text("cn=b")), attribute()))],
    ["a reference", message(element(0x73, text("ldap://other")))],
    [
      "a result with a page's cookie",
      message(done, controls(text("1.2"), element(0x01, "\u0000"), text("x"))),
    ],
    [
      "an answer to an extended operation",
      message(element(0x78, element(0x0a, "\u0000"), element(0x8b, "x"))),
    ],
  ])("is taken: %s", (_, whole) => {
    expect(() => refuseMalformed(whole)).not.toThrow();
  });

  it.each([
    ["a value that is longer than the entry", message(entry(attribute(overlong)))],
    ["an attribute that is longer than the entry", message(entry(Buffer.from([0x30, 0x7f, 0x04])))],
    ["a text in place of an attribute", message(entry(text("\u0004\u0005x")))],
    ["a text in place of values", message(entry(element(0x30, text("member"), text("cn=a"))))],
    ["a number among the values", message(entry(attribute(element(0x02, "\u0001"))))],
    ["a reference that is longer than its list", message(element(0x73, overlong))],
    ["a control that is longer than the list", message(done, element(0xa0, Buffer.from([0x30, 0x7f])))],
    ["a control with two values", message(done, controls(text("1.2"), text("x"), text("y")))],
    ["a result whose parts are too long", message(element(0x65, element(0x0a, "\u0000"), overlong))],
    ["nothing", element(0x30)],
    ["something after it", message(done, controls(text("1.2")), done)],
  ])("is refused, where ldapts would read for ever or something else: %s", (_, broken) => {
    expect(() => refuseMalformed(broken)).toThrow();
  });
});
