/** Millionths of a US dollar in words people read: cents where there are some, and as much as is needed of less. "$1.42", "$0.0031", "$0.00". */
export function formatMicros(micros: number): string {
  const decimals = micros === 0 || micros >= 100_000 ? 2 : micros >= 1_000 ? 4 : 6;
  return `$${(micros / 1_000_000).toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })}`;
}
