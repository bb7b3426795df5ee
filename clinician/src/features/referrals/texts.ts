import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const texts = defineTexts({
  sv: {
    title: 'Remisser och svar',
    none: 'Inga remisser eller svar.',
    question: 'Frågeställning',
    kind: 'Slag',
    to: 'Till',
    sent: 'Skickad',
    answered: 'Besvarad',
    answer: 'Svar',
    status: 'Status',
    preliminary: 'Preliminärt svar',
    noAnswer: 'Inget svar än',
  },
  en: {
    title: 'Referrals and answers',
    none: 'No referrals or answers.',
    question: 'Question',
    kind: 'Kind',
    to: 'To',
    sent: 'Sent',
    answered: 'Answered',
    answer: 'Answer',
    status: 'Status',
    preliminary: 'Preliminary answer',
    noAnswer: 'No answer yet',
  },
});
