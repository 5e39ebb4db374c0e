import { expect, it } from "vitest";
import { createNarrator } from "../src/narration/narrator.ts";

const control = "\u001b";

function narrate(isColoured: boolean, isLive = false): string {
  let written = "";
  const narrator = createNarrator(
    (text) => {
      written += text;
    },
    { isColoured, isLive },
  );
  narrator.step("She asks");
  narrator.passes("a moment");
  narrator.passes("a moment");
  narrator.types("$", "git push");
  narrator.quotes("**Next:** carol");
  narrator.bad("refused");
  return written;
}

it("numbers the steps and marks what is typed, quoted and refused", () => {
  expect(narrate(false)).toBe(
    ["", "1  She asks", "   $ git push", "   │ Next: carol", "   ✗ refused", ""].join("\n"),
  );
});

it("colours only where colours are wanted, and says the same words", () => {
  const coloured = narrate(true);
  expect(coloured).toContain(`${control}[31m   ✗ ${control}[0mrefused`);
  expect(coloured.replaceAll(new RegExp(`${control}\\[\\d+m`, "gu"), "")).toBe(narrate(false));
});

it("shows at a terminal alone what passes, once, and wipes it away", () => {
  const [before, after] = narrate(false, true).split("   … a moment");
  expect(before).toBe(`\n1  She asks\n\r${control}[2K`);
  expect(after).toMatch(/^\r.\[2K {3}\$ git push\n/u);
});

it("remembers every line for the picture", () => {
  const narrator = createNarrator(() => {}, { isColoured: true, isLive: true });
  narrator.passes("a moment");
  narrator.title("Hallpass", "for a while");
  expect(narrator.lines.map((line) => line.map(({ text }) => text).join(""))).toEqual([
    "Hallpass",
    "for a while",
  ]);
});
