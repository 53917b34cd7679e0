/** Figures as both sides show them, so that the page, the tray and the command line never differ. */
export type Language = 'zh-TW' | 'en';

const UNITS = [
  ['GB', 1e9],
  ['MB', 1e6],
  ['KB', 1e3],
] as const;

/** Decimal units, as the cap is decimal: 1 GB = 1,000,000,000 bytes. Never rounds up past a whole unit. */
export function formatBytes(bytes: number, language: Language): string {
  for (const [unit, size] of UNITS) {
    if (bytes < size) continue;
    const decimals = unit === 'KB' || (unit === 'MB' && bytes >= 10 * size) ? 0 : unit === 'GB' ? 2 : 1;
    // Rounded down: 999,999,999 bytes must not read as "1.00 GB" while the verdict says "not over".
    // The step is taken before the division: 1.15 × 100 is 114.99… in binary.
    const step = 10 ** decimals;
    const shown = Math.floor((bytes * step) / size) / step;
    return `${number(shown, language, decimals)} ${unit}`;
  }
  return language === 'zh-TW' ? `${bytes} 位元組` : `${bytes} bytes`;
}

/** A limit that somebody set, without idle zeros: "1 GB", "1.5 GB". */
export function formatLimit(bytes: number, language: Language): string {
  return formatBytes(bytes, language).replace(/(\.\d*?)0+(?= )/, (_, kept: string) => (kept === '.' ? '' : kept));
}

/** Rounded down to a whole per cent, so that 99.9 never reads as 100 before the cap is reached. */
export function formatPercent(percent: number): string {
  return `${Math.floor(percent)}%`;
}

export function formatClock(timeMs: number, timeZone: string, seconds = false): string {
  const options: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone };
  if (seconds) options.second = '2-digit';
  return formatter(options).format(timeMs);
}

/** zh-TW with the ROC year (115 年 11 月 23 日), as official documents write it; English with the common one. */
export function formatDay(day: string, language: Language): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  if (language === 'zh-TW') return `${year - 1911} 年 ${month} 月 ${date} 日`;
  return `${date} ${formatter({ month: 'long', timeZone: 'UTC' }).format(Date.UTC(year, month - 1, date))} ${year}`;
}

/** A day on a chart's axis, where the year is plain. */
export function formatDayShort(day: string, language: Language): string {
  const [, month = 0, date = 0] = day.split('-').map(Number);
  if (language === 'zh-TW') return `${month}/${date}`;
  return `${date} ${formatter({ month: 'short', timeZone: 'UTC' }).format(Date.UTC(2000, month - 1, date))}`;
}

export function formatDuration(minutes: number, language: Language): string {
  const whole = Math.floor(minutes);
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  if (language === 'zh-TW') return hours > 0 ? `${hours} 小時 ${rest} 分` : `${rest} 分`;
  return hours > 0 ? `${hours} h ${rest} min` : `${rest} min`;
}

function number(value: number, language: Language, decimals: number): string {
  return value.toLocaleString(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

// Making an Intl formatter costs about 50 times what using one does.
const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  let made = formatters.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat('en-GB', options);
    formatters.set(key, made);
  }
  return made;
}
