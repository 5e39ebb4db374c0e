import type { Element } from "hast";
import { h } from "hastscript";
import { formatTime } from "../../../core/ledger/ledger-message.ts";

/** The width of every chart, in its own units: the page stretches it. */
export const WIDTH = 1000;

/** The time at both ends of a chart, and in its middle. */
export function renderAxis(since: Date, until: Date): Element {
  const middle = new Date((since.getTime() + until.getTime()) / 2);
  return h(
    "div",
    { class: "axis" },
    [since, middle, until].map((time) => h("span", null, formatTime(time).slice(0, 16).replace("Z", ""))),
  );
}
