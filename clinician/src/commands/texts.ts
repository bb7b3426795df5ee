import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const texts = defineTexts({
  sv: {
    palette: 'Kommandon',
    field: 'Vad vill du göra?',
    none: 'Inget kommando heter så',
    findPatient: (text: string) => `Hitta patient: ${text}`,
    shortcuts: 'Kortkommandon',
    groups: { record: 'I journalen', page: 'Gå till', app: 'Överallt' },
    palettesKeys: 'Ctrl K',
    openPalette: 'Kommandon',
    scan: 'Skanna ett id-band',
    scanKeys: 'streckkodsläsare',
    close: 'Stäng',
    notWhileTyping: 'Gäller när du inte skriver i ett fält. Esc lämnar ett fält.',
  },
  en: {
    palette: 'Commands',
    field: 'What do you want to do?',
    none: 'No command is called that',
    findPatient: (text: string) => `Find patient: ${text}`,
    shortcuts: 'Shortcuts',
    groups: { record: 'In the record', page: 'Go to', app: 'Everywhere' },
    palettesKeys: 'Ctrl K',
    openPalette: 'Commands',
    scan: 'Scan a wristband',
    scanKeys: 'barcode scanner',
    close: 'Close',
    notWhileTyping: 'When you are not typing in a field. Esc leaves a field.',
  },
});
