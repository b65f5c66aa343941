/**
 * A phone's picture made fit to send: at most 1,280 pixels on its longer side and 350 kB as JPEG. Drawing it anew also drops
 * the place, the time and the device that a camera writes into its files.
 */

/** Longer side of a sent picture, pixels. */
export const PHOTO_SIDE_PX = 1280;
/** Largest sent picture, bytes. */
export const PHOTO_BYTES = 350_000;

export interface Size { readonly width: number; readonly height: number }

/** Whole pixels within the side, never enlarged. */
export function fitPhoto({ width, height }: Size, side: number = PHOTO_SIDE_PX): Size {
  const scale = Math.min(1, side / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Bytes that a data address stands for. */
export const bytesOf = (dataUrl: string): number => Math.floor(((dataUrl.length - dataUrl.indexOf(',') - 1) * 3) / 4);

/** Lower quality first, then fewer pixels, until it fits; `encode` makes a data address. */
export function encodeToFit(size: Size, encode: (size: Size, quality: number) => string): string {
  let fitted = fitPhoto(size);
  for (;;) {
    for (const quality of [0.85, 0.7, 0.55, 0.4]) {
      const made = encode(fitted, quality);
      if (bytesOf(made) <= PHOTO_BYTES) return made;
    }
    if (Math.max(fitted.width, fitted.height) <= 64) throw new Error('the picture cannot be made small enough');
    fitted = fitPhoto(fitted, Math.max(fitted.width, fitted.height) * 0.75);
  }
}

/** Rejects when the file is no picture that this browser can read. */
export async function shrinkPhoto(file: Blob): Promise<string> {
  const picture = await createImageBitmap(file);
  try {
    const canvas = document.createElement('canvas');
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('no canvas');
    return encodeToFit(picture, ({ width, height }, quality) => {
      canvas.width = width;
      canvas.height = height;
      pen.drawImage(picture, 0, 0, width, height);
      return canvas.toDataURL('image/jpeg', quality);
    });
  } finally { picture.close(); }
}
