// How wide a text will be in the page's font.
let canvas: CanvasRenderingContext2D | null | undefined;

/** In em. */
export function widthOf(text: string, weight: 400 | 600 = 400): number {
  canvas ??= document.createElement('canvas').getContext('2d');
  if (!canvas) return text.length * 0.6;
  canvas.font = `${weight} 100px ${getComputedStyle(document.body).fontFamily}`;
  return canvas.measureText(text).width / 100;
}
