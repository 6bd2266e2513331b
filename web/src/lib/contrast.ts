// How well a colour is seen on another; the tests of colours hold them against it.

/** Red, green and blue as light. */
export const linear = (hex: string) =>
  [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];

/** 1 to 21, as WCAG has it: letters need 4.5, graphics 3. */
export function contrast(a: string, b: string): number {
  const light = ([r, g, b]: number[]) => 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
  const [high, low] = [light(linear(a)), light(linear(b))].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}
