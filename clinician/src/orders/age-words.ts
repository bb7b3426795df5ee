/** How long something has waited, as short as a list needs it. */
import type { Language } from '@vardkedjan/ui/language.tsx';

export function ageWords(minutes: number, language: Language): string {
  if (minutes < 1) return language === 'sv' ? 'nyss' : 'just now';
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} ${language === 'sv' ? 'tim' : 'h'}`;
  const days = Math.floor(minutes / (24 * 60));
  return language === 'sv' ? `${days} ${days === 1 ? 'dag' : 'dagar'}` : `${days} ${days === 1 ? 'day' : 'days'}`;
}
