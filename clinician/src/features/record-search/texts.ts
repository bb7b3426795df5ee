import { defineTexts } from '@vardkedjan/ui/language.tsx';
import type { Kind } from '../../chart/describe.ts';

const kindsSv: Record<Kind, string> = {
  contact: 'Vårdkontakt',
  problem: 'Diagnos',
  medication: 'Läkemedel',
  result: 'Labb',
  vital: 'Mätvärde',
  note: 'Anteckning',
  referral: 'Remiss',
  report: 'Svar',
  vaccination: 'Vaccination',
  procedure: 'Åtgärd',
  plan: 'Vårdplan',
  warning: 'Varning',
  appointment: 'Bokning',
  other: 'Övrigt',
};
const kindsEn: Record<Kind, string> = {
  contact: 'Contact',
  problem: 'Diagnosis',
  medication: 'Drug',
  result: 'Lab',
  vital: 'Vital sign',
  note: 'Note',
  referral: 'Referral',
  report: 'Answer',
  vaccination: 'Vaccination',
  procedure: 'Procedure',
  plan: 'Care plan',
  warning: 'Warning',
  appointment: 'Appointment',
  other: 'Other',
};

export const texts = defineTexts({
  sv: {
    title: 'Sök',
    command: 'Sök i journalen',
    field: 'Sök i journalen',
    help: 'Alla ord i anteckningar, diagnoser, svar och läkemedel. Böjningsformer hittas också.',
    none: (text: string) => `Inget i journalen innehåller ”${text}”.`,
    hits: (count: string) => `${count} träffar, nyaste först`,
    more: 'Hämta fler',
    kinds: kindsSv,
  },
  en: {
    title: 'Search',
    command: 'Search the record',
    field: 'Search the record',
    help: 'Every word in notes, diagnoses, answers and drugs. Inflected forms are found too.',
    none: (text: string) => `Nothing in the record contains “${text}”.`,
    hits: (count: string) => `${count} hits, the newest first`,
    more: 'Fetch more',
    kinds: kindsEn,
  },
});
