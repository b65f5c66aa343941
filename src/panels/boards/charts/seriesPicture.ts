/** uPlot options of counts over time: lines told apart by dash and by their name at the end, limits as lines with words, gaps as gaps. */
import uPlot from 'uplot';
import { themes, type ThemeName } from '../../../design/tokens';
import { CITY_TIME_ZONE, formatMonth, formatNumber, type FormatLanguage } from '../../../i18n/format';
import { toAxisWords } from '../../primitives/axisWords';

export interface ChartSeries { readonly key: string; readonly label: string; readonly values: readonly (number | null)[] }
export interface ChartLimit { readonly value: number; readonly label: string }
export interface SeriesLook { readonly theme: ThemeName; readonly language: FormatLanguage; readonly width: number; readonly height: number; readonly remPx: number; /** One point a month. */ readonly months?: boolean }

/** Dashes of the first, second, third … line, in widths of a line. */
const DASHES: readonly (readonly number[])[] = [[], [6, 4], [2, 3], [10, 3, 2, 3]];

export function toSeriesPicture(series: readonly ChartSeries[], limits: readonly ChartLimit[], look: () => SeriesLook): uPlot.Options {
  const start = look();
  const font = `400 ${Math.round(start.remPx * 0.85)}px "Inter Variable", "Noto Sans SC Variable", sans-serif`;
  const ui = () => themes[look().theme].ui;
  const tone = (at: number) => () => (at === 0 ? ui().text1 : ui().text2);

  function drawLimits(plot: uPlot): void {
    const { ctx, bbox } = plot;
    const ratio = uPlot.pxRatio;
    ctx.save();
    ctx.font = font.replace(/(\d+)px/, (_, size: string) => `${Number(size) * ratio}px`);
    for (const { value, label } of limits) {
      const y = plot.valToPos(value, 'y', true);
      if (y < bbox.top - 1 || y > bbox.top + bbox.height + 1) continue;
      ctx.strokeStyle = ui().text1;
      ctx.lineWidth = 2 * ratio;
      ctx.setLineDash([8 * ratio, 4 * ratio]);
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
      ctx.fillStyle = ui().text1;
      // under the line where there is no room above it
      const above = y - bbox.top >= look().remPx * ratio;
      ctx.textBaseline = above ? 'bottom' : 'top';
      ctx.fillText(label, bbox.left + 6 * ratio, y + (above ? -2 : 3) * ratio);
    }
    ctx.restore();
  }
  const axis = (extra: uPlot.Axis): uPlot.Axis => ({ stroke: () => ui().text3, font, ticks: { show: false }, grid: { stroke: () => ui().bg2, width: 1 }, ...extra });
  return {
    width: start.width, height: start.height, padding: [8, 8, 0, 0],
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), CITY_TIME_ZONE),
    legend: { show: false }, select: { show: false, left: 0, top: 0, width: 0, height: 0 },
    cursor: { drag: { x: false, y: false }, y: false, points: { size: 7, fill: () => ui().text1 } },
    scales: {
      x: { time: true },
      y: { range: (_, low, high) => {
        const values = [low ?? 0, high ?? 0, ...limits.map((limit) => limit.value)];
        const to = Math.max(...values);
        return [Math.min(0, ...values), to <= 0 ? 1 : to * 1.12];
      } },
    },
    axes: [
      axis({ size: start.remPx * 1.6, gap: 4, space: start.remPx * 4.5, values: (_, splits) => (look().months ? splits.map((at) => formatMonth(at * 1000, look().language)) : toAxisWords(splits, look().language)) }),
      axis({ size: start.remPx * 3, gap: 4, space: start.remPx * 2, values: (_, splits) => splits.map((value) => formatNumber(value, look().language, { decimals: splits.every(Number.isInteger) ? 0 : 1 })) }),
    ],
    series: [{}, ...series.map((_, at): uPlot.Series => ({ stroke: tone(at), width: at === 0 ? 2.25 : 1.75, dash: [...(DASHES[at % DASHES.length] ?? [])], spanGaps: false, points: { show: false } }))],
    hooks: { draw: [drawLimits] },
  };
}
