import { scaleLinear, scaleUtc } from "d3-scale";
import { area, curveStepAfter } from "d3-shape";
import type { Element } from "hast";
import { h, s } from "hastscript";
import type { Overview } from "../../../core/overview/overview.ts";
import { renderAxis, WIDTH } from "./axis.ts";

const HEIGHT = 120;

/** How much was held at the same time. */
export function renderLevels({ levels, since, until }: Overview): Element {
  const most = Math.max(0, ...levels.map(({ count }) => count));
  const x = scaleUtc([since, until], [0, WIDTH]);
  const y = scaleLinear([0, Math.max(1, most)], [HEIGHT, 4]);
  const path = area<(typeof levels)[number]>()
    .x(({ at }) => x(at))
    .y0(HEIGHT)
    .y1(({ count }) => y(count))
    .curve(curveStepAfter)
    .digits(1);
  return h("figure", null, [
    s(
      "svg",
      {
        role: "img",
        "aria-label": `Accesses held at the same time: at most ${most}.`,
        viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
        height: HEIGHT,
        preserveAspectRatio: "none",
      },
      s("path", { class: "area", d: path(levels) ?? "" }),
    ),
    renderAxis(since, until),
    h("figcaption", null, `At most ${most} at the same time.`),
  ]);
}
