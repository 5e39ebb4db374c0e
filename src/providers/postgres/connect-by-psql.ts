import type { Connection } from "../../core/access/connection.ts";
import { shellLine } from "../adapter/shell-word.ts";

/** The line that opens a session: https://www.postgresql.org/docs/18/app-psql.html. psql asks for the password. */
export const connectByPsql = ({
  host,
  port,
  user,
  database,
}: {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}): Connection => ({
  kind: "command",
  text: shellLine("psql", "-h", host, "-p", String(port), "-U", user, "-d", database),
});
