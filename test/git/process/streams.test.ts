import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { askObjects } from "../../../src/git/process/ask-objects.ts";
import { eachObject } from "../../../src/git/process/each-object.ts";
import { eachRecord } from "../../../src/git/process/each-record.ts";
import { git, temporaryFolder } from "../fixture.ts";

function scene() {
  const directory = temporaryFolder();
  git(directory, ["init", "--quiet", "--bare"]);
  const write = (bytes: Buffer): string => git(directory, ["hash-object", "-w", "--stdin"], bytes);
  return { directory, store: { directory }, write };
}

/** A tree of 25⁴ files with long names, in five objects: more than 64 MiB when it is listed. */
function writeWideTree(directory: string, blob: string): string {
  let entry = `100644 blob ${blob}`;
  let tree = "";
  for (let depth = 0; depth < 4; depth++) {
    const name = (index: number): string => `${"n".repeat(60)}${index}`;
    const entries = Array.from({ length: 25 }, (_, index) => `${entry}\t${name(index)}\n`).join("");
    tree = git(directory, ["mktree"], entries);
    entry = `040000 tree ${tree}`;
  }
  return tree;
}

const collect = async (store: { directory: string }, ids: readonly string[]) => {
  const found: [string, Buffer][] = [];
  const batches = ids.map((id) => [id]);
  await eachObject(
    store,
    "blob",
    batches,
    (id) => id,
    (bytes, id) => found.push([id, Buffer.from(bytes)]),
  );
  return found;
};

describe("What git prints is read as it comes", () => {
  it("has no end at 64 MiB", async () => {
    const { directory, store, write } = scene();
    const tree = writeWideTree(directory, write(Buffer.from("x")));
    let records = 0;
    let bytes = 0;
    let largest = 0;
    for await (const batch of eachRecord(store, ["ls-tree", "-r", "-z", tree], ({ length }) => length + 1)) {
      records += batch.length;
      bytes += batch.reduce((sum, length) => sum + length, 0);
      largest = Math.max(largest, batch.length);
    }
    expect(records).toBe(25 ** 4);
    expect(bytes).toBeGreaterThan(64 * 1024 * 1024);
    // What is held at once does not grow with what there is.
    expect(largest).toBeLessThan(2_000);
  });

  it("is left where its reader stops", async () => {
    const { directory, store, write } = scene();
    const tree = writeWideTree(directory, write(Buffer.from("x")));
    for await (const batch of eachRecord(store, ["ls-tree", "-r", "-z", tree], String)) {
      expect(batch.length).toBeGreaterThan(0);
      break;
    }
  });

  it("is not taken for complete when git fails", async () => {
    const { store } = scene();
    const read = async () => {
      for await (const _ of eachRecord(store, ["ls-tree", "-z", "0".repeat(40)], String));
    };
    await expect(read()).rejects.toMatchObject({
      name: "RepositoryError",
      command: "ls-tree",
      exitCode: 128,
    });
  });
});

describe("Many objects", () => {
  it("come in the order asked for, whatever is in them and however long they are", async () => {
    const { store, write } = scene();
    const blobs = [0, 1, 3, 4095, 65_535, 65_536, 70_000, 5, 1_000_000, 0, 7].map((length) =>
      randomBytes(length),
    );
    const ids = blobs.map(write);
    const found = await collect(store, ids);
    expect(found.map(([id]) => id)).toEqual(ids);
    expect(found.every(([, bytes], index) => bytes.equals(blobs[index] ?? Buffer.alloc(0)))).toBe(true);
  });

  it("are not read when there are none", async () => {
    expect(await collect(scene().store, [])).toEqual([]);
  });

  it("are refused when one is missing, of another type, or not an id", async () => {
    const { directory, store, write } = scene();
    const blob = write(Buffer.from("a"));
    const tree = git(directory, ["mktree"], `100644 blob ${blob}\ta\n`);
    const missing = "1".repeat(40);
    await expect(collect(store, [blob, missing, blob])).rejects.toThrow(
      `${missing} is not a blob of this clone`,
    );
    await expect(collect(store, [blob, tree])).rejects.toThrow(`${tree} is not a blob of this clone`);
    await expect(collect(store, ["--batch-all-objects"])).rejects.toThrow("is not a git object id");
  });

  it("end with what the visitor throws", async () => {
    const { store, write } = scene();
    const ids = Array.from({ length: 50 }, () => write(Buffer.from("a")));
    const visit = () => {
      throw new Error("no more");
    };
    await expect(eachObject(store, "blob", [ids], (id) => id, visit)).rejects.toThrow("no more");
  });

  it("end with the failure of what names them", async () => {
    const { store, write } = scene();
    const id = write(Buffer.from("a"));
    async function* names() {
      yield [id];
      throw new Error("no more names");
    }
    await expect(
      eachObject(
        store,
        "blob",
        names(),
        (each) => each,
        () => undefined,
      ),
    ).rejects.toThrow("no more names");
  });
});

describe("Objects that are asked for by name", () => {
  const ask = async (store: { directory: string }, batches: readonly (readonly string[])[]) => {
    const source = async function* () {
      yield* batches;
    };
    const found: (string | undefined)[][] = [];
    for await (const batch of askObjects(store, "blob", source(), (name) => name))
      found.push(batch.map(([, bytes]) => bytes?.toString("latin1")));
    return found;
  };

  it("come batch by batch, in order, also where there is none of this name", async () => {
    const { directory, store, write } = scene();
    const [a, b] = [write(Buffer.from("a")), write(Buffer.alloc(200_000, "b"))];
    const tree = git(directory, ["mktree"], `100644 blob ${a}\tfile\n`);
    const none = "0".repeat(40);
    expect(await ask(store, [[b, none, `${tree}:file`], [], [`${tree}:other`, a], [a]])).toEqual([
      ["b".repeat(200_000), undefined, "a"],
      [],
      [undefined, "a"],
      ["a"],
    ]);
  });

  it("are of the type that was asked for, and whole", async () => {
    const { directory, store, write } = scene();
    const tree = git(directory, ["mktree"], `100644 blob ${write(Buffer.from("a"))}\tfile\n`);
    await expect(ask(store, [[tree]])).rejects.toThrow("is not a blob of this clone");
    await expect(ask({ directory: `${directory}/none` }, [[tree]])).rejects.toThrow();
  });
});
