/** What the trend parts say, in the languages of the apps. */
import type { Mark } from './mark.ts';

export type TrendLanguage = 'sv' | 'en';

export interface TrendTexts {
  marks: Record<Mark, string>;
  noValues: string;
  latest: string;
  values: (count: number) => string;
  between: (from: string, to: string) => string;
  range: (text: string) => string;
  outside: (count: number) => string;
  rising: string;
  falling: string;
  steady: string;
  columns: { time: string; value: string; range: string; mark: string };
  chartLabel: (name: string) => string;
  showOlder: (count: number) => string;
}

const sv: TrendTexts = {
  marks: {
    normal: 'inom referensområdet',
    unknown: 'utan bedömning',
    low: 'under referensområdet',
    high: 'över referensområdet',
    'very-low': 'långt under referensområdet',
    'very-high': 'långt över referensområdet',
    abnormal: 'avvikande',
  },
  noValues: 'inga värden',
  latest: 'senast',
  values: (count) => (count === 1 ? '1 värde' : `${count} värden`),
  between: (from, to) => (from === to ? from : `${from} till ${to}`),
  range: (text) => `referensområde ${text}`,
  outside: (count) => `${count} utanför referensområdet`,
  rising: 'stigande',
  falling: 'sjunkande',
  steady: 'oförändrat',
  columns: { time: 'Tid', value: 'Värde', range: 'Referens', mark: 'Bedömning' },
  chartLabel: (name) => `${name}, kurva`,
  showOlder: (count) => `Visa ${count} äldre`,
};

const en: TrendTexts = {
  marks: {
    normal: 'within the reference range',
    unknown: 'not assessed',
    low: 'below the reference range',
    high: 'above the reference range',
    'very-low': 'far below the reference range',
    'very-high': 'far above the reference range',
    abnormal: 'abnormal',
  },
  noValues: 'no values',
  latest: 'latest',
  values: (count) => (count === 1 ? '1 value' : `${count} values`),
  between: (from, to) => (from === to ? from : `${from} to ${to}`),
  range: (text) => `reference range ${text}`,
  outside: (count) => `${count} outside the reference range`,
  rising: 'rising',
  falling: 'falling',
  steady: 'unchanged',
  columns: { time: 'Time', value: 'Value', range: 'Reference', mark: 'Assessment' },
  chartLabel: (name) => `${name}, curve`,
  showOlder: (count) => `Show ${count} older`,
};

export const trendTexts: Record<TrendLanguage, TrendTexts> = { sv, en };
