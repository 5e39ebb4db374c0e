/** Days of an ISO 8601 duration as Microsoft writes it: `P180D`, `PT8H`, `P1DT12H`. */
export function readDays(duration: string): number | undefined {
  const form = /^P(?:(?<days>\d+)D)?(?:T(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:\d+S)?)?$/u;
  const found = form.exec(duration)?.groups;
  if (found === undefined) return undefined;
  const { days = "0", hours = "0", minutes = "0" } = found;
  return Number(days) + Number(hours) / 24 + Number(minutes) / 1440;
}
