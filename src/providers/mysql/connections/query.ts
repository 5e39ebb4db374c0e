/** Runs one statement; its values are passed separately. Statements that change accounts take no values. */
export type Query = <Row extends object>(
  sql: string,
  values?: readonly (string | number)[],
) => Promise<Row[]>;
