import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const texts = defineTexts({
  sv: {
    pages: 'Journalens delar',
    loading: 'Hämtar journalen',
    protected: 'Skyddade personuppgifter',
    updating: 'Uppdaterar',
    stale: 'Uppgifterna kunde inte uppdateras',
    unknownPage: 'Den delen av journalen finns inte',
    toSummary: 'Till översikten',
    notFound: 'Journalen finns inte',
    notFoundMore: 'Ingen patient har det här numret. Sök på personnummer eller namn.',
    stateTitle: 'Ange patientrelation',
    stateMore:
      'Om du deltar i vården av personen, eller behöver uppgifterna för ditt arbete inom hälso- och sjukvården, kan du ange varför. Journalen öppnas för dig i 24 timmar. Skälet sparas i loggen, och patienten kan läsa det.',
    reason: 'Skäl',
    reasonHelp: 'Skriv så att patienten förstår: till exempel ”Bedömning på akuten” eller ”Telefonrådgivning”.',
    reasonMissing: 'Skriv varför du behöver öppna journalen.',
    open: 'Öppna journalen',
    toWork: 'Tillbaka till mitt arbete',
    toAnalysis: 'Till rollens behovs- och riskanalys',
    headDecides: (heads: string, unit: string) =>
      `Vad rollen får göra bestämmer verksamhetschefen på ${unit}: ${heads}. Prata med hen om du behöver det för ditt arbete.`,
    someHeadDecides: (unit: string) =>
      `Vad rollen får göra bestämmer verksamhetschefen på ${unit}. Prata med hen om du behöver det för ditt arbete.`,
    notPrinted: 'Inget skrevs ut',
    close: 'Stäng',
    printWithheld: 'Din roll på vårdenheten får inte skriva ut ur journalen. Därför är pappret tomt.',
    changeAssignment: 'Byt uppdrag',
    changeAssignmentMore: 'Du har flera uppdrag. Ett av dem kanske omfattar den här patienten.',
  },
  en: {
    pages: 'Parts of the record',
    loading: 'Fetching the record',
    protected: 'Protected personal data',
    updating: 'Updating',
    stale: 'It could not be updated',
    unknownPage: 'There is no such part of the record',
    toSummary: 'To the summary',
    notFound: 'There is no such record',
    notFoundMore: 'No patient has this number. Search by personal number or name.',
    stateTitle: 'State a patient relation',
    stateMore:
      'If you take part in this person’s care, or need the data for your work in health care, you can say why. The record is open to you for 24 hours. The reason is kept in the log, and the patient can read it.',
    reason: 'Reason',
    reasonHelp: 'Write so that the patient understands: “Assessment in emergency”, “Telephone advice”.',
    reasonMissing: 'Say why you need to open the record.',
    open: 'Open the record',
    toWork: 'Back to my work',
    toAnalysis: 'To the needs-and-risk analysis of the role',
    headDecides: (heads: string, unit: string) =>
      `What the role may do is decided by the head of ${unit}: ${heads}. Talk to them if you need it for your work.`,
    someHeadDecides: (unit: string) =>
      `What the role may do is decided by the head of ${unit}. Talk to them if you need it for your work.`,
    notPrinted: 'Nothing was printed',
    close: 'Close',
    printWithheld: 'Your role at the care unit may not print from the record. That is why the paper is empty.',
    changeAssignment: 'Change assignment',
    changeAssignmentMore: 'You have several assignments. One of them may cover this patient.',
  },
});
