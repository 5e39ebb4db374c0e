import { beforeEach, describe, expect, it, vi } from "vitest";
import { main } from "../../src/cli.ts";
import { at } from "../git/fixture.ts";
import { pastMonth } from "../support/builders/past-month.ts";
import { capture, cloneRounds } from "./clone.ts";

const now = at("18:00:00");
const insight = (...argv: string[]) => capture(main, "insight", ...argv);

describe("hallpass insight", () => {
  let dir = "";
  beforeEach(async () => {
    dir = await cloneRounds([pastMonth(300, now)]);
    vi.useFakeTimers({ toFake: ["Date"], now });
    return () => vi.useRealTimers();
  });

  it("names what stands out, with its reason", async () => {
    const { code, out, err } = await insight("--repository", dir);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(
      /^For longer each time\n- ivan asked for ReadOnlyAccess on aws\/billing for longer each of the last 3 times/u,
    );
    expect(out).toContain("Borrowed by many\n- 12 people borrowed");
  });

  it("prints it for a script", async () => {
    const { code, out } = await insight("--repository", dir, "--json", "--since", "1d");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ verified: true, since: "2026-11-19T18:00:00.000Z", signals: [] });
  });

  it.each([
    [["--until", "2026-11-21T00:00:00Z"], "--until 2026-11-21T00:00:00.000Z is yet to come."],
    [["--since", "2026-11-20T18:00:00Z"], "--since 2026-11-20T18:00:00.000Z is not before --until"],
  ])("refuses a time in which nothing can be found: %j", async (argv, message) => {
    const { code, out, err } = await insight("--repository", dir, ...argv);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(message);
  });

  it("refuses what is no time", async () => {
    const { code, err } = await insight("--repository", dir, "--since", "soon");
    expect([code, err.split("\n")[0]]).toEqual([
      2,
      "--since soon is neither a duration nor a time. Write it as 30d or 2026-11-20T16:02:00Z.",
    ]);
  });
});
