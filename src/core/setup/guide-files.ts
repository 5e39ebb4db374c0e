import type { Blueprint, SetupFile } from "./blueprint.ts";

/** The page that GitHub shows first, and one in each folder: git keeps no empty folder. */
export const listGuideFiles = ({ answers }: Blueprint): SetupFile[] => [
  { path: "README.md", text: writeFirstPage() },
  ...answers.folders.map(listFolderPage),
];

/** The page of one folder. */
export const listFolderPage = ({
  name,
  requesters,
  approvers,
}: Blueprint["answers"]["folders"][number]): SetupFile => ({
  path: `access-requests/${name}/README.md`,
  text: writeFolderPage(name, requesters, approvers),
});

const writeFirstPage = (): string => `# Access

Access for hours, with a reason and an approval. Ask here, and it ends by itself.

- [**Ask for access**](ACCESS.md): everything on offer, each with a link. You need no git
- [All ways to ask](access-requests/README.md)
- [The policies](policies): who may ask for what, for how long, and who approves
- [Who has access now](../../tree/access-ledger), from the first request on. In a clone: \`hallpass status\`

Each request is one file under \`access-requests/<team>/\`, in a pull request of its own. The check on it says who approves, or what to correct.
`;

const writeFolderPage = (name: string, requesters: string, approvers: string): string => `# ${name}

The team \`${requesters}\` asks here, and \`${approvers}\` approves. [How to ask](../README.md)
`;
