import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { githubProvider } from "../../src/providers/github/provider.ts";
import { startWorld, type World } from "./world.ts";

let world: World;
beforeEach(async () => {
  world = await startWorld({ deadlineSeconds: 20 });
});
afterEach(() => world.github.stop());

const diagnose = async (change: Partial<World["configuration"]> = {}) =>
  ((await githubProvider({ ...world.configuration, ...change }).diagnose?.()) ?? []).map(
    ({ code, message }) => `${code}: ${message}`,
  );

describe("hallpass doctor, of the App that gives access at GitHub", () => {
  it("finds nothing where it has what it needs, and no more", async () => {
    expect(await diagnose()).toEqual([]);
  });

  it("finds permissions that nothing configured needs", async () => {
    expect(await diagnose({ repositories: {}, environments: {} })).toEqual([
      'GITHUB_PERMISSION_BEYOND: The App of the provider "github" has actions: read, and needs none.',
      'GITHUB_PERMISSION_BEYOND: The App of the provider "github" has administration: write, and needs none.',
    ]);
  });

  it("finds permissions that are missing", async () => {
    const robot = world.github.sandbox.apps[0];
    const credentials = { kind: "app", appId: robot.appId, privateKey: robot.privateKey } as const;
    expect(
      await diagnose({ credentials, repositories: {}, environments: {}, organizationRoles: {} }),
    ).toContain(
      'GITHUB_PERMISSION_MISSING: The App of the provider "github" has members: read, and needs write.',
    );
  });

  it("finds access that cannot be given, and says why", async () => {
    const { control } = world.github.sandbox;
    const { id } = control.createOrganizationRole({ name: "strong", baseRole: "admin" });
    const found = await diagnose({
      teams: { oncall: { slug: "oncall", id: 999 }, gone: { slug: "gone", id: 998 } },
      organizationRoles: { strong: { name: "strong", id } },
    });
    expect(found).toEqual([
      'GITHUB_ACCESS_UNUSABLE: "github/oncall" with the role member cannot be given: IDENTITY_CHANGED.',
      'GITHUB_ACCESS_UNUSABLE: "github/gone" with the role member cannot be given: UNKNOWN_ENTITLEMENT.',
      'GITHUB_ACCESS_UNUSABLE: "github/strong" with the role assigned cannot be given: REFUSED.',
    ]);
  });

  it("says of a token that its rights are unknown", async () => {
    const { token = "" } = world.github.sandbox.logins.olga ?? {};
    expect(await diagnose({ credentials: { kind: "token", token } })).toEqual([
      'GITHUB_TOKEN: The provider "github" signs in with a token, whose rights GitHub does not show.',
    ]);
  });
});
