/** The name a person calls an object by; an object without a name is called by its kind and code. */
import type { ObjectSummary } from '../../domain/objectSummary';

export function toObjectTitle(summary: Pick<ObjectSummary, 'id' | 'nameZh' | 'nameEn'>, language: 'zh-CN' | 'en', kindName: string): string {
  const name = language === 'en' ? summary.nameEn || summary.nameZh : summary.nameZh || summary.nameEn;
  return name || `${kindName} ${summary.id}`;
}
