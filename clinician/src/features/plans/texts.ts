import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const texts = defineTexts({
  sv: {
    title: 'Vårdplaner',
    none: 'Inga vårdplaner.',
    plan: 'Plan',
    kind: 'Slag',
    activities: 'Att göra',
    period: 'Tid',
    author: 'Ansvarig',
    status: 'Status',
    done: (done: number, all: number) => `${done} av ${all} klara`,
    statuses: {
      draft: 'Utkast',
      active: 'Pågår',
      'on-hold': 'Pausad',
      revoked: 'Avbruten',
      completed: 'Avslutad',
    } as Record<string, string>,
  },
  en: {
    title: 'Care plans',
    none: 'No care plans.',
    plan: 'Plan',
    kind: 'Kind',
    activities: 'To do',
    period: 'Time',
    author: 'Responsible',
    status: 'Status',
    done: (done: number, all: number) => `${done} of ${all} done`,
    statuses: {
      draft: 'Draft',
      active: 'Active',
      'on-hold': 'On hold',
      revoked: 'Revoked',
      completed: 'Completed',
    } as Record<string, string>,
  },
});
