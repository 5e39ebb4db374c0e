/** Runs one statement; its values are passed separately. */
export type Query = <Row extends object>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;
