import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { alertExposed, findExposedFile, findExposedFolder } from "../../src/configuration/exposed-files.ts";
import { temporaryFolder } from "../git/fixture.ts";
import { createListener } from "../support/builders/log.ts";

describe("an --env file", () => {
  it.each([
    [0o600, []],
    [0o400, []],
    [0o640, []],
    [0o644, ["every account may read it"]],
    [0o660, ["its group may change it"]],
    [0o666, ["every account may read it, and every account may change it"]],
    [0o602, ["every account may change it"]],
  ])("of mode %o", (mode, how) => {
    const path = join(temporaryFolder(), "hallpass.env");
    writeFileSync(path, "A=1\n");
    chmodSync(path, mode);
    const found = findExposedFile(path);
    expect(found.map((each) => each.how)).toEqual(how);
    if (how.length > 0) expect(found[0]).toMatchObject({ path, fix: `Run: chmod 600 ${path}` });
  });
});

it("is told of in the log, as an alert with what to run", () => {
  const { log, lines } = createListener();
  alertExposed(log, [{ path: "a.env", how: "every account may read it", fix: "Run: chmod 600 a.env" }]);
  expect(lines).toEqual([
    "error: a.env is not safe from other accounts of this machine: every account may read it. Run: chmod 600 a.env",
  ]);
});

describe("a state folder", () => {
  it.each([
    [0o700, []],
    [0o755, []],
    [0o775, ["its group may change it"]],
    [0o777, ["every account may change it"]],
  ])("of mode %o, and a link to it", (mode, how) => {
    const folder = temporaryFolder();
    const [path, link] = [join(folder, "state"), join(folder, "link")];
    mkdirSync(path);
    chmodSync(path, mode);
    symlinkSync(path, link);
    expect(findExposedFolder(path).map((each) => each.how)).toEqual(how);
    expect(findExposedFolder(link).map((each) => each.how)).toEqual(how);
  });

  it("that is not there yet is made for this account alone", () => {
    expect(findExposedFolder(join(temporaryFolder(), "new"))).toEqual([]);
  });
});
