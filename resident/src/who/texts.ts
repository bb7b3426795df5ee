import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const texts = defineTexts({
  sv: {
    title: 'Vem har läst min journal',
    titleOf: (name: string) => `Vem har läst journalen för ${name}`,
    lead: 'Alla som har öppnat eller försökt öppna journalen, när, vad de läste och varför de fick.',
    pdf: 'Spara som PDF',
    pdfMore: 'Allt i listan hämtas först. Välj sedan ”Spara som PDF” i rutan som öppnas, eller en skrivare.',
    fetching: 'Hämtar hela listan …',
    wrong:
      'Är det någon du inte känner igen? Vänd dig till mottagningen eller till regionens dataskyddsombud och be dem granska läsningen.',
  },
  en: {
    title: 'Who has read my record',
    titleOf: (name: string) => `Who has read the record of ${name}`,
    lead: 'Everyone who has opened or tried to open the record, when, what they read and why they might.',
    pdf: 'Save as PDF',
    pdfMore: 'All of the list is fetched first. Then choose “Save as PDF” in the box that opens, or a printer.',
    fetching: 'Fetching the whole list …',
    wrong:
      'Is there somebody you do not recognise? Turn to the clinic or to the region’s data protection officer and ask them to review it.',
  },
});
