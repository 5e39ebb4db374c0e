import type { Query } from "../../../src/providers/postgres/sessions/query.ts";

type Rows = readonly object[] | Error;

/** A server that answers by what a statement contains, the first that fits, and nothing to all others; `asked` are the statements. */
export function scripted(answers: readonly (readonly [contains: string, rows: Rows | (() => Rows)])[] = []) {
  const asked: string[] = [];
  const query: Query = async <Row extends object>(sql: string) => {
    asked.push(sql);
    const answer = answers.find(([contains]) => sql.includes(contains))?.[1] ?? [];
    const rows = typeof answer === "function" ? answer() : answer;
    if (rows instanceof Error) throw rows;
    return [...rows] as Row[];
  };
  return { query, asked };
}
