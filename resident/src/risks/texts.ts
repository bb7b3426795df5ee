import type { RiskKind } from '@vardkedjan/care/coordination/risk-report.ts';
import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const texts = defineTexts({
  sv: {
    title: 'Öppna riskrapporter',
    lead: 'Det personalen har rapporterat som farligt, eller som kunde ha blivit det, och som inte är avslutat. Vad en rapport säger läses bara av den som har skrivit den och av enhetens verksamhetschef.',
    link: 'Risker som personalen har rapporterat',
    none: 'Inga rapporter är öppna.',
    kinds: {
      system: 'Datasystem',
      drug: 'Läkemedel',
      handover: 'Överlämning',
      identity: 'Förväxling',
      device: 'Utrustning',
      other: 'Annat',
    } satisfies Record<RiskKind, string>,
    isNew: 'Ny',
    isTaken: 'Tas om hand',
    earlier: 'Äldre rapporter',
    toStart: 'Start',
  },
  en: {
    title: 'Open reports of risks',
    lead: 'What staff have reported as dangerous, or that could have become so, and that is not closed. What a report says is read by who wrote it and the head of the unit alone.',
    link: 'Risks that staff have reported',
    none: 'No reports are open.',
    kinds: {
      system: 'Computer system',
      drug: 'Drugs',
      handover: 'Handover',
      identity: 'Mistaken identity',
      device: 'Equipment',
      other: 'Other',
    } satisfies Record<RiskKind, string>,
    isNew: 'New',
    isTaken: 'Being handled',
    earlier: 'Older reports',
    toStart: 'Start',
  },
});
