/** A Russian number of ten digits with its check digit, another for each index. */
export function inn(index: number): string {
  const digits = String(770_000_000 + index);
  const sum = [2, 4, 10, 3, 5, 9, 4, 6, 8].reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return `${digits}${(sum % 11) % 10}`;
}
