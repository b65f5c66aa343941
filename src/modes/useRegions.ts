/** F6 goes round the regions of the page, Shift+F6 back, as in any desktop program: header, overview, stage, details, foot. */
import { onMounted, onScopeDispose, type Ref } from 'vue';

const FOCUSABLE = 'canvas[tabindex], input:not(:disabled), button:not(:disabled), a[href], [tabindex="0"]';

export function useRegions(root: Ref<HTMLElement | null>): void {
  function focusRegion(region: HTMLElement): void {
    const inner = region.dataset['region'] === 'stage' || region.dataset['region'] === 'header' ? region.querySelector<HTMLElement>(FOCUSABLE) : null;
    (inner ?? region).focus();
  }
  function onKey(event: KeyboardEvent): void {
    if (event.key !== 'F6' || !root.value) return;
    const regions = [...root.value.querySelectorAll<HTMLElement>('[data-region]')].filter((region) => region.getClientRects().length > 0);
    if (regions.length === 0) return;
    event.preventDefault();
    const at = regions.findIndex((region) => region.contains(document.activeElement));
    const next = (at + (event.shiftKey ? -1 : 1) + regions.length) % regions.length;
    const region = regions[at < 0 ? 0 : next];
    if (region) focusRegion(region);
  }
  onMounted(() => { window.addEventListener('keydown', onKey); });
  onScopeDispose(() => { window.removeEventListener('keydown', onKey); });
}
