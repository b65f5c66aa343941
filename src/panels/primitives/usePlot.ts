/**
 * One uPlot instance in a frame: made when the frame is there, as wide as the frame, gone with the component. Kept outside reactivity; new
 * values arrive by `setData`, new words or lines by `create`, new colours by `redraw`.
 */
import 'uplot/dist/uPlot.min.css';
import { onBeforeUnmount, onMounted, ref, type Ref, type ShallowRef } from 'vue';
import uPlot from 'uplot';

/** CSS pixels of the frame, and of one rem. */
export interface PlotSize { readonly width: number; readonly height: number; readonly remPx: number }
export interface PlotTools {
  readonly options: (size: () => PlotSize) => uPlot.Options;
  readonly data: () => uPlot.AlignedData;
  /** What is said of the point under the cursor. */
  readonly words: (index: number) => string;
}
export interface Plot { readonly pointed: Ref<string>; create(): void; setData(): void; redraw(): void }

export function usePlot(frame: Readonly<ShallowRef<HTMLElement | null>>, heightRem: number, tools: PlotTools): Plot {
  const pointed = ref('');
  let plot: uPlot | null = null;
  let observer: ResizeObserver | null = null;
  function size(): PlotSize {
    const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    return { width: frame.value?.clientWidth ?? 320, height: remPx * heightRem, remPx };
  }
  function point(chart: uPlot): void { const at = chart.cursor.idx; pointed.value = at === null || at === undefined ? '' : tools.words(at); }
  function create(): void {
    if (!frame.value) return;
    plot?.destroy();
    const options = tools.options(size);
    plot = new uPlot({ ...options, hooks: { ...options.hooks, setCursor: [point] } }, tools.data(), frame.value);
  }
  onMounted(() => {
    create();
    observer = new ResizeObserver(() => { const { width, height } = size(); if (plot && width > 0 && (plot.width !== width || plot.height !== height)) plot.setSize({ width, height }); });
    if (frame.value) observer.observe(frame.value);
  });
  onBeforeUnmount(() => { observer?.disconnect(); plot?.destroy(); plot = null; });
  return { pointed, create, setData() { plot?.setData(tools.data()); }, redraw() { plot?.redraw(false, true); } };
}
