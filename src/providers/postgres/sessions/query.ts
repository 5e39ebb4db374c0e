/** One statement; values travel apart from it. */
export type Query = <Row extends object>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;
