/** A warning as a CAP 1.2 message in Chinese and English: Alert when raised, Update while it changes, Update with AllClear at its end, Cancel for errors, Ack. */
import { isActive, type Warning } from '../../domain/warning';
import { CAP_CAUSE, CAP_NAMESPACE, CAP_OF_LEVEL, CAP_PARAMETER, type CapReference, type CapStatus } from './capTypes';

export type CapKind = 'Alert' | 'Update' | 'AllClear' | 'Cancel' | 'Ack';
/** Where the warning holds: a circle around a point, or a ring of [lon, lat] in degrees WGS 84. */
export interface CapPlace { readonly zh: string; readonly en: string; readonly lon: number; readonly lat: number; readonly radiusMetres?: number; readonly polygon?: readonly (readonly [number, number])[] }
export interface CapContext {
  readonly kind: CapKind;
  /** No spaces, commas, `<` or `&`. */
  readonly sender: string; readonly senderNameZh: string; readonly senderNameEn: string;
  /** ms since epoch; written in the city's local time. */
  readonly sent: number; readonly utcOffsetMinutes: number;
  /** Demo data are an exercise, always. */
  readonly status: CapStatus;
  readonly scope: 'Public' | 'Restricted' | 'Private'; readonly restriction?: string;
  /** From the property's rule. */
  readonly category: string; readonly eventZh: string; readonly eventEn: string;
  /** Earlier messages about the same warning, oldest first. */
  readonly references: readonly CapReference[];
  readonly instructionZh?: string; readonly instructionEn?: string;
}

/** XML 1.0 text: markup is escaped and characters that XML forbids are dropped. */
export function xmlText(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '')
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&apos;');
}
const token = (text: string): string => text.replace(/[\s,<&]+/g, '_');

/** `2026-11-22T12:00:00+08:00`; CAP knows no `Z`, UTC is written `-00:00`. Whole seconds. */
export function capTime(at: number, utcOffsetMinutes: number): string {
  const local = new Date(at + utcOffsetMinutes * 60_000).toISOString().slice(0, 19);
  const size = Math.abs(utcOffsetMinutes);
  const two = (figure: number): string => String(figure).padStart(2, '0');
  return `${local}${utcOffsetMinutes > 0 ? '+' : '-'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
/** Of the message about a warning as it was told at an instant (ms since epoch); a receipt has one of its own. */
export const capIdentifier = (warning: Pick<Warning, 'id'>, sent: number, kind?: CapKind): string => token(`${warning.id}.${Math.floor(sent)}${kind === 'Ack' ? '.ack' : ''}`);

/** What a warning is told as, as it stands now: anything told after its onset changes what was told then. */
export const capKindOf = (warning: Warning): CapKind => (!isActive(warning) ? 'AllClear' : warning.updatedAt > warning.onsetAt ? 'Update' : 'Alert');

export function toCap(warning: Warning, place: CapPlace, context: CapContext): string {
  const { kind, references, utcOffsetMinutes } = context;
  if (kind !== 'Alert' && references.length === 0) throw new RangeError(`a CAP ${kind} must refer to an earlier message`);
  const time = (at: number): string => capTime(at, utcOffsetMinutes);
  const element = (name: string, text: string | undefined): string => (text === undefined || text === '' ? '' : `<${name}>${xmlText(text)}</${name}>`);
  const pair = (name: string, key: string, value: string | number | null): string => (value === null ? '' : `<${name}>${element('valueName', key)}${element('value', String(value))}</${name}>`);
  const ended = kind === 'AllClear' || kind === 'Cancel';
  const table = CAP_OF_LEVEL[warning.level];
  const ring = place.polygon ? [...place.polygon] : [];
  const [first, last] = [ring[0], ring.at(-1)];
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) ring.push(first);
  const shape = ring.length >= 4
    ? element('polygon', ring.map(([lon, lat]) => `${lat.toFixed(6)},${lon.toFixed(6)}`).join(' '))
    : element('circle', `${place.lat.toFixed(6)},${place.lon.toFixed(6)} ${((place.radiusMetres ?? 0) / 1000).toFixed(3)}`);
  const info = (zh: boolean): string => [
    '<info>', element('language', zh ? 'zh-CN' : 'en-US'), element('category', context.category), element('event', zh ? context.eventZh : context.eventEn),
    element('responseType', ended ? 'AllClear' : warning.level === 'IV' ? 'Monitor' : 'Execute'),
    element('urgency', ended ? 'Past' : table.urgency), element('severity', table.severity), element('certainty', warning.value === null ? table.certainty : 'Observed'),
    pair('eventCode', CAP_CAUSE, warning.cause), element('onset', time(warning.onsetAt)), ended && warning.clearedAt !== null ? element('expires', time(warning.clearedAt)) : '',
    element('senderName', zh ? context.senderNameZh : context.senderNameEn), element('headline', zh ? warning.headlineZh : warning.headlineEn),
    element('description', zh ? `${place.zh}：${warning.headlineZh}` : `${place.en}: ${warning.headlineEn}`), element('instruction', zh ? context.instructionZh : context.instructionEn),
    pair('parameter', CAP_PARAMETER.level, warning.level), pair('parameter', CAP_PARAMETER.value, warning.value), pair('parameter', CAP_PARAMETER.limit, warning.limit),
    pair('parameter', CAP_PARAMETER.unit, warning.unit === '' ? null : warning.unit), pair('parameter', CAP_PARAMETER.warning, warning.id),
    `<area>${element('areaDesc', zh ? place.zh : place.en)}${shape}</area></info>`,
  ].join('');
  const note = [
    context.status === 'Exercise' ? '演示数据，非真实告警 / demonstration data, no real warning' : '',
    kind === 'Ack' ? `${warning.acknowledgedBy} ${warning.acknowledgedAt === null ? '' : time(warning.acknowledgedAt)}`.trim() : '',
  ].filter((text) => text !== '').join('; ');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n', `<alert xmlns="${CAP_NAMESPACE}">`, element('identifier', capIdentifier(warning, context.sent, kind)), element('sender', token(context.sender)),
    element('sent', time(context.sent)), element('status', context.status), element('msgType', kind === 'AllClear' ? 'Update' : kind), element('scope', context.scope),
    element('restriction', context.scope === 'Restricted' ? context.restriction ?? 'operators' : ''), element('note', note),
    element('references', references.map((item) => `${token(item.sender)},${token(item.identifier)},${time(item.sent)}`).join(' ')),
    kind === 'Ack' ? '' : info(true) + info(false), '</alert>\n',
  ].join('');
}
