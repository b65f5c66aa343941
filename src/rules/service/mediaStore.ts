/**
 * Photos that people send with reports: told by their first bytes, bounded, served as what they are. Ids cannot be guessed, because a
 * picture element sends no token.
 */
export interface Picture { readonly id: string; readonly at: number; readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> }
/** Where pictures outlive the process. */
export interface PictureShelf { /** What was kept, oldest first. */ pictures(): readonly Picture[]; add(picture: Picture): void; remove(id: string): void }
export interface MediaStore {
  /** Ids of the stored pictures, or a sentence. Data URLs of JPEG, PNG or WebP. */
  keep(photos: readonly unknown[], at: number): readonly Picture[] | string;
  /** Takes back what `keep` stored for a refused command. */
  drop(pictures: readonly Picture[]): void;
  get(id: string): Picture | null;
  add(picture: Picture): void;
  clear(): void;
}

/** After the page has made it smaller. */
export const MAX_PHOTO = 400 * 1024;
export const MAX_PHOTOS = 6;
/** Bytes of pictures kept at once; the oldest go first. */
const MAX_KEPT = 64 * 1024 * 1024;

const starts = (bytes: Uint8Array, at: number, ...magic: readonly number[]): boolean => magic.every((byte, k) => bytes[at + k] === byte);
/** The type that the bytes say, null when it is none of the three. */
export function pictureType(bytes: Uint8Array): 'image/jpeg' | 'image/png' | 'image/webp' | null {
  if (starts(bytes, 0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(bytes, 0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  return starts(bytes, 0, 0x52, 0x49, 0x46, 0x46) && starts(bytes, 8, 0x57, 0x45, 0x42, 0x50) ? 'image/webp' : null;
}

function decode(photo: unknown): Uint8Array<ArrayBuffer> | string {
  if (typeof photo !== 'string' || !photo.startsWith('data:')) return 'must be a data URL';
  const comma = photo.indexOf(',');
  if (comma < 0 || !photo.slice(0, comma).endsWith(';base64')) return 'must be a base64 data URL';
  if ((photo.length - comma) * 0.75 > MAX_PHOTO + 3) return `is larger than ${MAX_PHOTO / 1024} kB`;
  let bytes: Uint8Array<ArrayBuffer>;
  try { bytes = Uint8Array.from(atob(photo.slice(comma + 1)), (letter) => letter.charCodeAt(0)); } catch { return 'is not readable base64'; }
  return pictureType(bytes) ? bytes : 'is no JPEG, PNG or WebP picture';
}

const toAddresses = (pictures: readonly Picture[], single: boolean): object => { const addresses = pictures.map((picture) => `media/${picture.id}`); return single ? { picture: addresses[0] } : { photos: addresses }; };
/** A command or detection whose photos are kept here and named by their address instead; a sentence says why they are not. Other bodies stay as they are. */
export function withKeptPhotos(body: string, media: MediaStore, at: number): { readonly body: string; readonly pictures: readonly Picture[] } | string {
  let command: unknown;
  try { command = JSON.parse(body); } catch { return { body, pictures: [] }; }
  if (typeof command !== 'object' || command === null) return { body, pictures: [] };
  const picture = 'picture' in command && typeof command.picture === 'string' && command.picture.startsWith('data:') ? command.picture : null;
  const single = picture !== null;
  const photos = single ? [picture] : 'photos' in command ? command.photos : null;
  if (!Array.isArray(photos) || photos.length === 0) return { body, pictures: [] };
  const pictures = media.keep(photos, at);
  return typeof pictures === 'string' ? pictures : { body: JSON.stringify({ ...command, ...toAddresses(pictures, single) }), pictures };
}

export function createMediaStore(newKey: () => string, shelf?: PictureShelf): MediaStore {
  const pictures = new Map<string, Picture>();
  let kept = 0;
  const add = (picture: Picture): void => {
    if (pictures.has(picture.id)) return;
    pictures.set(picture.id, picture);
    kept += picture.bytes.length;
    for (const old of pictures.values()) {
      if (kept <= MAX_KEPT) break;
      pictures.delete(old.id);
      shelf?.remove(old.id);
      kept -= old.bytes.length;
    }
  };
  for (const picture of shelf?.pictures() ?? []) add(picture);
  return {
    add,
    keep(photos, at) {
      if (photos.length > MAX_PHOTOS) return `photos: at most ${MAX_PHOTOS} at once`;
      const made: Picture[] = [];
      for (const [k, photo] of photos.entries()) {
        const bytes = decode(photo);
        if (typeof bytes === 'string') return `photos: picture ${k + 1} ${bytes}`;
        made.push({ id: `p-${newKey()}`, at, type: pictureType(bytes) ?? '', bytes });
      }
      for (const picture of made) { add(picture); shelf?.add(picture); }
      return made;
    },
    drop(items) {
      for (const item of items) if (pictures.delete(item.id)) { kept -= item.bytes.length; shelf?.remove(item.id); }
    },
    get: (id) => pictures.get(id) ?? null,
    clear() {
      pictures.clear();
      kept = 0;
    },
  };
}
