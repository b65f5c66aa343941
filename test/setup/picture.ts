import { PNG } from 'pngjs';

/** A picture as a person would choose it. */
export const PICTURE = { name: 'picture.png', mimeType: 'image/png', buffer: PNG.sync.write(Object.assign(new PNG({ width: 40, height: 30 }), { data: Buffer.alloc(40 * 30 * 4, 0xa0) })) };
