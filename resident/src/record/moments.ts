/** Times as one says them to somebody: `tisdag 2026-11-24 kl. 09:20`. */
import { formatDate, formatTime, weekdayOf } from '@vardkedjan/ui/dates.ts';
import type { Language } from '@vardkedjan/ui/language.tsx';

export function sayMoment(value: string | undefined, language: Language): string {
  const date = formatDate(value);
  if (date.length < 10) return date;
  const time = formatTime(value);
  const day = `${weekdayOf(date, language)} ${date}`;
  return time ? `${day} ${language === 'sv' ? 'kl.' : 'at'} ${time}` : day;
}

export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('sv') + text.slice(1);
}
