/**
 * Swedish first, English switchable. Every feature keeps its own words in `texts.ts` as `defineTexts({ sv: {…}, en: {…} })`; a missing or
 * superfluous English word is a type error. A text that needs something put in is a function.
 */
import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';

export type Language = 'sv' | 'en';

type Words = Record<string, unknown>;
type Translated<T extends Words> = {
  [Key in keyof T]: T[Key] extends string ? string : T[Key] extends Words ? Translated<T[Key]> : T[Key];
};

export interface Texts<T extends Words> {
  sv: T;
  en: Translated<T>;
}

export function defineTexts<T extends Words>(texts: { sv: T; en: Translated<NoInfer<T>> }): Texts<T> {
  return texts;
}

interface LanguageChoice {
  language: Language;
  setLanguage: (language: Language) => void;
}

const LanguageContext = createContext<LanguageChoice>({ language: 'sv', setLanguage: () => {} });

const storageKey = 'vardkedjan.language';

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, choose] = useState<Language>(() => (localStorage.getItem(storageKey) === 'en' ? 'en' : 'sv'));
  useLayoutEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo(
    () => ({
      language,
      setLanguage: (next: Language) => {
        localStorage.setItem(storageKey, next);
        choose(next);
      },
    }),
    [language],
  );
  return (
    <LanguageContext value={choice}>
      <I18nProvider locale={language === 'sv' ? 'sv-SE' : 'en-GB'}>{children}</I18nProvider>
    </LanguageContext>
  );
}

export function useLanguage(): LanguageChoice {
  return useContext(LanguageContext);
}

/** The words of one feature in the language chosen. */
export function useTexts<T extends Words>(texts: Texts<T>): Translated<T> {
  return texts[useContext(LanguageContext).language] as Translated<T>;
}
