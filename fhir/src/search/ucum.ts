/**
 * Quantities in canonical units, so that 5 mg is found among 0.005 g (https://ucum.org/ucum; the algorithms are those of
 * @lhncbc/ucum-lhc). The library is loaded when the first unit is met, and each unit is worked out once.
 */
import { createRequire } from 'node:module';

export const ucumSystem = 'http://unitsofmeasure.org';

interface Ucum {
  convertToBaseUnits(
    code: string,
    value: number,
  ): { status: string; magnitude?: number; unitToExp?: Record<string, number>; fromUnitIsSpecial?: boolean };
  validateUnitString(code: string): { status: string; ucumCode?: string | null; unit?: { name?: string } };
}

interface Conversion {
  /** `g.m-1.s-2`; `1` for a number of something. */
  unit: string;
  /** undefined: not proportional (°C, dB), each value is converted by itself. */
  factor: number | undefined;
}

const conversions = new Map<string, Conversion | undefined>();
let library: Ucum | undefined;

/**
 * The value in base units; undefined when the code is no UCUM unit, an arbitrary one ([IU]) or one that falls when its base
 * rises (pH): such a unit is compared with itself only.
 */
export function canonical(value: number, code: string): { value: number; unit: string } | undefined {
  let conversion = conversions.get(code);
  if (conversion === undefined && !conversions.has(code)) {
    conversion = conversionOf(code);
    // Units come from outside, and not all of them are units: what is remembered is bounded.
    if (conversions.size > 5000) conversions.clear();
    conversions.set(code, conversion);
  }
  if (conversion === undefined) return undefined;
  const converted =
    conversion.factor === undefined ? ucum().convertToBaseUnits(code, value).magnitude : value * conversion.factor;
  return converted === undefined ? undefined : { value: Number(converted.toPrecision(12)), unit: conversion.unit };
}

/** Whether the code is a unit of UCUM as it stands, arbitrary ones ([IU]) included. The library writes to the console about blanks. */
export function isUcum(code: string): boolean {
  if (!/^[!-~]{1,100}$/.test(code)) return false;
  const { status, ucumCode } = ucum().validateUnitString(code);
  return status === 'valid' && ucumCode === code;
}

/** The unit's name in English; undefined for no unit. */
export function unitName(code: string): string | undefined {
  return isUcum(code) ? ucum().validateUnitString(code).unit?.name : undefined;
}

function conversionOf(code: string): Conversion | undefined {
  const one = code.length > 100 ? undefined : ucum().convertToBaseUnits(code, 1);
  if (one?.status !== 'succeeded' || one.magnitude === undefined) return undefined;
  const two = ucum().convertToBaseUnits(code, 2).magnitude;
  if (two === undefined || two <= one.magnitude) return undefined;
  const unit = Object.entries(one.unitToExp ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([base, exponent]) => (exponent === 1 ? base : `${base}${exponent}`))
    .join('.');
  return { unit: unit === '' ? '1' : unit, factor: one.fromUnitIsSpecial ? undefined : one.magnitude };
}

function ucum(): Ucum {
  library ??= (
    createRequire(import.meta.url)('@lhncbc/ucum-lhc') as { UcumLhcUtils: { getInstance(): Ucum } }
  ).UcumLhcUtils.getInstance();
  return library;
}
