/** The text of a picture, line by line. */
export const readCast = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>(.*)<\/text>/gu)].map(([, inside = ""]) =>
    inside
      .replaceAll(/<[^>]*>/gu, "")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&"),
  );

const masks: readonly (readonly [RegExp, string])[] = [
  [/(\d{4}-)?\d{2}-\d{2} \d{2}:\d{2}(:\d{2})?Z/gu, "<time>"],
  [/\d{2}:\d{2}:\d{2}Z?/gu, "<time>"],
  [/\d{4}-\d{2}-\d{2}-alice-orders-readonly-[0-9a-f]{4}/gu, "<name>"],
  [/127\.0\.0\.1:\d+/gu, "127.0.0.1:<port>"],
  [/-?\d+ ms/gu, "<duration>"],
  [/Done in \d+ seconds/gu, "Done in <duration>"],
  [/\d+ API requests of the app, \d+ of them/gu, "<count> API requests of the app, <count> of them"],
];

/** The same without the parts that differ from run to run. */
export const maskCast = (svg: string): string[] =>
  readCast(svg).map((line) => masks.reduce((text, [pattern, mask]) => text.replaceAll(pattern, mask), line));
