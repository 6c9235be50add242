// Dates come as local time with an offset; they are shown as written, whatever zone the visitor's browser is in.

const options = { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" };
const LONG = new Intl.DateTimeFormat("ru", options);
const WEEKDAY = new Intl.DateTimeFormat("ru", { timeZone: "UTC", weekday: "short" });

export const dayOf = (iso) => iso.slice(0, 10);
export const timeOf = (iso) => iso.slice(11, 16);

const midnight = (iso) => new Date(`${dayOf(iso)}T00:00:00Z`);

export const longDay = (iso) => LONG.format(midnight(iso)).replace(/\s*г\.$/, "");
export const dayWithWeekday = (iso) => `${longDay(iso)}, ${WEEKDAY.format(midnight(iso))}`;
export const moment = (iso) => `${WEEKDAY.format(midnight(iso))}, ${longDay(iso)}, ${timeOf(iso)}`;

export function fileSize(bytes) {
  if (bytes < 1024) return `${bytes} Б`;
  const [value, unit] = bytes < 1024 * 1024 ? [bytes / 1024, "КБ"] : [bytes / 1024 / 1024, "МБ"];
  return `${value.toLocaleString("ru", { maximumFractionDigits: 1 })} ${unit}`;
}

export const fullName = (person) => [person.first_name, person.last_name].filter(Boolean).join(" ");
export const initials = (person) =>
  [person.first_name, person.last_name].filter(Boolean).map((word) => word[0].toUpperCase()).join("");
