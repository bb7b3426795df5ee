/** The check digit of Swedish person numbers: modulus 10 with weights 2, 1, 2, … (folkbokföringslagen 1991:481, 18 §). */

/** `values`: the digits before the check digit, the first with weight 2. */
export function luhnCheckDigit(values: readonly number[]): number {
  let sum = 0;
  values.forEach((value, index) => {
    const product = index % 2 === 0 ? value * 2 : value;
    sum += product > 9 ? product - 9 : product;
  });
  return (10 - (sum % 10)) % 10;
}
