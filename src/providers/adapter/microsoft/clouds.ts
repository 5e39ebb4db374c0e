/**
 * The hosts of a cloud of Microsoft ("National clouds" of Microsoft Graph; "Compare Azure Government and global Azure"; "Azure China developer
 * guide"). A closed list: a secret is sent to no other host.
 */
export interface Cloud {
  readonly login: string;
  readonly graph: string;
  readonly management: string;
  readonly portal: string;
}

export const clouds = {
  public: {
    login: "https://login.microsoftonline.com",
    graph: "https://graph.microsoft.com",
    management: "https://management.azure.com",
    portal: "https://portal.azure.com",
  },
  usGovernment: {
    login: "https://login.microsoftonline.us",
    graph: "https://graph.microsoft.us",
    management: "https://management.usgovcloudapi.net",
    portal: "https://portal.azure.us",
  },
  china: {
    login: "https://login.chinacloudapi.cn",
    graph: "https://microsoftgraph.chinacloudapi.cn",
    management: "https://management.chinacloudapi.cn",
    portal: "https://portal.azure.cn",
  },
} as const satisfies Readonly<Record<string, Cloud>>;

export type CloudName = keyof typeof clouds;
