/** What differs between the kinds of thing that a unit adapts for itself: how one is changed, looks in use, is compared, and what is called what. */
import type { UnitTemplateResource, UnitTemplateType } from '@vardkedjan/care/record-keeping/unit-template.ts';
import type { ComponentType } from 'react';
import type { Stored } from './template-versions.ts';

export interface TemplateWords {
  title: string;
  noneOwn: string;
  noneShared: string;
  onlyHead: string;
  newTemplate: string;
  choose: string;
  publishMore: string;
  stopTitle: string;
  stopMore: string;
  name: string;
  faultsTitle: string;
  comparedWithShared: string;
}

export interface EditorProps<T> {
  template: Stored<T>;
  onChange: (template: Stored<T>) => void;
}

export interface ComparisonProps<T> {
  before: T;
  after: T;
}

export interface TemplateKind<T extends UnitTemplateResource> {
  type: UnitTemplateType;
  words: TemplateWords;
  /** A new one as it begins, beside what every new one says of itself. */
  beginning: Omit<T, 'url' | 'version' | 'date' | 'useContext' | 'id'>;
  /** In words, what must be put right before it is put in use. */
  faults: (template: T) => readonly string[];
  /** Whether two say the same, apart from their version. */
  isSame: (before: T, after: T) => boolean;
  /** Two changes of one draft put together so that nothing is lost; absent: the second to save makes the change anew. */
  merge?: (base: Stored<T>, mine: Stored<T>, theirs: Stored<T>) => Stored<T>;
  Editor: ComponentType<EditorProps<T>>;
  /** As the one who uses it sees it; what is done here goes nowhere. */
  Preview: ComponentType<{ template: T }>;
  Comparison: ComponentType<ComparisonProps<T>>;
}
