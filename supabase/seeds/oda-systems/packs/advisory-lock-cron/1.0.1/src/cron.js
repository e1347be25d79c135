const FIELDS = [
  ['minute', 0, 59],
  ['hour', 0, 23],
  ['day of month', 1, 31],
  ['month', 1, 12],
  ['day of week', 0, 6],
];

function parseField(text, [name, min, max]) {
  const values = new Set();
  for (const part of text.split(',')) {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (!match) throw new SyntaxError(`Cannot read ${name} "${part}"`);
    const [, from, to, step] = match;
    const first = from === undefined ? min : Number(from);
    const last = to !== undefined ? Number(to) : from === undefined || step !== undefined ? max : first;
    if (first < min || last > max || first > last || step === '0') throw new RangeError(`${name} "${part}" is out of range`);
    for (let value = first; value <= last; value += Number(step ?? 1)) values.add(value);
  }
  return values;
}

export function parseCron(expression) {
  const parts = expression.trim().split(/\s+/);
  if (parts.length !== 5) throw new SyntaxError(`Cron needs five fields, got ${parts.length}`);
  const [minute, hour, day, month, weekday] = parts.map((part, index) => parseField(part, FIELDS[index]));
  // As in every cron since Vixie's: when both day fields are restricted, either may match.
  const eitherDay = parts[2] !== '*' && parts[4] !== '*';
  return { minute, hour, day, month, weekday, eitherDay };
}

function dayMatches(cron, date) {
  if (!cron.month.has(date.getUTCMonth() + 1)) return false;
  const day = cron.day.has(date.getUTCDate());
  const weekday = cron.weekday.has(date.getUTCDay());
  return cron.eitherDay ? day || weekday : day && weekday;
}

/** The first matching minute after `after`, in UTC. Throws when none comes within five years. */
export function nextRun(expression, after = new Date()) {
  const cron = parseCron(expression);
  const date = new Date(after);
  date.setUTCSeconds(0, 0);
  date.setUTCMinutes(date.getUTCMinutes() + 1);
  const limit = after.getTime() + 5 * 366 * 86_400_000;
  while (date.getTime() < limit) {
    if (!dayMatches(cron, date)) {
      date.setUTCDate(date.getUTCDate() + 1);
      date.setUTCHours(0, 0);
    } else if (!cron.hour.has(date.getUTCHours())) {
      date.setUTCHours(date.getUTCHours() + 1, 0);
    } else if (!cron.minute.has(date.getUTCMinutes())) {
      date.setUTCMinutes(date.getUTCMinutes() + 1);
    } else {
      return date;
    }
  }
  throw new RangeError(`"${expression}" never comes`);
}
