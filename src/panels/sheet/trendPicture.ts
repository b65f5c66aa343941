/** uPlot options of a reading's trend: neutral curve, limits in level colours with their numeral, a dot at the newest value. */
import uPlot from 'uplot';
import { levelShapes } from '../../design/levelShape';
import { themes, type StateColour, type ThemeName } from '../../design/tokens';
import type { ObservedProperty } from '../../domain/reading';
import type { WarningLevel } from '../../domain/state';
import { CITY_TIME_ZONE, formatNumber, type FormatLanguage } from '../../i18n/format';
import { toAxisWords } from '../primitives/axisWords';
import { toLevelLimits, toSpan } from './limitOf';

export interface TrendLook { readonly theme: ThemeName; readonly language: FormatLanguage; readonly width: number; readonly height: number; readonly remPx: number; /** Newest value is not live: grey dot. */ readonly muted: boolean }

function drawSign(ctx: CanvasRenderingContext2D, level: WarningLevel, colour: StateColour, body: Path2D, size: number): void {
  const shape = levelShapes[level];
  ctx.scale(size, size);
  ctx.fillStyle = colour.fill;
  ctx.fill(body);
  ctx.lineWidth = 0.06;
  ctx.strokeStyle = colour.outline;
  ctx.stroke(body);
  ctx.scale(1 / size, 1 / size);
  ctx.fillStyle = colour.ink;
  ctx.font = `700 ${size * 0.55}px "Noto Sans SC Variable", sans-serif`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(shape.numeral ?? '', size * 0.5, size * (shape.numeralY + 0.03));
}

export function toTrendPicture(property: ObservedProperty, look: () => TrendLook): uPlot.Options {
  const start = look();
  const font = `400 ${Math.round(start.remPx * 0.8)}px "Inter Variable", "Noto Sans SC Variable", sans-serif`;
  const colours = () => themes[look().theme];
  const limits = property.direction === 'rising' || property.direction === 'falling' ? toLevelLimits(property) : [];

  function drawLimits(plot: uPlot): void {
    const { ctx, bbox } = plot;
    const ratio = uPlot.pxRatio;
    const size = start.remPx * 0.95 * ratio;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    // Two levels may share a number (time decides between them): their signs stand side by side.
    const seen = new Map<number, number>();
    for (const { level, value } of limits) {
      const y = plot.valToPos(value, 'y', true);
      if (y < bbox.top - 1 || y > bbox.top + bbox.height + 1) continue;
      const colour = colours().state[level];
      const shift = seen.get(value) ?? 0;
      seen.set(value, shift + 1);
      ctx.strokeStyle = colour.text;
      ctx.lineWidth = 1.5 * ratio;
      ctx.setLineDash([6 * ratio, 4 * ratio]);
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.save();
      ctx.translate(bbox.left + 2 * ratio + shift * (size + 4 * ratio), Math.min(Math.max(y - size / 2, bbox.top), bbox.top + bbox.height - size));
      drawSign(ctx, level, colour, new Path2D(levelShapes[level].path), size);
      ctx.restore();
    }
    ctx.restore();
  }

  function drawNow(plot: uPlot): void {
    const [times, values] = plot.data;
    const last = values?.findLastIndex((value) => value !== null && value !== undefined) ?? -1;
    const time = times[last], value = values?.[last];
    if (time === undefined || value === null || value === undefined) return;
    const { ctx } = plot;
    ctx.beginPath();
    ctx.arc(plot.valToPos(time, 'x', true), plot.valToPos(value, 'y', true), 3.5 * uPlot.pxRatio, 0, Math.PI * 2);
    ctx.fillStyle = look().muted ? colours().ui.text3 : colours().ui.text1;
    ctx.strokeStyle = colours().ui.bg1;
    ctx.lineWidth = 1.5 * uPlot.pxRatio;
    ctx.fill();
    ctx.stroke();
  }

  const axis = (extra: uPlot.Axis): uPlot.Axis => ({ stroke: () => colours().ui.text3, font, ticks: { show: false }, grid: { stroke: () => colours().ui.bg2, width: 1 }, ...extra });
  return {
    width: start.width, height: start.height, padding: [8, 8, 0, 0],
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), CITY_TIME_ZONE),
    legend: { show: false }, select: { show: false, left: 0, top: 0, width: 0, height: 0 },
    cursor: { drag: { x: false, y: false }, y: false, points: { size: 7, fill: () => colours().ui.text1 } },
    scales: { x: { time: true }, y: { range: (plot) => [...toSpan(property, Array.from(plot.data[1] ?? []).filter((value: number | null | undefined): value is number => typeof value === 'number'))] as [number, number] } },
    axes: [
      axis({ size: start.remPx * 1.5, gap: 4, space: start.remPx * 4.5, values: (_, splits) => toAxisWords(splits, look().language) }),
      axis({ size: start.remPx * 3, gap: 4, space: start.remPx * 1.9, values: (_, splits) => splits.map((value) => formatNumber(value, look().language, { decimals: Math.min(property.decimals, splits.every(Number.isInteger) ? 0 : 2) })) }),
    ],
    series: [{}, { stroke: () => look().muted ? colours().ui.text3 : colours().ui.text2, width: 1.75, spanGaps: false, points: { show: false } }],
    hooks: { draw: [drawLimits, drawNow] },
  };
}
