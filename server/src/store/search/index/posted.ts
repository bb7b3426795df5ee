/**
 * Which values have a posting, an index row of their own by which resources are found across all records. All values stand
 * in the resource's `tokens`; a posting costs ten times as much, and is for what is looked for that way. Asked with the same
 * answer when rows are written and when they are looked for.
 */
import { patientKeyOf } from '../../ids.ts';

/** Where most of what is stored comes to rest, and what most of it is: nobody looks for a tenth of everything. */
const common = new Set([
  'final',
  'completed',
  'finished',
  'confirmed',
  'resolved',
  'order',
  'current',
  'fulfilled',
  'complete',
  'outcome',
  'true',
  'false',
  'male',
  'female',
  'AMB',
  'laboratory',
  'vital-signs',
  'problem-list-item',
  'encounter-diagnosis',
]); // prettier-ignore

/** Elements whose values are few, or stand in everything, or that come by the thousand in one resource. */
const unposted = new RegExp(
  `\\.(${[
    'meta\\.(profile|source)',
    'category',
    'intent',
    'use',
    'priority',
    'language',
    'communication',
    'format',
    'contentType',
    'participant\\.type',
    'instance\\.(sopClass|uid)',
  ].join('|')})$|^(Claim|ExplanationOfBenefit)\\.status$`,
); // prettier-ignore

const postedPaths = new Map<string, boolean>();

function isPathPosted(path: string): boolean {
  let posted = postedPaths.get(path);
  if (posted === undefined) {
    posted = !unposted.test(path);
    postedPaths.set(path, posted);
  }
  return posted;
}

export function isTokenPosted(path: string, code: string): boolean {
  return !common.has(code) && isPathPosted(path);
}

export function isUriPosted(path: string): boolean {
  return isPathPosted(path);
}

/** The record that a reference's text itself leads into, 0 for none: the id is one of ours and names a patient's shard. */
export function recordOf(reference: string): number {
  const slash = reference.indexOf('/');
  return mayBelongToPatient(reference.slice(0, slash)) ? (patientKeyOf(reference.slice(slash + 1)) ?? 0) : 0;
}

/** References within one record are found there. */
export function isReferencePosted(reference: string, patientKey: number): boolean {
  return patientKey === 0 || recordOf(reference) !== patientKey;
}

/** Types that are nobody's record: staff, units, places. What refers to them is posted. */
const nobodys = new Set([
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'Location',
  'HealthcareService',
  'Endpoint',
  'Questionnaire',
]);

export function mayBelongToPatient(type: string): boolean {
  return !nobodys.has(type);
}
