/**
 * What the law lets be done with an open record besides writing in it: offered in the strip's menu and in the palette, where the server has said that
 * whoever has it open may (care/src/access/offered.ts). Each is a dialogue; the server decides anew when it is sent.
 */
import { ageOn } from '@vardkedjan/care/people/age.ts';
import type { Chart } from '../chart/chart.ts';
import { today } from '../chart/today.ts';
import type { Bilingual } from '../feature.ts';
import { keptState } from '../kept-state.ts';

const ids = ['lift', 'consent', 'emergency', 'incapacity', 'hand-out', 'registers', 'online', 'erase'] as const;
export type RecordActId = (typeof ids)[number];

export interface RecordAct {
  id: RecordActId;
  title: Bilingual;
  /** Acts of the law: offered when any of them is. */
  acts: readonly string[];
  /** For whom it can be done at all. */
  fits?: (chart: Chart) => boolean;
}

const isChild = ({ patient }: Chart): boolean => (ageOn(patient.birthDate ?? '', today())?.years ?? 0) < 18;

const all: readonly RecordAct[] = [
  {
    id: 'lift',
    title: { sv: 'Öppna spärrade uppgifter', en: 'Open blocked data' },
    acts: ['lift-block', 'ask-unit-to-lift'],
    fits: ({ blocks }) => blocks !== 'none',
  },
  {
    id: 'consent',
    title: { sv: 'Samtycke till sammanhållen dokumentation', en: 'Consent to shared records' },
    acts: ['register-consent'],
  },
  {
    id: 'emergency',
    title: { sv: 'Nödöppning av andra vårdgivares uppgifter', en: 'Open other care providers’ data in an emergency' },
    acts: ['emergency'],
  },
  {
    id: 'incapacity',
    title: { sv: 'Patienten saknar förmåga att samtycka', en: 'The patient lacks the capacity to consent' },
    acts: ['open-without-capacity'],
    fits: (chart) => !isChild(chart),
  },
  {
    id: 'hand-out',
    title: { sv: 'Anteckna att uppgifter lämnats ut', en: 'Note that a copy has been handed out' },
    acts: ['hand-out'],
  },
  {
    id: 'registers',
    title: { sv: 'Kvalitetsregister: information och val', en: 'Quality registers: information and choice' },
    acts: ['choose-quality-registers'],
  },
  {
    id: 'online',
    title: { sv: 'Vem som läser barnets journal på nätet', en: 'Who reads the child’s record online' },
    acts: ['decide-online'],
    fits: isChild,
  },
  {
    id: 'erase',
    title: { sv: 'Förstör uppgifter efter beslut av IVO', en: 'Destroy entries on the authority’s decision' },
    acts: ['erase'],
  },
];

/** undefined: the record is not open. */
export function recordActs(chart: Chart | undefined): RecordAct[] {
  if (chart === undefined) return [];
  return all.filter(({ acts, fits }) => acts.some((act) => chart.offers.has(act)) && (fits?.(chart) ?? true));
}

interface Asked {
  patientId: string;
  act: RecordActId | undefined;
}

const nothing: Asked = { patientId: '', act: undefined };

/** In whose record which dialogue is open. */
const asked = keptState<Asked>('record-act', (kept) => {
  const { patientId, act } = (kept ?? {}) as Partial<Asked>;
  const known = ids.find((id) => id === act);
  return typeof patientId === 'string' && known !== undefined ? { patientId, act: known } : nothing;
});

export function askAct(patientId: string, act: RecordActId): void {
  asked.set(() => ({ patientId, act }));
}

export function closeAct(): void {
  asked.set(() => nothing);
}

export function useAskedAct(patientId: string): RecordActId | undefined {
  const now = asked.use();
  return now.patientId === patientId ? now.act : undefined;
}
