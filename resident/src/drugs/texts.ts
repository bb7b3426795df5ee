import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const texts = defineTexts({
  sv: {
    title: 'Mina läkemedel',
    lead: 'Läkemedel som är ordinerade i den här journalen. Recept från andra kan finnas någon annanstans.',
    regular: 'Varje dag eller regelbundet',
    asNeeded: 'Vid behov',
    past: 'Tidigare läkemedel',
    none: 'Inga läkemedel är ordinerade just nu.',
    doseMissing: 'Fråga den som skrev ut läkemedlet hur du ska ta det.',
    onHold: 'Uppehåll',
    since: (date: string, who: string) => (who ? `Ordinerat ${date} av ${who}` : `Ordinerat ${date}`),
    until: (date: string) => `till ${date}`,
    doseIn: '',
    showPast: (count: number) => `Visa ${count} tidigare`,
    ask: 'Stämmer inte listan? Ändra inget på egen hand: hör av dig till den mottagning som har skrivit ut läkemedlet.',
  },
  en: {
    title: 'My drugs',
    lead: 'Drugs prescribed in this record. Prescriptions by others may be somewhere else.',
    regular: 'Every day or regularly',
    asNeeded: 'As needed',
    past: 'Earlier drugs',
    none: 'No drugs are prescribed right now.',
    doseMissing: 'Ask the one who prescribed the drug how to take it.',
    onHold: 'Paused',
    since: (date: string, who: string) => (who ? `Prescribed ${date} by ${who}` : `Prescribed ${date}`),
    until: (date: string) => `until ${date}`,
    doseIn: 'Dose in Swedish, as prescribed:',
    showPast: (count: number) => `Show ${count} earlier`,
    ask: 'Is the list wrong? Change nothing on your own: contact the clinic that prescribed the drug.',
  },
});
