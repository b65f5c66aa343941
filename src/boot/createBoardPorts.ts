/** What the boards ask, over HTTP. A back end that does not serve an address answers with nothing, and the board says so. */
import type { BoardPorts } from '../state/ports/actions';
import type { Api, QueryFields } from './apiFetch';
import { decodePreplanRuns } from './decodeAnswers';
import { decodeAiClasses, decodeAutomation, decodeCameras, decodeCaseHistory, decodeColumns, decodeDetections, decodeEvaluation, decodeMaterials, decodePreplans, decodeResourceGroups, decodeHolidays, decodeResourcePage, decodeSubsystems, decodeTotals } from './decodeBoards';

/** `apiBase`: absolute, ends with '/'. */
export function createBoardPorts(api: Pick<Api, 'get'>, apiBase: string): BoardPorts {
  async function need<Answer>(path: string, decode: (value: unknown) => Answer | null, query: QueryFields = {}): Promise<Answer> {
    const decoded = decode(await api.get(path, query));
    if (decoded === null) throw new Error(`${path}: not served, or of an unknown shape`);
    return decoded;
  }
  return {
    evaluation: (by, from, to, at) => need('evaluation', decodeEvaluation, { by, from, to, at }),
    totals: (spans, at) => need('totals', (value) => decodeTotals(value, spans.length), { spans: spans.map(({ from, to }) => `${from}-${to}`).join(','), at }),
    holidays: () => need('totals/holidays', decodeHolidays),
    automation: () => need('automation', decodeAutomation),
    aiClasses: (at) => need('ai-classes', decodeAiClasses, { at }),
    detections: (query) => need('detections', (value) => decodeDetections(value, apiBase), { ...query }),
    resources: (query) => need('resources', decodeResourcePage, { ...query }),
    resourceGroups: () => need('resources/groups', decodeResourceGroups),
    subsystems: (at) => need('subsystems', decodeSubsystems, { at }),
    preplans: () => need('preplans', decodePreplans),
    preplanRuns: (objectId) => need('preplans', decodePreplanRuns, { objectId }),
    materials: () => need('materials', decodeMaterials),
    cameras: (ids) => need('cameras', (value) => decodeCameras(value, apiBase), { ids: ids.join(',') }),
    vitalHistory: (ids, from, to, stepMs) => need('vitals/history', decodeColumns, { ids: ids.join(','), from, to, step: stepMs }),
    caseHistory: (from, to, stepMs) => need('cases/history', decodeCaseHistory, { from, to, step: stepMs }),
  };
}
