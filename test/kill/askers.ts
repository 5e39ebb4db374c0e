import { defaultSeed } from "../../demo/src/sandbox/seed.ts";
import type { Seed } from "../../sandbox/src/seed.ts";

/** Each has a holding of her own: what one was given and lost keeps no other waiting. */
export const ASKERS = ["alice", "ann", "bea", "cleo"] as const;

/** The default seed with more people who may ask. */
export function seedWithAskers(): Seed {
  const seed = defaultSeed();
  const more = ASKERS.slice(1).map((login, index) => ({ id: 2001 + index, login, role: "member" as const }));
  const path = ".github/hallpass.yaml";
  const lines = more.map(
    ({ id, login }) => `  - { id: ${id}, login: ${login}, principals: { orders-db: ${login} } }\n`,
  );
  const anchor = "  - { id: 1001, login: alice";
  return {
    ...seed,
    users: [...seed.users, ...more],
    teams: seed.teams.map((team) =>
      team.slug === "payments"
        ? { ...team, members: [...team.members, ...more.map(({ login }) => login)] }
        : team,
    ),
    repositories: seed.repositories.map((repository) => ({
      ...repository,
      files: {
        ...repository.files,
        [path]: (repository.files[path] ?? "").replace(anchor, `${lines.join("")}${anchor}`),
      },
    })),
  };
}
