/** How the person uses the access while the lease lives: a line to type, or a page to open. Never a secret. */
export interface Connection {
  readonly kind: "command" | "link";
  /** `psql -h db.example -U alice orders`, or an https URL. */
  readonly text: string;
}
