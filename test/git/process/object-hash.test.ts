import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { hasId, requireId } from "../../../src/git/process/object-hash.ts";

const contentOf = (size: number): Buffer =>
  Buffer.from(Array.from({ length: size }, (_, index) => index % 251));

const idOf = (algorithm: string, type: string, bytes: Buffer): string =>
  createHash(algorithm)
    .update(Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes]))
    .digest("hex");

describe("The id of an object", () => {
  it.each([0, 1, 1000, 16_371, 16_372, 16_373, 16_384, 16_385, 70_000])(
    "is that of its type and all of its %i bytes, whatever was hashed before",
    (size) => {
      const bytes = contentOf(size);
      for (const algorithm of ["sha1", "sha256"]) {
        expect(hasId(idOf(algorithm, "blob", contentOf(9000)), "blob", contentOf(9000))).toBe(true);
        const id = idOf(algorithm, "blob", bytes);
        expect(hasId(id, "blob", bytes)).toBe(true);
        expect(hasId(id, "commit", bytes)).toBe(false);
        expect(hasId(id, "blob", Buffer.concat([bytes, Buffer.alloc(1)]))).toBe(false);
        if (size > 0) expect(hasId(id, "blob", bytes.subarray(0, -1))).toBe(false);
      }
    },
  );

  it("is git's", () => {
    expect(hasId("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391", "blob", Buffer.alloc(0))).toBe(true);
    expect(() => requireId("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391", "blob", contentOf(1))).toThrow(
      "is damaged",
    );
  });
});
