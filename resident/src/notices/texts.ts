import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const texts = defineTexts({
  sv: {
    unread: 'Det här behöver du veta',
    all: 'Öppnat utan ditt samtycke',
    isRead: 'Jag har läst det här',
    readAt: (day: string) => `Läst ${day}`,
    notRead: 'Inte läst',
    who: 'Se i loggen vem som har läst',
  },
  en: {
    unread: 'This you need to know',
    all: 'Opened without your consent',
    isRead: 'I have read this',
    readAt: (day: string) => `Read ${day}`,
    notRead: 'Not read',
    who: 'See in the log who has read',
  },
});
