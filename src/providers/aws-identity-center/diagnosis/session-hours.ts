/** Hours of a duration of ISO 8601, as `SessionDuration` of a permission set has it: days, hours, minutes and seconds. `undefined` for another form. */
export function hoursOf(duration: string): number | undefined {
  const form =
    /^P(?:(?<days>\d{1,3})D)?(?:T(?:(?<hours>\d{1,3})H)?(?:(?<minutes>\d{1,4})M)?(?:(?<seconds>\d{1,6})S)?)?$/u;
  const groups = form.exec(duration)?.groups;
  if (groups === undefined || !/\d/u.test(duration)) return undefined;
  const { days = "0", hours = "0", minutes = "0", seconds = "0" } = groups;
  return Number(days) * 24 + Number(hours) + Number(minutes) / 60 + Number(seconds) / 3600;
}
