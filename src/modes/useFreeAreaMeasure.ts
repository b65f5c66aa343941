/** Measures which part of the stage the panels around it leave free, and keeps the store told. */
import { onScopeDispose, watch, type Ref } from 'vue';
import { useFreeArea } from '../state/stores/freeArea';

export interface AroundStage {
  readonly left?: Readonly<Ref<HTMLElement | null>>;
  readonly right?: Readonly<Ref<HTMLElement | null>>;
  readonly top?: Readonly<Ref<HTMLElement | null>>;
  readonly bottom?: Readonly<Ref<HTMLElement | null>>;
}

export function useFreeAreaMeasure(stage: Readonly<Ref<HTMLElement | null>>, around: AroundStage): void {
  const freeArea = useFreeArea();
  const sides = [around.left, around.right, around.top, around.bottom];
  const measure = (): void => {
    const box = stage.value?.getBoundingClientRect();
    if (!box) return;
    const rect = (side: Readonly<Ref<HTMLElement | null>> | undefined): DOMRect | null => {
      const found = side?.value?.getBoundingClientRect();
      return found && found.width > 0 && found.height > 0 ? found : null;
    };
    const left = rect(around.left), right = rect(around.right), top = rect(around.top), bottom = rect(around.bottom);
    freeArea.setInsets({
      left: left ? Math.max(0, Math.round(left.right - box.left)) : 0,
      right: right ? Math.max(0, Math.round(box.right - right.left)) : 0,
      top: top ? Math.max(0, Math.round(top.bottom - box.top)) : 0,
      bottom: bottom ? Math.max(0, Math.round(box.bottom - bottom.top)) : 0,
    });
  };
  const observer = new ResizeObserver(measure);
  watch([stage, ...sides.map((side) => () => side?.value)], () => {
    observer.disconnect();
    for (const element of [stage.value, ...sides.map((side) => side?.value)]) if (element) observer.observe(element);
    measure();
  }, { immediate: true, flush: 'post' });
  onScopeDispose(() => { observer.disconnect(); });
}
