/** By which employee numbers are matched: `Ａ12345` (full width) and `a12345` are the number `A12345`. */
export function employeeKey(employeeNumber: string): string {
  return employeeNumber.normalize('NFKC').trim().toUpperCase();
}
