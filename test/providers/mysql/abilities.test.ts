import { expect, it } from "vitest";
import { describeRights } from "../../../src/providers/mysql/roles/abilities.ts";
import { parseGrantLine } from "../../../src/providers/mysql/roles/lent-rights.ts";

it("names the rights of a role as people write them, each once, and USAGE not at all", () => {
  const lines = [
    "GRANT USAGE ON *.* TO `reader`@`%`",
    "GRANT SELECT, INSERT (`id`) ON `orders`.* TO `reader`@`%`",
    "GRANT SELECT, INSERT (`id`) ON `orders`.* TO `writer`@`%`",
    "GRANT `writer`@`%` TO `reader`@`%`",
    "GRANT EXECUTE ON PROCEDURE `orders`.`close``it` TO `reader`@`%`",
  ];
  expect(describeRights(lines.map(parseGrantLine))).toEqual([
    "SELECT, INSERT on orders.*",
    "EXECUTE on orders.close`it",
  ]);
});

it("counts the rights beyond a dozen", () => {
  const lines = Array.from({ length: 30 }, (_, n) => `GRANT SELECT ON \`orders\`.\`t${n}\` TO \`r\`@\`%\``);
  const said = describeRights(lines.map(parseGrantLine));
  expect(said).toHaveLength(12);
  expect(said.at(-1)).toBe("19 further abilities");
});
