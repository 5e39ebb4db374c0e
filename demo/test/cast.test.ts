import { expect, it } from "vitest";
import { drawCast } from "../src/narration/cast.ts";
import type { Line } from "../src/narration/narrator.ts";
import { readCast } from "./read-cast.ts";

const line = (text: string): Line => [{ text, style: "plain" }];

it("shows every line, whatever is in it", () => {
  const texts = ["<script>alert(1)</script>", "a && b > c", "]]>", "“ünïcode” ✓", "   indented"];
  const svg = drawCast(texts.map(line));
  expect(readCast(svg)).toEqual(["npm run demo", ...texts]);
  expect(svg).not.toMatch(/<script|href|url\(|@import|on\w+=/u);
});

it("leaves out what XML cannot hold", () => {
  expect(readCast(drawCast([line("a\u0000b\u001b[31mc")]))).toEqual(["npm run demo", "ab[31mc"]);
});

it("grows with the story", () => {
  const heightOf = (svg: string) => Number(/ height="(\d+)"/u.exec(svg)?.[1]);
  expect(heightOf(drawCast([line("a"), [], line("b")]))).toBeGreaterThan(heightOf(drawCast([line("a")])));
});
