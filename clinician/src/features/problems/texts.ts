import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const texts = defineTexts({
  sv: {
    title: 'Diagnoser',
    none: 'Inga diagnoser i journalen.',
    diagnosis: 'Diagnos',
    code: 'Kod',
    since: 'Sedan',
    until: 'Till',
    recordedAt: 'Enhet',
    status: 'Status',
    active: 'Aktuell',
    past: 'Tidigare',
    atContact: 'Vid kontakt',
    uncertain: 'misstänkt',
    earlier: (count: number) => `${count} tidigare`,
  },
  en: {
    title: 'Diagnoses',
    none: 'No diagnoses in the record.',
    diagnosis: 'Diagnosis',
    code: 'Code',
    since: 'Since',
    until: 'Until',
    recordedAt: 'Unit',
    status: 'Status',
    active: 'Current',
    past: 'Past',
    atContact: 'At a contact',
    uncertain: 'suspected',
    earlier: (count: number) => `${count} earlier`,
  },
});
