/** The text of an issue as GitHub writes it from the form. */
export const issueText = ({
  access = "memory / sandbox / visitor (payments)",
  duration = "2h",
  start = "_No response_",
  reason = "Investigate stuck refunds for INC-1234",
}: {
  access?: string;
  duration?: string;
  start?: string;
  reason?: string;
} = {}): string =>
  `### Access\n\n${access}\n\n### For how long\n\n${duration}\n\n### Start\n\n${start}\n\n### Why\n\n${reason}\n`;
