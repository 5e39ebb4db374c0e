import { expect, it } from "vitest";
import type { Entry } from "../../../src/providers/ldap/connection/entry.ts";
import { readWindows } from "../../../src/providers/ldap/membership/members.ts";

/** A domain controller that gives at most `most` values at once, as MaxValRange sets it. */
const controller = (members: readonly string[], most: number) => ({
  async read(_: string, { attributes: [asked = ""] }: { attributes: readonly string[] }): Promise<Entry> {
    const { start = "0", end = "0" } = /range=(?<start>\d+)-(?<end>\d+)/u.exec(asked)?.groups ?? {};
    const last = Math.min(Number(end), Number(start) + most - 1);
    const isLast = last >= members.length - 1;
    const values = members.slice(Number(start), last + 1);
    const name = values.length === 0 ? asked : `member;range=${start}-${isLast ? "*" : last}`;
    return { dn: "", attributes: new Map([[name, values]]) };
  },
});

it.each([0, 1, 2, 3, 4, 5, 6, 7])(
  "reads all of %s members, whatever the windows of the server",
  async (count) => {
    const members = Array.from({ length: count }, (_, index) => `CN=${index}`);
    for (const most of [1, 2, 3, 10])
      for (const size of [1, 2, 3, 10]) {
        const { values } = await readWindows(controller(members, most), "directory", "CN=g", [], size);
        expect(values).toEqual(members);
      }
  },
);

it("throws for a group that is gone while it is read", async () => {
  const gone = { read: async () => undefined };
  await expect(readWindows(gone, "directory", "CN=g", [])).rejects.toMatchObject({ code: "BUSY" });
});
