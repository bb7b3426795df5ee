import { defineTexts } from '@vardkedjan/ui/language.tsx';
import type { Kind } from '../../chart/describe.ts';

const lanesSv: Partial<Record<Kind, string>> = {
  contact: 'Vårdkontakter', problem: 'Diagnoser', medication: 'Läkemedel', note: 'Anteckningar', report: 'Svar', referral: 'Remisser', procedure: 'Åtgärder', vaccination: 'Vaccinationer', plan: 'Vårdplaner',
};
const lanesEn: Partial<Record<Kind, string>> = {
  contact: 'Contacts', problem: 'Diagnoses', medication: 'Drugs', note: 'Notes', report: 'Answers', referral: 'Referrals', procedure: 'Procedures', vaccination: 'Vaccinations', plan: 'Care plans',
};

export const texts = defineTexts({
  sv: {
    title: 'Tidslinje',
    lanes: lanesSv,
    show: 'Visa',
    zoomIn: 'Närmare',
    zoomOut: 'Längre bort',
    earlier: 'Tidigare',
    later: 'Senare',
    all: 'Hela tiden',
    keys: 'Piltangenter flyttar, + och − zoomar, 0 visar hela tiden.',
    picture: (from: string, to: string) => `Tidslinje från ${from} till ${to}`,
    list: (from: string, to: string) => `${from} – ${to}`,
    events: (count: number) => (count === 1 ? '1 händelse' : `${count} händelser`),
    none: 'Inget i journalen under den här tiden.',
    when: 'När',
    kind: 'Vad',
    what: 'Händelse',
    who: 'Var',
    loading: (count: number) => `Hämtar journalen: ${count} händelser hittills`,
    ongoing: 'pågår',
  },
  en: {
    title: 'Timeline',
    lanes: lanesEn,
    show: 'Show',
    zoomIn: 'Nearer',
    zoomOut: 'Farther',
    earlier: 'Earlier',
    later: 'Later',
    all: 'All time',
    keys: 'Arrow keys move, + and − zoom, 0 shows all time.',
    picture: (from: string, to: string) => `Timeline from ${from} to ${to}`,
    list: (from: string, to: string) => `${from} – ${to}`,
    events: (count: number) => (count === 1 ? '1 event' : `${count} events`),
    none: 'Nothing in the record during this time.',
    when: 'When',
    kind: 'What',
    what: 'Event',
    who: 'Where',
    loading: (count: number) => `Fetching the record: ${count} events so far`,
    ongoing: 'ongoing',
  },
});
