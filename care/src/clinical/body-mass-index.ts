/** Body mass index: weight in kilograms by the square of height in metres (WHO, Technical Report Series 894, 2000). */

/** kg/m², one decimal. undefined: a measure is missing, or no human being has it. For adults; a child's is read against its age. */
export function bodyMassIndex(weightKg: number | undefined, heightCm: number | undefined): number | undefined {
  if (weightKg === undefined || heightCm === undefined) return undefined;
  if (!(weightKg > 0 && weightKg < 700 && heightCm >= 30 && heightCm < 280)) return undefined;
  return Math.round((weightKg / (heightCm / 100) ** 2) * 10) / 10;
}
