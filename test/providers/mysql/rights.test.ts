import { describe, expect, it } from "vitest";
import { findFault } from "../../../src/providers/mysql/roles/judge-rights.ts";
import { parseGrantLine } from "../../../src/providers/mysql/roles/lent-rights.ts";

describe("a line of SHOW GRANTS", () => {
  it.each([
    [
      "GRANT USAGE ON *.* TO `r`",
      { kind: "privileges", privileges: ["USAGE"], schema: "*", object: "*", grantable: false },
    ],
    [
      "GRANT SELECT, LOCK TABLES ON `or``ders`.* TO `r`@`%` WITH GRANT OPTION",
      {
        kind: "privileges",
        privileges: ["SELECT", "LOCK TABLES"],
        schema: "or`ders",
        object: "*",
        grantable: true,
      },
    ],
    [
      "GRANT SELECT (`id`, `a,b`), INSERT (`total`), DELETE ON `orders`.`orders` TO `r`",
      {
        kind: "privileges",
        privileges: ["SELECT", "INSERT", "DELETE"],
        schema: "orders",
        object: "orders",
        grantable: false,
      },
    ],
    [
      "GRANT EXECUTE ON PROCEDURE `orders`.`close` TO `r` WITH MAX_USER_CONNECTIONS 3 GRANT OPTION",
      { kind: "privileges", privileges: ["EXECUTE"], schema: "orders", object: "close", grantable: true },
    ],
    ["GRANT `inner` TO `r`", { kind: "role", role: "inner", grantable: false }],
    ["GRANT `inner`@`%` TO `r`@`%` WITH ADMIN OPTION", { kind: "role", role: "inner", grantable: true }],
    ["GRANT PROXY ON ''@'%' TO 'r'@'%'", { kind: "unknown", line: "GRANT PROXY ON ''@'%' TO 'r'@'%'" }],
  ])("%s", (line, right) => {
    expect(parseGrantLine(line)).toEqual(right);
  });
});

describe("the rights of a role to lend", () => {
  const judge = (...lines: string[]) => findFault(lines.map(parseGrantLine), "hallpass");

  it.each([
    ["GRANT SELECT ON *.* TO `r`", "global privilege SELECT"],
    ["GRANT ROLE_ADMIN ON *.* TO `r`@`%`", "global privilege ROLE_ADMIN"],
    ["GRANT SELECT ON `mysql`.`user` TO `r`", '"mysql"'],
    ["GRANT SELECT ON `MySQL`.* TO `r`", '"mysql"'],
    ["GRANT SELECT ON `%`.* TO `r`", '"mysql"'],
    ["GRANT SELECT ON `h_llpass`.* TO `r`", '"hallpass"'],
    ["GRANT EVENT ON `orders`.* TO `r`", "EVENT"],
    ["GRANT ALL PRIVILEGES ON `orders`.* TO `r`", "ALL PRIVILEGES"],
    ["GRANT CREATE ROUTINE ON `orders`.* TO `r`", "CREATE ROUTINE"],
    ["GRANT EXECUTE, ALTER ROUTINE ON PROCEDURE `orders`.`close` TO `r`", "ALTER ROUTINE"],
    ["GRANT USAGE ON *.* TO `r` WITH GRANT OPTION", "GRANT OPTION"],
    ["GRANT `inner` TO `r` WITH ADMIN OPTION", "ADMIN OPTION"],
    ["GRANT PROXY ON ''@'%' TO 'r'@'%'", "cannot read"],
  ])("refuses %s", (line, part) => {
    expect(judge("GRANT USAGE ON *.* TO `r`", line)).toContain(part);
  });

  it.each([
    "GRANT PROCESS, SHOW DATABASES ON *.* TO `r`",
    "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, EXECUTE ON `orders`.* TO `r`",
    "GRANT SELECT ON `mysql\\_copy`.* TO `r`",
    "GRANT SELECT ON `h\\_llpass`.* TO `r`",
    "GRANT SELECT ON `m_sql`.`a_table` TO `r`",
    "GRANT `inner` TO `r`",
  ])("lends %s", (line) => {
    expect(judge("GRANT USAGE ON *.* TO `r`", line)).toBeUndefined();
  });
});
