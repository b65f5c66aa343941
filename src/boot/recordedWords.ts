/** The sentences of a recorded timeline, in both languages at once, as every timeline carries them. */
import type { CaseStatus } from '../domain/case';
import zhCase from '../i18n/zh-CN/case.json';
import enCase from '../i18n/en/case.json';
import zhTimeline from '../i18n/zh-CN/timeline.json';
import enTimeline from '../i18n/en/timeline.json';

export interface Both { readonly zh: string; readonly en: string }
const zhWords = zhTimeline.timeline.recorded, enWords = enTimeline.timeline.recorded;
const words = (key: keyof typeof zhWords) => ({ zh, en }: Both): Both => ({ zh: zhWords[key].replace('{what}', zh), en: enWords[key].replace('{what}', en) });
const statusName = (status: CaseStatus): Both => ({ zh: zhCase.case.status[status], en: enCase.case.status[status] });

export const recordedWords = {
  before: words('before'), acknowledged: words('acknowledged'), shelved: words('shelved'), unshelved: words('unshelved'), suppressed: words('suppressed'), unsuppressed: words('unsuppressed'),
  outOfService: words('outOfService'), inService: words('inService'),
  task: (step: 'assigned' | 'accepted' | 'arrived' | 'finished' | 'cancelled', title: Both): Both => words(step)(title),
  status(status: CaseStatus, title: Both): Both { const name = statusName(status); return { zh: `${name.zh}：${title.zh}`, en: `${name.en}: ${title.en}` }; },
  standing(status: CaseStatus, title: Both): Both { const name = statusName(status); return words('standing')({ zh: `${name.zh}：${title.zh}`, en: `${name.en}: ${title.en}` }); },
};
