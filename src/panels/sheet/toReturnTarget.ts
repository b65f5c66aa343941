/** Where the focus goes when a card closes: the element it came from while that still exists, else the stage. */
export function toReturnTarget(cameFrom: HTMLElement | null): HTMLElement | null {
  if (cameFrom?.isConnected && cameFrom !== document.body) return cameFrom;
  return document.querySelector<HTMLElement>('[data-region=stage]');
}
