import { describe, expect, it } from "vitest";
import { toConnectError, toProviderError } from "../../../src/providers/mysql/connections/failure.ts";
import { createSlots } from "../../../src/providers/mysql/connections/slots.ts";

const numbered = (errno: number, message = "the server's words") =>
  Object.assign(new Error(message), { errno });
const coded = (code: string) => Object.assign(new Error("lost"), { code, errno: -111 });

describe("a failure of the server", () => {
  it.each([
    [1040, "UNREACHABLE"],
    [1205, "BUSY"],
    [1213, "BUSY"],
    [1290, "UNREACHABLE"],
    [1317, "UNREACHABLE"],
    [1962, "BUSY"],
    [1969, "TIMEOUT"],
    [1227, "REFUSED"],
    [1698, "REFUSED"],
    [1064, "UNEXPECTED"],
  ])("number %d is %s, and its words stay private", (errno, code) => {
    const error = toProviderError("orders-db", numbered(errno));
    expect(error).toMatchObject({ code, cause: { errno } });
    expect(error.message).not.toContain("the server's words");
  });

  it.each([1045, 1130, 1698, 1820, 4151])("number %d of a connection is LOGIN_REFUSED", (errno) => {
    expect(toConnectError("orders-db", numbered(errno)).code).toBe("LOGIN_REFUSED");
  });

  it.each(["ECONNREFUSED", "PROTOCOL_CONNECTION_LOST", "HANDSHAKE_NO_SSL_SUPPORT"])(
    "%s is UNREACHABLE",
    (code) => {
      expect(toConnectError("orders-db", coded(code)).code).toBe("UNREACHABLE");
    },
  );

  it("is TIMEOUT where the server did not answer, and UNEXPECTED where it makes no sense", () => {
    expect(toConnectError("orders-db", new Error("connect ETIMEDOUT")).code).toBe("TIMEOUT");
    expect(toProviderError("orders-db", "nonsense").code).toBe("UNEXPECTED");
  });
});

describe("slots for connections", () => {
  it("let the next one in when one comes free, in order, and give up in time", async () => {
    const slots = createSlots(1);
    expect(await slots.take(10)).toBe(true);
    expect(await slots.take(1)).toBe(false);
    const order: string[] = [];
    const second = slots.take(10_000).then(() => order.push("second"));
    const third = slots.take(10_000).then(() => order.push("third"));
    slots.giveBack();
    await second;
    slots.giveBack();
    await third;
    expect(order).toEqual(["second", "third"]);
    slots.giveBack();
    expect(await slots.take(10)).toBe(true);
  });
});
