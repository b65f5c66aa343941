/** Chinese, English and Japanese names from the many keys sources use; a bare `name` is sorted by its script. */
import { isRecord } from '../convert/SourceFeature';
import type { Names } from '../format';
import { parseQuietly, textOf } from './readTags';
import type { Tags } from './readTags';

const HAN = /\p{Script=Han}/u;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Null when the feature has no name. */
export function readNames(tags: Tags): Names | null {
  const first = (keys: readonly string[]): string => {
    for (const key of keys) {
      const text = textOf(tags, key).trim();
      if (text !== '') return text;
    }
    return '';
  };
  let zh = first(['nameZh', 'name:zh', 'name:zh-Hans', 'name_zh', 'name:zh-CN', '名称', '名稱']);
  let en = first(['nameEn', 'name:en', 'name_en', 'int_name']);
  let ja = first(['nameJa', 'name:ja', 'name_ja', '名称（日本語）']);
  const bare = first(['name', 'Name', 'NAME']) || readOverture(tags['names']);
  if (bare !== '') {
    if (KANA.test(bare)) ja ||= bare;
    else if (HAN.test(bare)) zh ||= bare;
    else en ||= bare;
  }
  if (zh === '' && en === '') zh = ja;
  if (zh === '' && en === '') return null;
  return { ...(zh ? { zh } : {}), ...(en ? { en } : {}), ...(ja && ja !== zh ? { ja } : {}) };
}

function readOverture(value: unknown): string {
  const names = typeof value === 'string' && value.startsWith('{') ? parseQuietly(value) : value;
  const primary = isRecord(names) ? names['primary'] : null;
  return typeof primary === 'string' ? primary : '';
}
